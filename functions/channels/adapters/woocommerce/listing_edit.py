"""Updates a product of a WooCommerce shop, and unpublishes it by taking it off sale.

Unpublishing sets `status=draft`: buyers see it no more, and its address, reviews and number stay;
the bin would hold its number against a new one and is emptied after thirty days.
https://woocommerce.github.io/woocommerce-rest-api-docs/#update-a-product
"""

from functions.channels.adapters.woocommerce import responses
from functions.channels.adapters.woocommerce.api import StoreCredentials
from functions.channels.adapters.woocommerce.products import Product, WooProducts
from functions.channels.errors import ForeignListing, ListingNotFound, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Published

_BIN = "trash"
_OFF = "It is changed, and your shop does not show it."


class WooCommerceListingEditor:
    """The `ListingEditor` of a shop; every call sets a state and may be repeated."""

    def __init__(self, products: WooProducts) -> None:
        self._products = products

    def update(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Update words, price and stock in one call, then pictures and variations."""
        self._products.suits(account, listing)
        credentials = StoreCredentials.of(account)
        found = self._products.by_id(credentials, external_id)
        if found is None or found["status"] == _BIN:
            raise ListingNotFound(
                "The product is no longer in the shop.", remedy="Publish it again."
            )
        _must_be_ours(listing, found)
        if not listing.variants:  # a product of one form no longer shows what it had
            self._products.vary(credentials, listing, found)
        product = self._products.rewrite(credentials, listing, found)
        product = self._products.complete(credentials, listing, product)
        there = self._products.shown(credentials, product)
        note = "" if product["status"] == responses.PUBLISHED else _OFF
        return Published(there.external_id, there.url, note)

    def unpublish(self, account: Account, listing: Listing, external_id: str) -> None:
        """Make the product a draft; a product that is not published stays as it is."""
        credentials = StoreCredentials.of(account)
        found = self._products.by_id(credentials, external_id)
        if found is None or found["status"] != responses.PUBLISHED:
            return
        _must_be_ours(listing, found)
        try:
            self._products.put(credentials, f"products/{external_id}", {"status": responses.DRAFT})
        except StartOver:  # somebody deleted it at this moment
            return


def _must_be_ours(listing: Listing, found: Product) -> None:
    # Numbers are small, begin anew in each shop, and change when a shop is restored.
    if not responses.is_ours(found, listing):
        raise ForeignListing(
            "your shop", f"the product of this number does not have the SKU {listing.sku}"
        )
