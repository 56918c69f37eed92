"""Commands for channels' internal function, and the errors that its failures stand for."""

from typing import NoReturn

from functions.channels.model.listing import (
    Listing,
)
from functions.channels.model.posting_commands import (
    COMMANDS,
    OUTCOMES,
    CheckListing,
    Completed,
    CreateBrowserJob,
    PostingCommand,
    PostingFailure,
    PostingOutcome,
    ReadListing,
    RememberOption,
)
from functions.publishing.model.publication import Publication
from functions.publishing.ports.listing_edits import (
    AccountMissing,
    ListingForeign,
    ListingNotFound,
)
from functions.publishing.ports.platforms import StartOver
from kernel.aws.internal import InternalFunction
from kernel.errors import Malformed, OutcomeUnknown, Refused, TryLater

_INVISIBLE = (CheckListing, ReadListing, CreateBrowserJob, RememberOption)
"""Commands of which nothing can be seen on a platform: one whose answer is lost is sent again."""
_INTERRUPTED = "It was interrupted before anything was sent."


class PostingFunction:
    """Has commands carried out by channels' internal function, each once."""

    def __init__(self, posting: InternalFunction) -> None:
        self._posting = posting

    def ask(self, command: PostingCommand) -> PostingOutcome:
        """Have the command carried out once.

        Raises `TryLater` if surely nothing can be seen of it, and `OutcomeUnknown` if that is open.
        """
        try:
            return OUTCOMES.from_json(self._posting.call(COMMANDS.to_json(command)))
        except (OutcomeUnknown, Malformed) as lost:
            if isinstance(command, _INVISIBLE):
                raise TryLater(_INTERRUPTED) from lost
            raise OutcomeUnknown(lost.message) from lost

    def carry_out(self, command: PostingCommand) -> PostingOutcome:
        """Have the command carried out once; raises the error that stands for its failure."""
        return succeeded(self.ask(command))

    def complete(self, command: PostingCommand) -> None:
        """Carry a command out that has nothing to tell."""
        outcome = self.carry_out(command)
        if not isinstance(outcome, Completed):
            raise unexpected(outcome)


def succeeded(outcome: PostingOutcome) -> PostingOutcome:
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
        case "foreign_listing":
            raise ListingForeign(failure.message, remedy=failure.remedy)
        case "reconnect_needed":
            raise AccountMissing(failure.message, remedy=failure.remedy)
        case "rejected":
            raise Refused(failure.message, remedy=failure.remedy)


def unexpected(outcome: PostingOutcome) -> OutcomeUnknown:
    """The error for an outcome that the command cannot have."""
    return OutcomeUnknown(f"{type(outcome).__name__} is no outcome of this command.")


def account_of(publication: Publication) -> tuple[str, str, str]:
    """The beginning of each command: owner, platform and account."""
    return publication.owner_id, publication.platform, publication.account.account_id


def listing_of(publication: Publication) -> tuple[str, str, str, Listing]:
    """The account and the listing that was sent last."""
    return *account_of(publication), publication.listing


def live_listing_of(publication: Publication) -> tuple[str, str, str, Listing, str]:
    """The account, the listing that was sent last, and the platform's id of it."""
    return *listing_of(publication), publication.external_id or ""
