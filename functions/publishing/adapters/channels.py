"""Calls the channels context and translates its answers and failures into publishing's types."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from functions.channels import public as channels
from functions.publishing.model.listing import Handle, Listing, Picture
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.target import Target
from functions.publishing.ports import (
    Destination,
    Finding,
    ListingNotFound,
    NotThere,
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
    """Implements the ports `Channels`, `PlatformPreferences`, `ListingEditor` and `BrowserJobs`."""

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        """Offers of those `platforms` that exist, with the owner's connection and preference."""
        return {
            capabilities.platform: Destination(
                platform=capabilities.platform,
                name=capabilities.name,
                rendition=capabilities.image.rendition,
                is_connected=self._is_connected(owner_id, capabilities.platform),
                is_enabled=channels.preferences(owner_id, capabilities.platform).enabled,
                photos_max=capabilities.photos_max,
                listing_fields={one.name: one.per_craft for one in capabilities.listing_fields},
            )
            for capabilities in channels.capabilities()
            if capabilities.platform in platforms
        }

    def field_values(
        self, owner_id: str, platform: str, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The options in `given`, else those that the owner chose for the craft or for all."""
        return channels.field_values(owner_id, platform, craft, given)

    def remember(
        self, owner_id: str, platform: str, craft: str, name: str, choice: ChosenOption
    ) -> None:
        """Keep a choice for all further pieces of this craft."""
        kept = channels.FieldOption(choice.id, choice.name)
        channels.remember(owner_id, platform, craft, name, kept)

    def edit_support(self, platform: str) -> EditSupport:
        """Whether Haat can change and take down listings on the platform, and why not."""
        can_update, can_unpublish = channels.edit_support(platform)
        return EditSupport(
            can_update, can_unpublish, _why(platform, "edit"), _why(platform, "delete")
        )

    def update(self, target: Target, listing: Listing) -> Published:
        """Update the published listing to `listing`; raises `ListingNotFound` when it is gone."""
        try:
            with _translated():
                changed = channels.update(
                    target.owner_id, target.platform, _listing(listing), target.external_id or ""
                )
        except channels.ListingNotFound as gone:
            raise ListingNotFound from gone
        return _published(changed)

    def unpublish(self, target: Target) -> None:
        """Take down the published listing."""
        with _translated():
            channels.unpublish(target.owner_id, target.platform, target.external_id or "")

    def needs_browser(self, platform: str) -> bool:
        """Whether listings on the platform are made in a browser, as it has no suitable API."""
        return any(
            capabilities.needs_browser
            for capabilities in channels.capabilities()
            if capabilities.platform == platform
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
        """Look up on the platform what the calls since the first one achieved."""
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
        """The outcome in the browser function's answer to a look-up or a submission."""
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
        case channels.Undetermined(alike=alike):
            return Undetermined(tuple(_published(one) for one in alike))


def _published(answer: channels.Published) -> Published:
    return Published(answer.external_id, answer.url, answer.note)


def _handle(handle: channels.Handle) -> Handle:
    return Handle(handle.ref, handle.stage, dict(handle.detail))


def _held(target: Target) -> channels.Handle:
    handle = target.handle or Handle("", "")
    return channels.Handle(handle.ref, handle.stage, dict(handle.detail))


def _of(target: Target) -> tuple[str, str, channels.Listing]:
    return target.owner_id, target.platform, _listing(target.listing)


def _listing(listing: Listing) -> channels.Listing:
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
        pictures=_pictures(listing.pictures),
        more_pictures=tuple(_pictures(one) for one in listing.more_pictures),
        variants=tuple(
            channels.ListingVariant(one.options, one.price, one.quantity)
            for one in listing.variants
        ),
        field_values=listing.field_values,
    )


def _pictures(pictures: Mapping[str, Picture]) -> dict[str, channels.Picture]:
    return {
        name: channels.Picture(one.url, one.width, one.height, one.bytes, one.format)
        for name, one in pictures.items()
    }


def _why(platform: str, feature: str) -> str:
    """The reason in the platform's capabilities why Haat does not do `feature` on the platform."""
    (capabilities,) = (one for one in channels.capabilities() if one.platform == platform)
    return capabilities.features[feature].reason or f"Haat cannot do this on {capabilities.name}."


def _fields(result: Mapping[str, object]) -> dict[str, Any]:
    return {name: result[name] for name in ("ref", "stage", "detail")}
