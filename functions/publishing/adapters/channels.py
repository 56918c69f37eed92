"""Calls the channels context, whose types are publishing's too, and translates its failures."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from functions.channels import public as channels
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Step,
    Undetermined,
    Waiting,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.target import Target
from functions.publishing.ports import (
    Destination,
    ListingNotFound,
    StartOver,
)
from kernel.errors import Refused


class ChannelPlatforms:
    """Implements the ports `Channels` and `ListingEditor`."""

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        """The destinations among `platforms`, with the owner's connection and preferences."""
        return {
            capabilities.platform: Destination(
                platform=capabilities.platform,
                name=capabilities.name,
                rendition=capabilities.image.rendition,
                is_connected=self._is_connected(owner_id, capabilities.platform),
                is_enabled=channels.preferences(*_account(owner_id, capabilities.platform)).enabled,
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
        return channels.field_values(*_account(owner_id, platform), craft, given)

    def remember(
        self, owner_id: str, platform: str, craft: str, name: str, choice: ChosenOption
    ) -> None:
        """Keep an option for all further pieces of this craft."""
        kept = channels.FieldOption(choice.id, choice.name)
        channels.remember(*_account(owner_id, platform), craft, name, kept)

    def edit_support(self, platform: str) -> EditSupport:
        """Whether Haat can update and unpublish listings on the platform, and why not."""
        can_update, can_unpublish = channels.edit_support(platform)
        return EditSupport(
            can_update, can_unpublish, _why(platform, "edit"), _why(platform, "delete")
        )

    def update(self, target: Target, listing: Listing) -> Published:
        """Update the published listing to `listing`; raises `ListingNotFound` when it is gone."""
        try:
            with _translated():
                account = _account(target.owner_id, target.platform)
                return channels.update(*account, listing, target.external_id or "")
        except channels.ListingNotFound as gone:
            raise ListingNotFound from gone

    def unpublish(self, target: Target) -> None:
        """Unpublish the published listing."""
        with _translated():
            channels.unpublish(*_of(target), target.external_id or "")

    def needs_browser(self, platform: str) -> bool:
        """Whether listings on the platform are made in a browser, as it has no suitable API."""
        return any(
            capabilities.needs_browser
            for capabilities in channels.capabilities()
            if capabilities.platform == platform
        )

    def start(self, target: Target) -> Step:
        """Prepare the post."""
        with _translated():
            return channels.start(*_of(target))

    def check(self, target: Target) -> Step:
        """Read how the preparation stands."""
        with _translated():
            return channels.check(*_of(target), _held(target))

    def finish(self, target: Target) -> Published:
        """Make the irreversible call."""
        with _translated():
            return channels.finish(*_of(target), _held(target))

    def find(self, target: Target) -> Finding:
        """Look up on the platform what the calls since the first one achieved."""
        since = target.sent_at or target.updated_at
        with _translated():
            return channels.reconcile(*_of(target), target.handle, since)

    def job(self, target: Target, *, find: bool) -> Mapping[str, object]:
        """A job for the browser function; the session in it is encrypted for this job alone."""
        with _translated():
            return channels.browser_job(*_of(target), find=find)

    def read(
        self, target: Target, result: Mapping[str, object]
    ) -> Waiting | Ready | Published | NotThere | Undetermined:
        """The outcome in the browser function's answer to a look-up or a submission."""
        report = Handle(**_fields(result))
        since = target.sent_at or target.updated_at
        with _translated():
            if target.status == "sent":
                return channels.check(*_of(target), report)
            return channels.reconcile(*_of(target), report, since)

    def _is_connected(self, owner_id: str, platform: str) -> bool:
        return any(one.status == "connected" for one in channels.accounts(owner_id, platform))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except channels.StartOver as void:
        raise StartOver(void.message, after=void.after) from void
    except (channels.ReconnectNeeded, channels.Rejected) as refusal:
        raise Refused(refusal.message, remedy=refusal.remedy) from refusal


def _account(owner_id: str, platform: str) -> tuple[str, str, str]:
    """The owner's first account on the platform that works, else her first one, else none."""
    accounts = channels.accounts(owner_id, platform)
    working = [one for one in accounts if one.status == "connected"]
    account_id = next((one.account_id for one in (*working, *accounts)), "")
    return owner_id, platform, account_id


def _of(target: Target) -> tuple[str, str, str, Listing]:
    return *_account(target.owner_id, target.platform), target.listing


def _held(target: Target) -> Handle:
    return target.handle or Handle("", "")


def _why(platform: str, feature: str) -> str:
    """The reason in the platform's capabilities why Haat does not do `feature` on the platform."""
    (capabilities,) = (one for one in channels.capabilities() if one.platform == platform)
    return capabilities.features[feature].reason or f"Haat cannot do this on {capabilities.name}."


def _fields(result: Mapping[str, object]) -> dict[str, Any]:
    return {name: result[name] for name in ("ref", "stage", "detail")}
