"""Reads and updates a product of a Shopify store, and unpublishes it by taking it off sale.

Unpublishing sets `status: ARCHIVED`: nobody can buy it and its orders keep their product. UNLISTED
would still sell to whoever has the link, and DRAFT is how we know what was never on sale.
https://shopify.dev/docs/api/admin-graphql/latest/enums/ProductStatus
"""

from collections.abc import Collection, Sequence

from functions.channels.adapters.shopify import payloads, responses, rules
from functions.channels.adapters.shopify.api import ShopifyClient, forms_of
from functions.channels.adapters.shopify.queries import FORMS_MOST, StoreProduct
from functions.channels.adapters.store_variants import matched, must_be_free, must_match, targets
from functions.channels.errors import ForeignListing, ListingNotFound, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Part, Published, ShownListing, StockLevel
from functions.channels.model.posting_commands import StockSet
from kernel.errors import TryLater

_ARCHIVED = "ARCHIVED"
_OFF = "It is changed, and it is not on sale."
_ON_ITS_WAY = "Shopify is still working on new photographs."


class ShopifyListingEditor:
    """Edits products of a store; each mutation sets a state, so that every call may be repeated."""

    shows_at_once: bool = True

    def __init__(self, store: ShopifyClient) -> None:
        self._store = store

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:
        """The product with its variants and pictures, by one call."""
        found = self._ours(listing, self._store.by_number(account, external_id, FORMS_MOST))
        return responses.shown(found, listing, account.detail.get("currency", ""))

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        """Bring these parts by one productSet, prices and descriptions alone by their own calls."""
        self._store.suits(account, listing)
        found = self._ours(listing, self._store.by_number(account, external_id, FORMS_MOST))
        described = payloads.description_changes(listing, found) if "words" in parts else []
        if any(one.is_on_its_way for one in found.media) and (described or "pictures" in parts):
            raise TryLater(_ON_ITS_WAY, after=10)
        made = found
        if described:
            self._store.set_alt_texts(account, found, described)
        if "price" in parts and "options" not in parts:
            prices = payloads.price_changes(listing, found)
            if prices:
                self._store.change_variants(account, found, prices)
        if {"words", "options", "pictures"} & set(parts):
            where = self._store.places(account)
            variables = payloads.changed_variables(listing, found, where, parts)
            made = self._store.set(account, variables, forms_of(listing), effect=True)
        return self._store.published(account, made, _note(made, parts))

    def set_stock(
        self, account: Account, listing: Listing, external_id: str, levels: Sequence[StockLevel]
    ) -> StockSet:
        """Set the quantities by the store's own comparison; `TryLater` if one has changed."""
        found = self._ours(listing, self._store.stocked(account, external_id))
        before = responses.stock(found, listing)
        wanted = targets(listing, levels, before)
        if wanted:
            self._store.set_stock(account, listing, found, wanted)
        return StockSet(before, self.read(account, listing, external_id))

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Archive the product; a product that is not on sale stays as it is."""
        found = self._store.by_number(account, external_id)
        if found is None or not found.on_sale:
            return
        self._ours(listing, found)
        try:
            self._store.status(account, found.number, _ARCHIVED)
        except StartOver:  # somebody deleted it at this moment
            return

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Write our SKUs, each to the variant with the same options."""
        found = _there(self._store.by_number(account, external_id, FORMS_MOST))
        must_be_free(listing, found.skus, "Shopify")
        variants = [(one.sku, one.chosen_by) for one in found.forms]
        must_match(listing, variants, matched(listing, variants), "Shopify")
        changes = payloads.sku_changes(listing, found)
        if changes:
            self._store.change_variants(account, found, changes)
        return self._store.published(account, found, "" if found.on_sale else _OFF)

    def _ours(self, listing: Listing, found: StoreProduct | None) -> StoreProduct:
        there = _there(found)
        if not rules.is_ours(there.handle, there.skus, listing):
            raise ForeignListing(
                "Shopify", f"the product has neither the SKU {listing.sku} nor our address"
            )
        return there


def _there(found: StoreProduct | None) -> StoreProduct:
    if found is None:
        raise ListingNotFound("The product is no longer in the store.", remedy="Publish it again.")
    return found


def _note(made: StoreProduct, parts: Collection[Part]) -> str:
    """The artisan's note on pictures in work or a product off sale; raises a picture's failure."""
    waits = "pictures" in parts and not made.pictured
    return " ".join(filter(None, (_ON_ITS_WAY if waits else "", "" if made.on_sale else _OFF)))
