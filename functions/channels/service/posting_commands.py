"""Carries out the commands that other contexts send to channels' internal function."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import TypeAdapter

from functions.channels.model.browser import BrowserJob
from functions.channels.model.connection import AccountKey
from functions.channels.model.posting_commands import (
    FAILURES,
    AdoptListing,
    CheckListing,
    Completed,
    CreateBrowserJob,
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
    UnpublishListing,
    UpdateListing,
)
from functions.channels.service.listing_edits import ListingEdits
from functions.channels.service.posting import PostingService
from functions.channels.service.preferences import PreferenceService
from functions.channels.service.sessions import Sessions


@dataclass(frozen=True, slots=True)
class PostingCommands:
    """Carries out commands, each by the service that it concerns.

    `sessions` is asked for when a browser job is wanted: most commands need no panel.
    """

    posting: PostingService
    edits: ListingEdits
    preferences: PreferenceService
    sessions: Callable[[], Sessions]

    def execute(self, command: PostingCommand) -> PostingOutcome:
        """Carry the command out once; the failures that the caller must tell apart are outcomes."""
        try:
            return self._execute(command)
        except FAILURES as failure:
            return PostingFailure.of(failure)

    def _execute(self, command: PostingCommand) -> PostingOutcome:
        match command:
            case RememberOption(owner, platform, account, craft, name, choice):
                self.preferences.remember(owner, platform, account, craft, name, choice)
                return Completed()
            case CreateBrowserJob(owner, platform, account, listing, find):
                job = self.sessions().job(owner, platform, account, listing, find=find)
                return PreparedJob(TypeAdapter(BrowserJob).dump_python(job, mode="json"))
            case ReadListing() | UpdateListing() | SetStock() | AdoptListing() | UnpublishListing():
                return self._edit(command)
        return self._post(command)

    def _edit(
        self, command: ReadListing | UpdateListing | SetStock | AdoptListing | UnpublishListing
    ) -> PostingOutcome:
        account = AccountKey(command.owner_id, command.platform, command.account_id)
        listing, external_id = command.listing, command.external_id
        match command:
            case ReadListing():
                return self.edits.read(account, listing, external_id)
            case UpdateListing(parts=parts, known=known):
                return self.edits.update(account, listing, external_id, parts, known)
            case SetStock(levels=levels):
                return self.edits.set_stock(account, listing, external_id, levels)
            case AdoptListing():
                return self.edits.adopt(account, listing, external_id)
            case UnpublishListing():
                self.edits.unpublish(account, listing, external_id)
                return Completed()

    def _post(
        self, command: StartListing | CheckListing | FinishListing | ReconcileListing
    ) -> PostingOutcome:
        match command:
            case StartListing(owner, platform, account, listing):
                return self.posting.start(owner, platform, account, listing)
            case CheckListing(owner, platform, account, listing, handle):
                return self.posting.check(owner, platform, account, listing, handle)
            case FinishListing(owner, platform, account, listing, handle):
                return self.posting.finish(owner, platform, account, listing, handle)
            case ReconcileListing(owner, platform, account, listing, held, since):
                return self.posting.reconcile(owner, platform, account, listing, held, since)
