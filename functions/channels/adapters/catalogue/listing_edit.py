"""Updates an item of a catalogue, and unpublishes it by archiving it.

Archived and not deleted: nobody sees it, and Meta's review, the posts that it is tagged in and the
way back in Commerce Manager are kept. Who wants it gone for good deletes it there.
https://www.facebook.com/business/help/543317109402043 (archiving items)
"""

from functions.channels.adapters.catalogue import payloads
from functions.channels.adapters.catalogue.api import CatalogueItems
from functions.channels.adapters.catalogue.oauth import BRAND
from functions.channels.adapters.catalogue.payloads import ACTIVE, ARCHIVED
from functions.channels.errors import ForeignListing, ListingNotFound, Rejected
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Published

_SOON = "Meta shows the change within some minutes."


class CatalogueListingEditor:
    """The `ListingEditor` of a catalogue; published items are found by our SKU."""

    def __init__(self, items: CatalogueItems, www: str) -> None:
        self._items = items
        self._www = www

    def update(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Send the listing's items, and archive items of variants that the listing has no more."""
        wrong = list(payloads.objections(listing))
        if wrong:
            raise Rejected(" ".join(wrong), remedy="Change it in the draft and try again.")
        _must_be_ours(listing, external_id)
        found = self._items.held(account, external_id)
        if not found:
            raise ListingNotFound(
                "The item is not in the catalogue any more.", remedy="Publish the piece anew."
            )
        brand = account.detail.get(BRAND) or account.name
        wanted = payloads.pieces(listing, brand, external_id)
        # What the artisan has hidden in Commerce Manager stays hidden.
        status = ACTIVE if any(one.visible for one in found.values()) else ARCHIVED
        items = [{**item, "status": status} for item in wanted.values()]
        items += [
            {"id": id_, "status": ARCHIVED}
            for id_, one in found.items()
            if id_ not in wanted and one.visible
        ]
        batch, _ = self._items.send(account, items)
        self._items.glance(account, batch)
        kept = sorted(id_ for id_ in found if id_ in wanted) or sorted(found)
        url = f"{self._www}/commerce/products/{found[kept[0]].id}/"
        return Published(external_id, url, _SOON)

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Archive every item of the piece that people see."""
        _must_be_ours(listing, external_id)
        found = self._items.held(account, external_id)
        shown = [{"id": id_, "status": ARCHIVED} for id_, one in found.items() if one.visible]
        if shown:
            self._items.send(account, shown, upsert=False)


def _must_be_ours(listing: Listing, external_id: str) -> None:
    # The items are read and written by this very id, which is our SKU: no reading tells more.
    if external_id != listing.sku:
        raise ForeignListing("your shop", f"the item is not the one with the SKU {listing.sku}")
