"""Keeps the numbers of live listings in step with catalog's stock, and takes down what is sold out.

It looks at what is, whatever event brought it here: told twice, late or out of order it plans the
same. An account that made a sale is known to have counted it, and nothing is written there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import ListingOperation
from functions.publishing.model.publication import Publication
from functions.publishing.model.stock_sent import Sent, plan_stock
from functions.publishing.ports.listing_edits import ListingEditor
from functions.publishing.ports.sources import ProductSnapshot, ProductSnapshots
from functions.publishing.ports.storage import Publications
from functions.publishing.service.operations import OperationService
from functions.publishing.service.settlement import changed
from kernel.conflicts import retry_on_conflict
from kernel.errors import NotFound
from kernel.pages import Page
from kernel.sweeps import sweep

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class StockFollower:
    """Begins `set_stock` and `unpublish` where an account sells another number than there is."""

    publications: Publications
    products: ProductSnapshots
    editors: ListingEditor
    operations: OperationService

    def follow(self, owner_id: str, product_id: str) -> int:
        """Bring every live listing of the product in step; answers how many were not.

        What fails for one listing is that listing's alone: it is logged, and raised in the end so
        that the event comes again.
        """
        followed = sweep(
            self.publications.of_product(owner_id, product_id),
            self.follow_one,
            failure="StockNotFollowed",
            move_on=None,  # the event comes again
            facts=_named,
        )
        followed.reraise()
        return sum(followed.results)

    def follow_one(self, publication: Publication) -> bool:
        """Begin what brings one listing in step; False if it is, or Haat cannot do it there."""

        def follow() -> bool:
            latest = self.publications.get(publication.publication_id)
            if latest is None or not self._may_follow(latest):
                return False
            now, operation = self.operations.clock.now(), self._planned(latest)
            held = latest.operations.get(operation.kind) if operation else None
            if operation and held and operation.is_same_plan(held):
                # Its worker may have died before it started the workflow.
                self.operations.start(latest, held.following or held)
                return True
            after = latest.stock_planned(now, operation)
            if operation or after.operations != latest.operations:
                self.publications.save(after, changed(after))
            if operation:
                self.operations.start(after, operation)
            return operation is not None

        return retry_on_conflict(follow)

    def _may_follow(self, publication: Publication) -> bool:
        support = self.editors.edit_support(publication.platform)
        return support.can_set_stock and publication.is_editable

    def _planned(self, publication: Publication) -> ListingOperation | None:
        # Read after the publication, which is saved only if it is still that one: of two workers
        # the one that saves last has not read the older stock.
        product = self._product(publication)
        if product is None or product.levels is None or publication.is_taken_down_by_person:
            return None
        held = publication.operations.get("set_stock")
        if held and held.cause == "artisan" and held.effect.is_waiting:
            return self.operations.overwriting_stock(publication)
        sales = product.sales_of(publication.account)
        plan = plan_stock(_expected(publication), product.levels, sales)
        if plan is None:
            return None
        if plan.is_sold_out and self.editors.edit_support(publication.platform).can_unpublish:
            return replace(self.operations.asked("unpublish"), cause="stock")
        asked = self.operations.asked("set_stock")
        return replace(asked, cause="stock", levels=plan.levels, sent=plan.sent)

    def _product(self, publication: Publication) -> ProductSnapshot | None:
        try:
            return self.products.product(publication.owner_id, publication.product_id)
        except NotFound:
            return None

    def resume(self, owner_id: str, account: AccountRef) -> int:
        """Go on with what waits for the account, which is connected now; answers how many.

        A failure is one listing's alone, as in `follow`.
        """
        resumed = sweep(
            self._waiting(owner_id, account),
            lambda one: self._resume(one.publication_id),
            failure="NotResumed",
            move_on=None,  # as above
            facts=_named,
        )
        resumed.reraise()
        return sum(resumed.results)

    def _waiting(self, owner_id: str, account: AccountRef) -> Iterator[Publication]:
        cursor = None
        while True:
            page: Page[Publication] = self.publications.of_owner(owner_id, _AT_ONCE, cursor)
            for one in page.items:
                if one.account.key == account.key and one.needs_account:
                    yield one
            cursor = page.next_cursor
            if cursor is None:
                return

    def _resume(self, publication_id: str) -> bool:
        def resume() -> bool:
            publication = self.publications.get(publication_id)
            if publication is None or not publication.needs_account:
                return False
            waiting = [kind for kind, one in publication.operations.items() if one.needs_account]
            ids = {kind: self.operations.ids.new("operation") for kind in waiting}
            after = publication.resumed(self.operations.clock.now(), ids)
            self.publications.save(after, changed(after))
            if operation := after.open_operation:
                self.operations.start(after, operation)
            return True

        return retry_on_conflict(resume)


def _named(publication: Publication) -> dict[str, str]:
    return {"platform": publication.platform}


def _expected(publication: Publication) -> Sent:
    """What the account sells once the call that is being made is through."""
    setting = publication.operations.get("set_stock")
    return setting.sent if setting and setting.is_under_way else publication.sent
