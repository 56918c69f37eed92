"""Reads and updates an item of a catalogue, and unpublishes it by archiving it.

Archived and not deleted: nobody sees it, and Meta's review, the posts that it is tagged in and the
way back in Commerce Manager are kept. Who wants it gone for good deletes it there. Nothing is sold
in a catalogue itself since September 2025: its numbers change by us, or by hand.
https://www.facebook.com/business/help/543317109402043 (archiving items)
https://developers.facebook.com/docs/commerce-platform/catalog/quantity-to-sell
"""

from collections.abc import Collection, Mapping, Sequence

from functions.channels.adapters.catalogue import payloads, responses
from functions.channels.adapters.catalogue.api import CatalogueItems
from functions.channels.adapters.catalogue.oauth import BRAND
from functions.channels.adapters.catalogue.payloads import ACTIVE, ARCHIVED, Held, Item
from functions.channels.adapters.store_variants import targets
from functions.channels.errors import ForeignListing, ListingNotFound, Rejected
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Part, Published, ShownListing, StockLevel
from functions.channels.model.posting_commands import StockSet

_SOON = "Meta shows the change within some minutes."


class CatalogueListingEditor:
    """The `ListingEditor` of a catalogue; published items are found by our SKU."""

    shows_at_once: bool = False

    def __init__(self, items: CatalogueItems, www: str) -> None:
        self._items = items
        self._www = www

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:
        """The piece's items, by one call; Meta shows a change some minutes after it took it."""
        return responses.shown(listing, self._ours(account, listing, external_id))

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        """Send these parts of the items; `options` brings new variants and archives others."""
        wrong = list(payloads.objections(listing))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and try again.")
        found = self._ours(account, listing, external_id)
        brand = account.detail.get(BRAND) or account.name
        sent = payloads.pieces(listing, brand, external_id, parts, stock=False)
        items = [item for id_, item in sent.items() if id_ in found and set(item) > {"id"}]
        if "options" in parts:
            items = _varied(payloads.pieces(listing, brand, external_id), sent, found)
        if items:
            batch, _ = self._items.send(account, items, upsert="options" in parts)
            self._items.glance(account, batch)
        return self._published(external_id, found, set(sent))

    def set_stock(
        self, account: Account, listing: Listing, external_id: str, levels: Sequence[StockLevel]
    ) -> StockSet:
        """Send the quantities; an item that has none yet gets one, as nothing was sold of it."""
        found = self._ours(account, listing, external_id)
        before = responses.stock(listing, found)
        wanted = targets(listing, levels, before)
        uncounted = {
            level.sku or listing.sku: level.quantity
            for level in levels
            if (level.sku or listing.sku) not in before
        }
        items = []
        for form in listing.forms:
            id_ = payloads.item_id(form, external_id)
            quantity = (wanted | uncounted).get(listing.sku_of(form))
            if id_ in found and quantity is not None:
                items.append({"id": id_, **payloads.stocked(quantity)})
        if items:
            batch, _ = self._items.send(account, items, upsert=False)
            self._items.glance(account, batch)
        return StockSet(before, self.read(account, listing, external_id))

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Archive every item of the piece that people see."""
        _must_be_ours(listing, external_id)
        found = self._items.held(account, external_id)
        shown = [{"id": id_, "status": ARCHIVED} for id_, one in found.items() if one.visible]
        if shown:
            self._items.send(account, shown, upsert=False)

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Refuse any item but one that has our SKU: an item's id is never another."""
        if external_id != listing.sku:
            raise Rejected(
                "An item of a catalogue keeps the id that it was made with, so that it cannot "
                "become this piece.",
                remedy="Publish the piece anew, and remove the old item in Commerce Manager.",
            )
        return self._published(
            external_id, self._ours(account, listing, external_id), {external_id}
        )

    def _ours(self, account: Account, listing: Listing, external_id: str) -> dict[str, Held]:
        _must_be_ours(listing, external_id)
        found = self._items.held(account, external_id, payloads.SHOWN_FIELDS)
        if not found:
            raise ListingNotFound(
                "The item is not in the catalogue any more.", remedy="Publish the piece anew."
            )
        return found

    def _published(
        self, external_id: str, found: Mapping[str, Held], wanted: Collection[str]
    ) -> Published:
        kept = sorted(id_ for id_ in found if id_ in wanted) or sorted(found)
        url = f"{self._www}/commerce/products/{found[kept[0]].id}/"
        return Published(external_id, url, _SOON)


def _varied(
    whole: Mapping[str, Item], sent: Mapping[str, Item], found: Mapping[str, Held]
) -> list[Item]:
    """The items of a change of variants: whole where one is new or was archived, else as `sent`.

    What the artisan has hidden in Commerce Manager, all of it, stays hidden.
    """
    status = ACTIVE if any(one.visible for one in found.values()) else ARCHIVED
    items = []
    for id_, item in sent.items():
        kept = id_ in found and (found[id_].visible or status == ARCHIVED)
        items.append(item if kept else {**whole[id_], "status": status})
    items += [
        {"id": id_, "status": ARCHIVED}
        for id_, one in found.items()
        if id_ not in sent and one.visible
    ]
    return [item for item in items if set(item) > {"id"}]


def _must_be_ours(listing: Listing, external_id: str) -> None:
    # The items are read and written by this very id, which is our SKU: no reading tells more.
    if external_id != listing.sku:
        raise ForeignListing("your shop", f"the item is not the one with the SKU {listing.sku}")
