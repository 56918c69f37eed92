"""Has live listings read where somebody may have changed them on the platform itself."""

from dataclasses import dataclass

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.publication import Publication
from functions.publishing.ports.listing_edits import ListingEditor
from functions.publishing.ports.storage import Publications
from functions.publishing.service.operations import OperationService
from functions.publishing.service.stock_follower import StockFollower
from kernel.conflicts import retry_on_conflict


@dataclass(frozen=True, slots=True)
class ListingWatch:
    """Begins `inspect` operations, which find drift."""

    publications: Publications
    editors: ListingEditor
    operations: OperationService
    stock: StockFollower

    def went_live(self, publication_id: str) -> None:
        """Read a listing once it is live, to know later what was changed there.

        Its stock is brought in step too: it may have moved while it was being published.
        """
        publication = self.publications.get(publication_id)
        if publication is None or publication.status != "confirmed":
            return
        self.stock.follow_one(publication)
        self._inspect(publication_id, only_first=True)

    def changed_there(self, owner_id: str, account: AccountRef, external_id: str) -> None:
        """Read what the platform says was changed, if it is a listing of ours."""
        publication_id = self.publications.of_listing(owner_id, account, external_id)
        if publication_id is not None:
            self._inspect(publication_id, only_first=False)

    def _inspect(self, publication_id: str, *, only_first: bool) -> None:
        def inspect() -> None:
            publication = self.publications.get(publication_id)
            if publication is not None and self._may_inspect(publication, only_first=only_first):
                self.operations.begin(publication, self.operations.asked("inspect"))

        retry_on_conflict(inspect)

    def _may_inspect(self, publication: Publication, *, only_first: bool) -> bool:
        held = publication.operations.get("inspect")
        is_new = held is None or (not only_first and not held.effect.is_waiting)
        support = self.editors.edit_support(publication.platform)
        return is_new and support.can_update and publication.can_begin()
