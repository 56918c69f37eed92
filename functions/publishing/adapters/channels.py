"""Asks channels to post, and puts its answers and failures into publishing's words."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from functions.channels import public as channels
from functions.publishing.model.listing import Handle, Listing
from functions.publishing.model.target import Target
from functions.publishing.ports import (
    Finding,
    NotThere,
    Offer,
    OutcomeUnknown,
    Published,
    Ready,
    Refused,
    StartOver,
    Step,
    Undetermined,
    Waiting,
)


class ChannelPlatforms:
    """Implements the ports `Channels` and `BrowserJobs`."""

    def offers(self, owner_id: str) -> Mapping[str, Offer]:
        """Every platform, and whether the owner has it connected."""
        return {
            able.platform: Offer(
                platform=able.platform,
                name=able.name,
                rendition=able.image.rendition,
                is_connected=self._is_connected(owner_id, able.platform),
            )
            for able in channels.capabilities()
        }

    def needs_browser(self, platform: str) -> bool:
        """Whether the platform has no API that would do."""
        return any(
            able.needs_browser for able in channels.capabilities() if able.platform == platform
        )

    def start(self, target: Target) -> Step:
        """Prepare the post."""
        return _asked(
            lambda: channels.start(target.owner_id, target.platform, _listing(target.listing))
        )

    def check(self, target: Target) -> Step:
        """Read how the preparation stands."""
        return _asked(lambda: channels.check(*_of(target), _held(target)))

    def finish(self, target: Target) -> Published:
        """Make the irreversible call."""
        with _translated():
            return _published(channels.finish(*_of(target), _held(target)))

    def find(self, target: Target) -> Finding:
        """Read what the platform says happened since the first call."""
        handle = _held(target) if target.handle else None
        since = target.sent_at or target.updated_at
        with _translated():
            return _found(channels.reconcile(*_of(target), handle, since))

    def job(self, target: Target, *, find: bool) -> Mapping[str, object]:
        """A job for the browser function; the session in it is sealed for this job alone."""
        with _translated():
            return channels.browser_job(*_of(target), find=find)

    def read(
        self, target: Target, result: Mapping[str, object]
    ) -> Waiting | Ready | Published | NotThere | Undetermined:
        """What the browser function answered: of a look, or of a submission."""
        report = channels.Handle(**_fields(result))
        if target.status == "sent":
            return _asked(lambda: channels.check(*_of(target), report))
        since = target.sent_at or target.updated_at
        with _translated():
            return _found(channels.reconcile(*_of(target), report, since))

    def _is_connected(self, owner_id: str, platform: str) -> bool:
        account = channels.account(owner_id, platform)
        return account is not None and account.status == "connected"


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except channels.StartOver as void:
        raise StartOver(void.message, after=void.after) from void
    except (channels.ReconnectNeeded, channels.Rejected) as refusal:
        raise Refused(refusal.message, refusal.remedy) from refusal
    except channels.OutcomeUnknown as unknown:
        raise OutcomeUnknown from unknown


def _asked(call: Callable[[], channels.Step]) -> Step:
    with _translated():
        answer = call()
    if isinstance(answer, channels.Waiting):
        return Waiting(_handle(answer.handle), answer.seconds)
    if isinstance(answer, channels.Ready):
        return Ready(_handle(answer.handle))
    return _published(answer)


def _found(finding: channels.Finding) -> Finding:
    match finding:
        case channels.Published():
            return _published(finding)
        case channels.Ready(handle):
            return Ready(_handle(handle))
        case channels.NotThere():
            return NotThere()
        case channels.Undetermined():
            return Undetermined()


def _published(answer: channels.Published) -> Published:
    return Published(answer.external_id, answer.url)


def _handle(handle: channels.Handle) -> Handle:
    return Handle(handle.ref, handle.stage, dict(handle.detail))


def _held(target: Target) -> channels.Handle:
    handle = target.handle or Handle("", "")
    return channels.Handle(handle.ref, handle.stage, dict(handle.detail))


def _of(target: Target) -> tuple[str, str, channels.Listing]:
    return target.owner_id, target.platform, _listing(target.listing)


def _listing(listing: Listing) -> channels.Listing:
    pictures = {
        name: channels.Picture(one.url, one.width, one.height, one.bytes, one.format)
        for name, one in listing.pictures.items()
    }
    return channels.Listing(
        marker=listing.marker,
        title=listing.title,
        text=listing.text,
        tags=listing.tags,
        alt_text=listing.alt_text,
        price=listing.price,
        quantity=listing.quantity,
        materials=listing.materials,
        link=listing.link,
        pictures=pictures,
    )


def _fields(result: Mapping[str, object]) -> dict[str, Any]:
    return {name: result[name] for name in ("ref", "stage", "detail")}
