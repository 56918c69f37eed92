"""The platforms, on which listings are published."""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.channels import public as channels
from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    Loss,
    NotThere,
    Published,
    Ready,
    Step,
    Undetermined,
    Waiting,
)
from functions.channels.model.posting_commands import (
    CheckListing,
    CreateBrowserJob,
    FinishListing,
    PostingCommand,
    PostingOutcome,
    PreparedJob,
    ReconcileListing,
    RememberOption,
    StartListing,
)
from functions.publishing.adapters.channels.calls import (
    PostingFunction,
    listing_of,
    succeeded,
    unexpected,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.publication import Publication
from functions.publishing.ports.platforms import Destination, DestinationAccount
from kernel.aws.internal import InternalFunction
from kernel.errors import OutcomeUnknown, TryLater


class ChannelPlatforms:
    """Implements the ports `PlatformDirectory` and `Channels`; `posting` is channels' function."""

    def __init__(self, posting: InternalFunction) -> None:
        self._posting = PostingFunction(posting)

    def destinations(self, owner_id: str, platforms: Sequence[str]) -> Mapping[str, Destination]:
        """The destinations among `platforms`, with the owner's accounts and preferences."""
        accounts = channels.accounts(owner_id)
        return {
            capabilities.platform: Destination(
                platform=capabilities.platform,
                name=capabilities.name,
                rendition=capabilities.image.rendition,
                shows=capabilities.shows,
                accounts=tuple(
                    _account_of(one) for one in accounts if one.platform == capabilities.platform
                ),
                photos_max=capabilities.photos_max,
                listing_fields={one.name: one.per_craft for one in capabilities.listing_fields},
            )
            for capabilities in channels.capabilities()
            if capabilities.platform in platforms
        }

    def field_values(
        self, owner_id: str, account: AccountRef, craft: str | None, given: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The options in `given`, else those that the owner chose for the craft or for all."""
        return channels.field_values(owner_id, account.platform, account.account_id, craft, given)

    def remember(
        self, owner_id: str, account: AccountRef, craft: str, name: str, choice: ChosenOption
    ) -> None:
        """Keep an option for all further pieces of this craft."""
        kept = channels.FieldOption(choice.id, choice.name)
        platform, account_id = account.platform, account.account_id
        self._posting.complete(RememberOption(owner_id, platform, account_id, craft, name, kept))

    def needs_browser(self, platform: str) -> bool:
        """Whether listings on the platform are made in a browser, as it has no suitable API."""
        return any(
            capabilities.needs_browser
            for capabilities in channels.capabilities()
            if capabilities.platform == platform
        )

    def losses(self, platform: str, listing: Listing, photos: int) -> tuple[Loss, ...]:
        """What the platform cannot carry of a piece with so many photographs."""
        return channels.losses(platform, listing, photos)

    def start(self, publication: Publication) -> Step:
        """Prepare the post."""
        return self._step(StartListing(*listing_of(publication)))

    def check(self, publication: Publication) -> Step:
        """Read how the preparation stands."""
        return self._step(CheckListing(*listing_of(publication), _held(publication)))

    def finish(self, publication: Publication) -> Published:
        """Make the irreversible call."""
        return self._published(FinishListing(*listing_of(publication), _held(publication)))

    def find(self, publication: Publication) -> Finding:
        """Look up on the platform what the calls since the first one achieved."""
        return self._reconcile(publication, publication.handle)

    def job(self, publication: Publication, *, find: bool) -> Mapping[str, object]:
        """A job for the browser function; the session in it is encrypted for this job alone."""
        outcome = self._posting.carry_out(CreateBrowserJob(*listing_of(publication), find))
        if isinstance(outcome, PreparedJob):
            return outcome.job
        raise unexpected(outcome)

    def read(
        self, publication: Publication, result: Mapping[str, object]
    ) -> Waiting | Ready | Published | NotThere | Undetermined:
        """The outcome in the browser function's answer to a look-up or a submission."""
        report = Handle(**_fields(result))
        if publication.status != "sent":
            return self._reconcile(publication, report)
        try:
            outcome = self._posting.ask(CheckListing(*listing_of(publication), report))
        except TryLater as unread:
            # The browser has acted, and its report is not read: nothing may be sent again for this.
            raise OutcomeUnknown(unread.message) from unread
        return _as_step(outcome)

    def _step(self, command: PostingCommand) -> Step:
        return _as_step(self._posting.ask(command))

    def _reconcile(self, publication: Publication, handle: Handle | None) -> Finding:
        since = publication.sent_at or publication.updated_at
        outcome = self._posting.carry_out(ReconcileListing(*listing_of(publication), handle, since))
        if isinstance(outcome, Published | Ready | NotThere | Undetermined):
            return outcome
        raise unexpected(outcome)

    def _published(self, command: PostingCommand) -> Published:
        outcome = self._posting.carry_out(command)
        if isinstance(outcome, Published):
            return outcome
        raise unexpected(outcome)


def _as_step(outcome: PostingOutcome) -> Step:
    outcome = succeeded(outcome)
    if isinstance(outcome, Waiting | Ready | Published):
        return outcome
    raise unexpected(outcome)


def _account_of(one: channels.AccountSummary) -> DestinationAccount:
    is_connected = one.status == "connected"
    return DestinationAccount(
        one.account_id, one.name, is_connected=is_connected, is_enabled=one.enabled
    )


def _held(publication: Publication) -> Handle:
    return publication.handle or Handle("", "")


def _fields(result: Mapping[str, object]) -> dict[str, Any]:
    return {name: result[name] for name in ("ref", "stage", "detail")}
