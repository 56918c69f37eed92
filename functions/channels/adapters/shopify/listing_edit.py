"""Updates a product of a Shopify store, and unpublishes it by taking it off sale.

Unpublishing sets `status: ARCHIVED`: nobody can buy it and its orders keep their product. UNLISTED
would still sell to whoever has the link, and DRAFT is how we know what was never on sale.
https://shopify.dev/docs/api/admin-graphql/latest/enums/ProductStatus
"""

from functions.channels.adapters.shopify import payloads, rules
from functions.channels.adapters.shopify.api import ShopifyClient, forms_of
from functions.channels.adapters.shopify.queries import FORMS_MOST, StoreProduct
from functions.channels.errors import ForeignListing, ListingNotFound, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Published
from kernel.errors import TryLater

_ARCHIVED = "ARCHIVED"
_OFF = "It is changed, and it is not on sale."
_ON_ITS_WAY = "Shopify is still working on new photographs."


class ShopifyListingEditor:
    """Edits products of a store; `productSet` sets a state, so that every call may be repeated."""

    def __init__(self, store: ShopifyClient) -> None:
        self._store = store

    def update(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Update words, prices, variants and pictures in one call, then the stock."""
        self._store.suits(account, listing)
        found = self._there(account, listing, external_id)
        if any(one.is_on_its_way for one in found.media):
            raise TryLater(_ON_ITS_WAY, after=10)
        where = self._store.places(account)
        variables = payloads.changed_variables(listing, found, where)
        made = self._store.set(account, variables, forms_of(listing), effect=True)
        self._store.stock(account, listing, made, effect=True)
        return self._store.published(account, made, _note(made))

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Archive the product; a product that is not on sale stays as it is."""
        found = self._store.by_number(account, external_id)
        if found is None or not found.on_sale:
            return
        _must_be_ours(listing, found)
        try:
            self._store.status(account, found.number, _ARCHIVED)
        except StartOver:  # somebody deleted it at this moment
            return

    def _there(self, account: Account, listing: Listing, number: str) -> StoreProduct:
        found = self._store.by_number(account, number, FORMS_MOST)
        if found is None:
            raise ListingNotFound(
                "The product is no longer in the store.", remedy="Publish it again."
            )
        _must_be_ours(listing, found)
        return found


def _must_be_ours(listing: Listing, found: StoreProduct) -> None:
    if not rules.is_ours(found.handle, found.skus, listing):
        raise ForeignListing(
            "Shopify", f"the product has neither the SKU {listing.sku} nor our address"
        )


def _note(made: StoreProduct) -> str:
    """The artisan's note on pictures in work or a product off sale; raises a picture's failure."""
    notes = ["" if made.pictured else _ON_ITS_WAY, "" if made.on_sale else _OFF]
    return " ".join(filter(None, notes))
