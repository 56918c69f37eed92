"""Sends commands as other contexts do, and raises the errors that their failures tell of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from functions.channels.model.capabilities import FieldOption
from functions.channels.model.listing import (
    PARTS,
    Finding,
    Handle,
    Listing,
    NotThere,
    Part,
    Published,
    Ready,
    ShownListing,
    Step,
    StockLevel,
    Undetermined,
    Waiting,
)
from functions.channels.model.posting_commands import (
    COMMANDS,
    FAILURES,
    OUTCOMES,
    AdoptListing,
    CheckListing,
    Completed,
    CreateBrowserJob,
    Drifted,
    FinishListing,
    PostingCommand,
    PostingFailure,
    PostingOutcome,
    PreparedJob,
    ReadListing,
    ReconcileListing,
    RememberOption,
    SetStock,
    StartListing,
    StockSet,
    UnpublishListing,
    Updated,
    UpdateListing,
)
from functions.channels.wiring.container import container


def start(owner_id: str, platform: str, account_id: str, listing: Listing) -> Step:
    """Prepare the post."""
    outcome = _carried_out(StartListing(owner_id, platform, account_id, listing))
    assert isinstance(outcome, Waiting | Ready | Published)
    return outcome


def check(owner_id: str, platform: str, account_id: str, listing: Listing, handle: Handle) -> Step:
    """Read how the preparation stands."""
    outcome = _carried_out(CheckListing(owner_id, platform, account_id, listing, handle))
    assert isinstance(outcome, Waiting | Ready | Published)
    return outcome


def finish(
    owner_id: str, platform: str, account_id: str, listing: Listing, handle: Handle
) -> Published:
    """Make the irreversible call."""
    outcome = _carried_out(FinishListing(owner_id, platform, account_id, listing, handle))
    assert isinstance(outcome, Published)
    return outcome


def reconcile(
    owner_id: str,
    platform: str,
    account_id: str,
    listing: Listing,
    handle: Handle | None,
    since: datetime,
) -> Finding:
    """Read what happened since `since`."""
    command = ReconcileListing(owner_id, platform, account_id, listing, handle, since)
    outcome = _carried_out(command)
    assert isinstance(outcome, Published | Ready | NotThere | Undetermined)
    return outcome


def read(
    owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str
) -> ShownListing:
    """Read what the account shows of the listing."""
    outcome = _carried_out(ReadListing(owner_id, platform, account_id, listing, external_id))
    assert isinstance(outcome, ShownListing)
    return outcome


def update(
    owner_id: str,
    platform: str,
    account_id: str,
    listing: Listing,
    external_id: str,
    *parts: Part,
    known: Mapping[Part, str] | None = None,
) -> Updated | Drifted:
    """Bring these parts, or all."""
    command = UpdateListing(
        owner_id, platform, account_id, listing, external_id, parts or PARTS, known or {}
    )
    outcome = _carried_out(command)
    assert isinstance(outcome, Updated | Drifted)
    return outcome


def change(
    owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str, *parts: Part
) -> Published:
    """Bring these parts, or all, whatever is there."""
    outcome = update(owner_id, platform, account_id, listing, external_id, *parts)
    assert isinstance(outcome, Updated)
    return outcome.published


def set_stock(
    owner_id: str,
    platform: str,
    account_id: str,
    listing: Listing,
    external_id: str,
    levels: Sequence[StockLevel],
) -> ShownListing:
    """Set how many are sold there."""
    command = SetStock(owner_id, platform, account_id, listing, external_id, tuple(levels))
    outcome = _carried_out(command)
    assert isinstance(outcome, StockSet)
    return outcome.shown


def adopt(
    owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str
) -> Updated:
    """Give our marker to a listing that does not have it."""
    outcome = _carried_out(AdoptListing(owner_id, platform, account_id, listing, external_id))
    assert isinstance(outcome, Updated)
    return outcome


def unpublish(
    owner_id: str, platform: str, account_id: str, listing: Listing, external_id: str
) -> None:
    """Unpublish the listing."""
    outcome = _carried_out(UnpublishListing(owner_id, platform, account_id, listing, external_id))
    assert isinstance(outcome, Completed)


def browser_job(
    owner_id: str, platform: str, account_id: str, listing: Listing, *, find: bool = False
) -> dict[str, Any]:
    """A job for the browser function."""
    outcome = _carried_out(CreateBrowserJob(owner_id, platform, account_id, listing, find))
    assert isinstance(outcome, PreparedJob)
    return dict(outcome.job)


def remember(
    owner_id: str, platform: str, account_id: str, craft: str, name: str, choice: FieldOption
) -> None:
    """Use an option for further pieces of the craft."""
    command = RememberOption(owner_id, platform, account_id, craft, name, choice)
    assert isinstance(_carried_out(command), Completed)


def _carried_out(command: PostingCommand) -> PostingOutcome:
    """The outcome, command and outcome having gone through JSON as they do between functions."""
    asked = COMMANDS.from_json(COMMANDS.to_json(command))
    try:
        outcome = container().posting_commands._execute(asked)  # noqa: SLF001  # a failure tells less
    except FAILURES as problem:
        told = PostingFailure.of(problem)
        assert OUTCOMES.from_json(OUTCOMES.to_json(told)) == told
        raise
    return OUTCOMES.from_json(OUTCOMES.to_json(outcome))
