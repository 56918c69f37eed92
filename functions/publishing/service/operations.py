"""The artisan's use cases for a live listing: update, unpublish, adopt, and settle drift."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from functions.channels.model.listing import PARTS, LossPart, Part, StockLevel
from functions.publishing.errors.listings import ProductIncomplete
from functions.publishing.errors.publications import (
    EditNotSupported,
    NotDrifted,
    NotForeign,
    NotPublished,
    OperationInProgress,
)
from functions.publishing.model.listing_operation import EditSupport, Kind, ListingOperation
from functions.publishing.model.publication import Publication
from functions.publishing.model.stock_sent import StockSent
from functions.publishing.ports.listing_edits import ListingEditor
from functions.publishing.ports.platforms import Destination
from functions.publishing.ports.storage import Publications
from functions.publishing.ports.workflow import Workflow
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.places import must_be_connected
from functions.publishing.service.posts import found_publication
from functions.publishing.service.present_listings import PresentListings
from functions.publishing.service.settlement import changed, stepped
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import Conflict
from kernel.ids import Ids

Rule = Callable[[Publication, Destination], ListingOperation | None]
"""Decides which operation a press begins; None when it is begun already, or done."""


@dataclass(frozen=True, slots=True)
class OperationService:
    """Begins listing operations: pressing twice begins one, and those that wait are merged.

    All that begin one raise `PublicationNotFound`, `NotPublished`, `EditNotSupported`,
    `AccountNotConnected`, and `OperationInProgress` while the listing is being taken down.
    """

    publications: Publications
    present: PresentListings
    sources: ListingSources
    editors: ListingEditor
    workflow: Workflow
    clock: Clock
    ids: Ids

    def edit_support(self, platform: str) -> EditSupport:
        """What Haat can do to listings on the platform."""
        return self.editors.edit_support(platform)

    def update(
        self,
        owner_id: str,
        publication_id: str,
        overwrite: Collection[Part] = (),
        accepts: Sequence[LossPart] = (),
    ) -> Publication:
        """Bring what the live listing does not show yet of the present words and product.

        What somebody changed there is written over in the parts of `overwrite` alone. Where all is
        as it was sent last nothing is begun. `accepts` are further parts that need not be shown.
        Raises what the words, product or photographs lack, and `LossesNotAccepted`.
        """
        chosen = tuple(part for part in PARTS if part in overwrite)
        return self._press(
            owner_id, publication_id, lambda one, where: self._updating(one, where, chosen, accepts)
        )

    def update_all(self, owner_id: str, product_id: str) -> list[Publication]:
        """Update every live listing of a product that is behind; answers those that now will be.

        One that cannot be updated now does not keep the others from it.
        """
        found = self.publications.of_product(owner_id, product_id)
        begun = []
        for publication_id, behind in self.present.behind(found).items():
            with suppress(Conflict):
                if behind.parts:
                    begun.append(self.update(owner_id, publication_id))
        return begun

    def unpublish(self, owner_id: str, publication_id: str) -> Publication:
        """Unpublish the listing; it needs no words and no product."""
        return self._press(owner_id, publication_id, self._unpublishing)

    def adopt(self, owner_id: str, publication_id: str) -> Publication:
        """Give our marker to what a person says is this piece; raises `NotForeign` otherwise."""
        return self._press(owner_id, publication_id, self._adopting)

    def inspect(self, owner_id: str, publication_id: str) -> Publication:
        """Read what the account shows now; what was changed there is seen as drift."""
        return self._press(owner_id, publication_id, self._inspecting)

    def restock(self, owner_id: str, publication_id: str) -> Publication:
        """Set the product's numbers there, whatever is there."""
        return self._press(owner_id, publication_id, self._restocking)

    def restocked_by_hand(self, owner_id: str, publication_id: str) -> Publication:
        """Take note that a person has set the product's numbers there herself."""
        return self._note(
            owner_id, publication_id, lambda one: one.counted(self.clock.now(), self._sent(one))
        )

    def keep(self, owner_id: str, publication_id: str, parts: Collection[Part]) -> Publication:
        """Keep what was changed there in these parts; raises `NotDrifted` for another part."""

        def keep(publication: Publication) -> Publication:
            if not publication.drift.keys() >= set(parts):
                raise NotDrifted
            return publication.kept(self.clock.now(), parts)

        return self._note(owner_id, publication_id, keep)

    def _note(
        self, owner_id: str, publication_id: str, note: Callable[[Publication], Publication]
    ) -> Publication:
        def save() -> Publication:
            publication = found_publication(self.publications, owner_id, publication_id)
            _must_be_live(publication, self._destination(publication))
            noted = note(publication)
            self.publications.save(noted, changed(noted))
            return noted

        return retry_on_conflict(save)

    def _press(self, owner_id: str, publication_id: str, rule: Rule) -> Publication:
        def press() -> Publication:
            publication = found_publication(self.publications, owner_id, publication_id)
            operation = rule(publication, self._destination(publication))
            return self.begin(publication, operation)

        return retry_on_conflict(press)

    def begin(self, publication: Publication, operation: ListingOperation | None) -> Publication:
        """Save a publication with its new operation and start the workflow for those it has."""
        if operation is not None:
            asked = publication.asked(self.clock.now(), operation)
            publication, events = stepped(publication, asked, operation)
            self.publications.save(publication, *events)
        else:
            operation = publication.open_operation
        if operation is not None:
            # Also for the second press: the first may have died before it came here.
            self.start(publication, operation)
        return publication

    def start(self, publication: Publication, operation: ListingOperation) -> None:
        """Start the workflow for the operations of a publication, in a run named after this one."""
        ids = [publication.publication_id]
        self.workflow.start(publication.post_id, operation.operation_id, ids)

    def asked(self, kind: Kind) -> ListingOperation:
        """A new operation of this kind."""
        return ListingOperation.asked(self.ids.new("operation"), kind, self.clock.now())

    def _updating(
        self,
        publication: Publication,
        destination: Destination,
        overwrite: tuple[Part, ...],
        accepts: Sequence[LossPart],
    ) -> ListingOperation | None:
        support = self.editors.edit_support(publication.platform)
        _must_be_there(publication, destination)
        if not support.can_update:
            raise EditNotSupported(destination.name, support.why_not_update)
        must_be_connected(publication.account, destination)
        built = self.present.built(publication, destination, accepts)
        newest = _newest(publication.operations.get("update"))
        if newest and (newest.listing, newest.overwrite) == (built.listing, overwrite):
            return None
        if publication.is_leaving:
            raise OperationInProgress("unpublish")
        asked = replace(
            self.asked("update"),
            listing=built.listing,
            parts=support.parts,
            overwrite=overwrite,
            accepts=built.accepts,
            sent=built.sent,
        )
        if newest or asked.due(publication.listing):
            return asked
        # Nothing is to be done, unless there are words that wait to be approved.
        self.sources.drafts.approved(publication.owner_id, publication.product_id)
        return None

    def _unpublishing(
        self, publication: Publication, destination: Destination
    ) -> ListingOperation | None:
        if publication.status == "unpublished":
            return None
        support = self.editors.edit_support(publication.platform)
        _must_be_there(publication, destination)
        if not support.can_unpublish:
            raise EditNotSupported(destination.name, support.why_not_unpublish)
        must_be_connected(publication.account, destination)
        return None if publication.is_leaving else self.asked("unpublish")

    def _adopting(
        self, publication: Publication, destination: Destination
    ) -> ListingOperation | None:
        _must_be_live(publication, destination)
        if _newest(publication.operations.get("adopt")):
            return None
        if not publication.is_foreign:
            raise NotForeign
        must_be_connected(publication.account, destination)
        return self.asked("adopt")

    def _inspecting(
        self, publication: Publication, destination: Destination
    ) -> ListingOperation | None:
        support = self.editors.edit_support(publication.platform)
        _must_be_live(publication, destination)
        if not support.can_update:
            raise EditNotSupported(destination.name, support.why_not_update)
        must_be_connected(publication.account, destination)
        return None if _newest(publication.operations.get("inspect")) else self.asked("inspect")

    def _restocking(self, publication: Publication, destination: Destination) -> ListingOperation:
        support = self.editors.edit_support(publication.platform)
        _must_be_live(publication, destination)
        if not support.can_set_stock:
            raise EditNotSupported(destination.name, support.why_not_set_stock)
        must_be_connected(publication.account, destination)
        return self.overwriting_stock(publication)

    def overwriting_stock(self, publication: Publication) -> ListingOperation:
        """A new operation that sets the product's numbers as they are now, whatever is there."""
        sent = self._sent(publication)
        levels = tuple(StockLevel(sku, one.quantity, None) for sku, one in sent.items())
        return replace(self.asked("set_stock"), levels=levels, sent=sent)

    def _sent(self, publication: Publication) -> dict[str, StockSent]:
        """What the account sells of each SKU that it has, once the product's numbers are there.

        Raises `ProductIncomplete` while nobody says how many there are.
        """
        product = self.sources.products.product(publication.owner_id, publication.product_id)
        levels, sales = product.levels, product.sales_of(publication.account)
        if levels is None:
            raise ProductIncomplete(["quantity"])
        return {sku: StockSent.of(levels.get(sku, 0), sku, sales) for sku in publication.sent}

    def _destination(self, publication: Publication) -> Destination:
        platform = publication.platform
        return self.sources.platforms.destinations(publication.owner_id, [platform])[platform]


def _newest(operation: ListingOperation | None) -> ListingOperation | None:
    """The newest operation of a kind that is not over yet."""
    if operation is None or operation.is_over:
        return None
    return operation.following or operation


def _must_be_live(publication: Publication, destination: Destination) -> None:
    _must_be_there(publication, destination)
    if publication.is_leaving:
        raise OperationInProgress("unpublish")


def _must_be_there(publication: Publication, destination: Destination) -> None:
    if publication.status != "confirmed":
        raise NotPublished(destination.name)
    if not publication.is_editable:
        raise EditNotSupported(
            destination.name, f"Haat does not know under which number {destination.name} has it."
        )
