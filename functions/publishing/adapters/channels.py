"""Asks the channels context, whose types are publishing's too, and translates its failures.

What is read from its table is asked in process. All that needs its secrets, or writes its table, is
a command for its internal function: publishing's functions hold neither.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

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
from functions.channels.model.posting_commands import (
    COMMANDS,
    OUTCOMES,
    CheckListing,
    Completed,
    CreateBrowserJob,
    FinishListing,
    PostingCommand,
    PostingFailure,
    PostingOutcome,
    PreparedJob,
    ReconcileListing,
    RememberOption,
    StartListing,
    UnpublishListing,
    UpdateListing,
)
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.post import ChosenOption
from functions.publishing.model.publication import Publication
from functions.publishing.ports import (
    Destination,
    DestinationAccount,
    ListingNotFound,
    StartOver,
)
from kernel.aws.internal import InternalFunction
from kernel.errors import Malformed, OutcomeUnknown, Refused, TryLater

_INVISIBLE = (CheckListing, CreateBrowserJob, RememberOption)
"""Commands of which nothing can be seen on a platform: one whose answer is lost is sent again."""
_INTERRUPTED = "It was interrupted before anything was sent."


class ChannelPlatforms:
    """Implements the ports `Channels` and `ListingEditor`; `posting` is channels' function."""

    def __init__(self, posting: InternalFunction) -> None:
        self._posting = posting

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
        self._complete(RememberOption(owner_id, platform, account_id, craft, name, kept))

    def edit_support(self, platform: str) -> EditSupport:
        """Whether Haat can update and unpublish listings on the platform, and why not."""
        can_update, can_unpublish = channels.edit_support(platform)
        return EditSupport(
            can_update, can_unpublish, _why(platform, "edit"), _why(platform, "delete")
        )

    def update(self, publication: Publication, listing: Listing) -> Published:
        """Update the published listing to `listing`; raises `ListingNotFound` when it is gone."""
        external_id = publication.external_id or ""
        command = UpdateListing(*_account(publication), listing, external_id)
        return self._published(command)

    def unpublish(self, publication: Publication) -> None:
        """Unpublish the published listing."""
        external_id = publication.external_id or ""
        self._complete(UnpublishListing(*_of(publication), external_id))

    def needs_browser(self, platform: str) -> bool:
        """Whether listings on the platform are made in a browser, as it has no suitable API."""
        return any(
            capabilities.needs_browser
            for capabilities in channels.capabilities()
            if capabilities.platform == platform
        )

    def start(self, publication: Publication) -> Step:
        """Prepare the post."""
        return self._step(StartListing(*_of(publication)))

    def check(self, publication: Publication) -> Step:
        """Read how the preparation stands."""
        return self._step(CheckListing(*_of(publication), _held(publication)))

    def finish(self, publication: Publication) -> Published:
        """Make the irreversible call."""
        return self._published(FinishListing(*_of(publication), _held(publication)))

    def find(self, publication: Publication) -> Finding:
        """Look up on the platform what the calls since the first one achieved."""
        return self._reconcile(publication, publication.handle)

    def job(self, publication: Publication, *, find: bool) -> Mapping[str, object]:
        """A job for the browser function; the session in it is encrypted for this job alone."""
        outcome = _succeeded(self._ask(CreateBrowserJob(*_of(publication), find)))
        if isinstance(outcome, PreparedJob):
            return outcome.job
        raise _unexpected(outcome)

    def read(
        self, publication: Publication, result: Mapping[str, object]
    ) -> Waiting | Ready | Published | NotThere | Undetermined:
        """The outcome in the browser function's answer to a look-up or a submission."""
        report = Handle(**_fields(result))
        if publication.status != "sent":
            return self._reconcile(publication, report)
        try:
            outcome = self._ask(CheckListing(*_of(publication), report))
        except TryLater as unread:
            # The browser has acted, and its report is not read: nothing may be sent again for this.
            raise OutcomeUnknown(unread.message) from unread
        return _as_step(outcome)

    def _step(self, command: PostingCommand) -> Step:
        return _as_step(self._ask(command))

    def _reconcile(self, publication: Publication, handle: Handle | None) -> Finding:
        since = publication.sent_at or publication.updated_at
        outcome = _succeeded(self._ask(ReconcileListing(*_of(publication), handle, since)))
        if isinstance(outcome, Published | Ready | NotThere | Undetermined):
            return outcome
        raise _unexpected(outcome)

    def _published(self, command: PostingCommand) -> Published:
        outcome = _succeeded(self._ask(command))
        if isinstance(outcome, Published):
            return outcome
        raise _unexpected(outcome)

    def _complete(self, command: PostingCommand) -> None:
        outcome = _succeeded(self._ask(command))
        if not isinstance(outcome, Completed):
            raise _unexpected(outcome)

    def _ask(self, command: PostingCommand) -> PostingOutcome:
        """Have the command carried out once.

        Raises `TryLater` if surely nothing can be seen of it, and `OutcomeUnknown` if that is open.
        """
        try:
            return OUTCOMES.from_json(self._posting.call(COMMANDS.to_json(command)))
        except (OutcomeUnknown, Malformed) as lost:
            if isinstance(command, _INVISIBLE):
                raise TryLater(_INTERRUPTED) from lost
            raise OutcomeUnknown(lost.message) from lost


def _as_step(outcome: PostingOutcome) -> Step:
    outcome = _succeeded(outcome)
    if isinstance(outcome, Waiting | Ready | Published):
        return outcome
    raise _unexpected(outcome)


def _succeeded(outcome: PostingOutcome) -> PostingOutcome:
    """The outcome, unless it is a failure; raises the error that stands for that."""
    if isinstance(outcome, PostingFailure):
        _raise(outcome)
    return outcome


def _raise(failure: PostingFailure) -> NoReturn:
    """Raise the error of publishing's ports that a failure of channels stands for."""
    match failure.code:
        case "listing_not_found":
            raise ListingNotFound
        case "start_over":
            raise StartOver(failure.message, after=failure.after)
        case "try_later":
            raise TryLater(failure.message, after=failure.after, remedy=failure.remedy)
        case "outcome_unknown":
            raise OutcomeUnknown(failure.message, remedy=failure.remedy)
        case "reconnect_needed" | "rejected":
            raise Refused(failure.message, remedy=failure.remedy)


def _unexpected(outcome: PostingOutcome) -> OutcomeUnknown:
    """The error for an outcome that the command cannot have."""
    return OutcomeUnknown(f"{type(outcome).__name__} is no outcome of this command.")


def _account_of(one: channels.AccountSummary) -> DestinationAccount:
    is_connected = one.status == "connected"
    return DestinationAccount(
        one.account_id, one.name, is_connected=is_connected, is_enabled=one.enabled
    )


def _account(publication: Publication) -> tuple[str, str, str]:
    return publication.owner_id, publication.platform, publication.account.account_id


def _of(publication: Publication) -> tuple[str, str, str, Listing]:
    return *_account(publication), publication.listing


def _held(publication: Publication) -> Handle:
    return publication.handle or Handle("", "")


def _why(platform: str, feature: str) -> str:
    """The reason in the platform's capabilities why Haat does not do `feature` on the platform."""
    (capabilities,) = (one for one in channels.capabilities() if one.platform == platform)
    return capabilities.features[feature].reason or f"Haat cannot do this on {capabilities.name}."


def _fields(result: Mapping[str, object]) -> dict[str, Any]:
    return {name: result[name] for name in ("ref", "stage", "detail")}
