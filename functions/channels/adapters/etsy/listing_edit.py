"""Updates a listing on Etsy, and unpublishes it by taking it off sale.

Unpublishing sets `state=inactive`: the listing, its reviews and its fee stay, and the seller can
put it on sale again; deleting would lose all that and needs a permission that we do not ask for.
https://developers.etsy.com/documentation/reference/#operation/updateListing
"""

from collections.abc import Mapping
from typing import Any

from functions.channels.adapters.etsy import payloads
from functions.channels.adapters.etsy.api import EtsyClient
from functions.channels.errors import ForeignListing, ListingNotFound
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Published

_NOTES: Mapping[str, str] = {
    "inactive": "It is changed, and it is not on order.",
    "expired": "It is changed. Its four months on Etsy are over: renew it there, for the fee.",
    "sold_out": "It is changed. Etsy has it as sold out: renew it there, for the fee.",
}


class EtsyListingEditor:
    """Edits listings of a shop. An edit never puts on sale what is not: that would cost the fee."""

    def __init__(self, shop: EtsyClient) -> None:
        self._shop = shop

    def update(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Update words, prices, stock and pictures; the category only if one was chosen."""
        self._shop.suits(account, listing)
        found = self._listed(account, listing, external_id)
        fields = payloads.changed_fields(listing, found)
        self._shop.update(account, external_id, fields, effect=True)
        self._shop.bring_stock(account, listing, external_id, effect=True)
        self._shop.bring_pictures(account, listing, external_id, effect=True)
        self._shop.drop_other_pictures(account, listing, external_id, effect=True)
        note = _NOTES.get(str(found["state"]), "")
        return Published(external_id, str(found["url"]), note)

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Take the listing off sale; a listing that is not active stays as it is."""
        found = self._shop.listing(account, external_id)
        if found is not None and found["state"] == "active":
            _must_be_ours(account, listing, found)
            self._shop.update(account, external_id, {"state": "inactive"}, effect=True)

    def _listed(self, account: Account, listing: Listing, ref: str) -> Mapping[str, Any]:
        found = self._shop.listing(account, ref)
        if found is None or found["state"] not in ("active", *_NOTES):
            raise ListingNotFound("The listing is no longer on Etsy.", remedy="Publish it again.")
        _must_be_ours(account, listing, found)
        return found


def _must_be_ours(account: Account, listing: Listing, found: Mapping[str, Any]) -> None:
    # Etsy shows everybody's listings, so that its shop counts as well as its SKU.
    if str(found["shop_id"]) != account.account_id or payloads.ours([found], listing) is None:
        raise ForeignListing("Etsy", f"the listing does not have the SKU {listing.sku}")
