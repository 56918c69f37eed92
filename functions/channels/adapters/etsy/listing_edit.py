"""Reads and updates a listing on Etsy, and unpublishes it by taking it off sale.

Unpublishing sets `state=inactive`: the listing, its reviews and its fee stay, and the seller can
put it on sale again; deleting would lose all that and needs a permission that we do not ask for.
Etsy compares no number before it writes one: between our reading and writing a sale could be lost
for the seconds of one call.
https://developers.etsy.com/documentation/reference/#operation/updateListing
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from functions.channels.adapters.etsy import inventory, payloads, responses
from functions.channels.adapters.etsy.api import EtsyClient
from functions.channels.adapters.store_variants import must_be_free, must_match, targets
from functions.channels.errors import ForeignListing, ListingNotFound
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Part, Published, ShownListing, StockLevel
from functions.channels.model.posting_commands import StockSet

_NOTES: Mapping[str, str] = {
    "inactive": "It is changed, and it is not on order.",
    "expired": "It is changed. Its four months on Etsy are over: renew it there, for the fee.",
    "sold_out": "It is changed. Etsy has it as sold out: renew it there, for the fee.",
}
_ALL = "Inventory,Images"

EtsyListing = Mapping[str, Any]


class EtsyListingEditor:
    """Edits listings of a shop. An edit never puts on sale what is not: that would cost the fee."""

    shows_at_once: bool = True

    def __init__(self, shop: EtsyClient) -> None:
        self._shop = shop

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:
        """The listing with its inventory and pictures, by one call."""
        return responses.shown(self._ours(account, listing, external_id), listing)

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        """Bring these parts; the category only if one was chosen.

        A picture has no name of ours at Etsy: `pictures` brings all of them, with descriptions.
        """
        self._shop.suits(account, listing, counts=False)
        found = self._ours(account, listing, external_id)
        fields = payloads.changed_fields(listing, found, parts)
        if fields:
            self._shop.update(account, external_id, fields, effect=True)
        if {"price", "options"} & set(parts):
            readiness = self._shop.defaults(account).readiness_state_id
            there = inventory.read(found["inventory"])
            wanted = inventory.changed(listing, there, parts, readiness)
            if wanted.body != there.body:
                self._shop.replace_inventory(account, external_id, wanted)
        if "pictures" in parts:
            self._shop.bring_pictures(account, listing, external_id, effect=True)
            self._shop.drop_other_pictures(account, listing, external_id, effect=True)
        elif "words" in parts:
            self._shop.set_alt_texts(account, listing, external_id, found["images"])
        return _published(found)

    def set_stock(
        self, account: Account, listing: Listing, external_id: str, levels: Sequence[StockLevel]
    ) -> StockSet:
        """Write the quantities that are to change with all that is there, as Etsy demands."""
        there = inventory.read(self._ours(account, listing, external_id)["inventory"])
        before = there.stock(listing)
        wanted = targets(listing, levels, before)
        if wanted:
            self._shop.replace_inventory(
                account, external_id, inventory.stocked(listing, there, wanted)
            )
        return StockSet(before, self.read(account, listing, external_id))

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Take the listing off sale; a listing that is not active stays as it is."""
        found = self._shop.listing(account, external_id)
        if found is not None and found["state"] == "active":
            _must_be_ours(account, listing, found)
            self._shop.update(account, external_id, {"state": "inactive"}, effect=True)

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Write our SKUs into the inventory, each to the variant with the same options."""
        found = self._there(account, external_id)
        there = inventory.read(found["inventory"])
        must_be_free(listing, (one.sku for one in there.products), "Etsy")
        on_sale = [*there.on_sale(listing)]
        variants = [(one.sku, one.options) for one, _ in on_sale]
        must_match(listing, variants, [form for _, form in on_sale], "Etsy")
        wanted = inventory.marked(listing, there)
        if wanted.products != there.products:
            self._shop.replace_inventory(account, external_id, wanted)
        return _published(found)

    def _ours(self, account: Account, listing: Listing, ref: str) -> EtsyListing:
        found = self._there(account, ref)
        _must_be_ours(account, listing, found)
        return found

    def _there(self, account: Account, ref: str) -> EtsyListing:
        found = self._shop.listing(account, ref, _ALL)
        if found is None or found["state"] not in ("active", *_NOTES):
            raise ListingNotFound("The listing is no longer on Etsy.", remedy="Publish it again.")
        _must_be_of_shop(account, found)
        return found


def _published(found: EtsyListing) -> Published:
    note = _NOTES.get(str(found["state"]), "")
    return Published(str(found["listing_id"]), str(found["url"]), note)


def _must_be_of_shop(account: Account, found: EtsyListing) -> None:
    # Etsy shows everybody's listings.
    if str(found["shop_id"]) != account.account_id:
        raise ForeignListing("Etsy", "the listing is in another shop")


def _must_be_ours(account: Account, listing: Listing, found: EtsyListing) -> None:
    _must_be_of_shop(account, found)
    if payloads.ours([found], listing) is None:
        raise ForeignListing("Etsy", f"the listing does not have the SKU {listing.sku}")
