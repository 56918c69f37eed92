"""Channels' published language for its internal function: what it can be asked, what it answers.

Pure values, which publishing uses as they are; nothing here may import an adapter. As JSON a
command is named by `verb`, and an outcome by `kind`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from functions.channels.errors import (
    ForeignListing,
    ListingNotFound,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.capabilities import FieldOption
from functions.channels.model.listing import (
    Handle,
    Listing,
    NotThere,
    Part,
    Published,
    Ready,
    ShownListing,
    StockLevel,
    Undetermined,
    Waiting,
)
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.tagged import TaggedUnion

FailureCode = Literal[
    "start_over",
    "try_later",
    "outcome_unknown",
    "reconnect_needed",
    "foreign_listing",
    "rejected",
    "listing_not_found",
]
FAILURES = (
    StartOver,
    TryLater,
    OutcomeUnknown,
    ReconnectNeeded,
    ForeignListing,
    Rejected,
    ListingNotFound,
)
"""The errors that cross to the caller; of two that apply the first counts."""


@dataclass(frozen=True, slots=True)
class StartListing:
    """Prepare the post: invisible, and harmless to repeat. Answers how far it has come."""

    owner_id: str
    platform: str
    account_id: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class CheckListing:
    """Read how the preparation stands; for a browser platform, what the submitting job reported."""

    owner_id: str
    platform: str
    account_id: str
    listing: Listing
    handle: Handle


@dataclass(frozen=True, slots=True)
class FinishListing:
    """Make the irreversible call, once; the handle must have been kept before."""

    owner_id: str
    platform: str
    account_id: str
    listing: Listing
    handle: Handle


@dataclass(frozen=True, slots=True)
class ReconcileListing:
    """Read what the platform says happened since `since`; changes nothing.

    For a browser platform `handle` is what a job with `find` (or the submitting one) answered.
    """

    owner_id: str
    platform: str
    account_id: str
    listing: Listing
    handle: Handle | None
    since: datetime


@dataclass(frozen=True, slots=True)
class _OfListing:
    """Any command for a listing that the account shows under `external_id`."""

    owner_id: str
    platform: str
    account_id: str
    listing: Listing
    external_id: str


@dataclass(frozen=True, slots=True)
class ReadListing(_OfListing):
    """Read what the account shows of the published listing; changes nothing."""


@dataclass(frozen=True, slots=True)
class UpdateListing(_OfListing):
    """Bring these parts of the published listing to those of `listing`; repeatable.

    Answers `Drifted`, and changes nothing, where one of these parts is not as in `known`, the
    digests of what we brought last: somebody changed it there. A part without a digest is brought.
    """

    parts: tuple[Part, ...]
    known: Mapping[Part, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetStock(_OfListing):
    """Set how many of each variant the account sells, by comparison; repeatable."""

    levels: tuple[StockLevel, ...]


@dataclass(frozen=True, slots=True)
class AdoptListing(_OfListing):
    """Give our marker to a listing of the account that does not have it; repeatable."""


@dataclass(frozen=True, slots=True)
class UnpublishListing(_OfListing):
    """Unpublish the listing; may be repeated, and a listing that is gone is no failure."""


@dataclass(frozen=True, slots=True)
class CreateBrowserJob:
    """Make a job for the browser function; with `find` the job only looks for the listing."""

    owner_id: str
    platform: str
    account_id: str
    listing: Listing
    find: bool = False


@dataclass(frozen=True, slots=True)
class RememberOption:
    """Use an option for further pieces of the craft, if its field is `per_craft`; repeatable."""

    owner_id: str
    platform: str
    account_id: str
    craft: str
    name: str
    choice: FieldOption


@dataclass(frozen=True, slots=True)
class PreparedJob:
    """A job as JSON for the browser function; the session in it is encrypted for it alone."""

    job: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Updated:
    """The parts are brought; `shown` is what the account shows now, read afterwards.

    It is empty where it could not be read, or shows itself only later: of a part that was brought
    no digest is known then, until a reading tells.

    A part may show itself in another: a new variant has a price, a new picture a description. So
    the digests of all parts are those to keep, but of `drifted`: what else somebody changed there.
    """

    published: Published
    shown: ShownListing
    drifted: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Drifted:
    """Somebody changed `parts` there, so that nothing was brought; `shown` is what is there."""

    parts: tuple[Part, ...]
    shown: ShownListing


@dataclass(frozen=True, slots=True)
class StockSet:
    """The numbers are set where they were as we knew: `before` was there, and `shown` is now."""

    before: Mapping[str, int]
    shown: ShownListing


@dataclass(frozen=True, slots=True)
class Completed:
    """It is done, and there is nothing to tell of it."""


@dataclass(frozen=True, slots=True)
class PostingFailure:
    """Why it was not done, or may not be; `after` are the seconds to wait before another try."""

    code: FailureCode
    message: str
    remedy: str = ""
    after: float = 0.0

    @classmethod
    def of(cls, problem: Problem) -> "PostingFailure":
        """The failure that tells of one of `FAILURES`."""
        code: Any = next(kind.code for kind in FAILURES if isinstance(problem, kind))
        after = problem.after if isinstance(problem, TryLater) else 0.0
        return cls(code, problem.message, problem.remedy, after)


PostingCommand = (
    StartListing
    | CheckListing
    | FinishListing
    | ReconcileListing
    | ReadListing
    | UpdateListing
    | SetStock
    | AdoptListing
    | UnpublishListing
    | CreateBrowserJob
    | RememberOption
)
PostingOutcome = (
    Waiting
    | Ready
    | Published
    | NotThere
    | Undetermined
    | ShownListing
    | Updated
    | Drifted
    | StockSet
    | PreparedJob
    | Completed
    | PostingFailure
)

COMMANDS: TaggedUnion[PostingCommand] = TaggedUnion(
    "verb",
    start=StartListing,
    check=CheckListing,
    finish=FinishListing,
    reconcile=ReconcileListing,
    read=ReadListing,
    update=UpdateListing,
    set_stock=SetStock,
    adopt=AdoptListing,
    unpublish=UnpublishListing,
    browser_job=CreateBrowserJob,
    remember=RememberOption,
)
OUTCOMES: TaggedUnion[PostingOutcome] = TaggedUnion(
    "kind",
    waiting=Waiting,
    ready=Ready,
    published=Published,
    not_there=NotThere,
    undetermined=Undetermined,
    shown=ShownListing,
    updated=Updated,
    drifted=Drifted,
    stock_set=StockSet,
    job=PreparedJob,
    completed=Completed,
    failure=PostingFailure,
)
