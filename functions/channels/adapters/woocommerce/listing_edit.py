"""Reads and updates a product of a WooCommerce shop, and unpublishes it by taking it off sale.

Unpublishing sets `status=draft`: buyers see it no more, and its address, reviews and number stay;
the bin would hold its number against a new one and is emptied after thirty days. A shop compares no
number before it writes one.
https://woocommerce.github.io/woocommerce-rest-api-docs/#update-a-product
"""

from collections.abc import Collection, Sequence

from functions.channels.adapters.store_variants import matched, must_be_free, must_match, targets
from functions.channels.adapters.woocommerce import product_parts, responses, variations
from functions.channels.adapters.woocommerce.api import StoreCredentials
from functions.channels.adapters.woocommerce.products import Product, WooProducts
from functions.channels.errors import ForeignListing, ListingNotFound, Rejected, StartOver
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, Part, Published, ShownListing, StockLevel
from functions.channels.model.posting_commands import StockSet

_BIN = "trash"
_OFF = "It is changed, and your shop does not show it."
_NAME = "your shop"


class WooCommerceListingEditor:
    """The `ListingEditor` of a shop; every call sets a state and may be repeated."""

    shows_at_once: bool = True

    def __init__(self, products: WooProducts) -> None:
        self._products = products

    def read(self, account: Account, listing: Listing, external_id: str) -> ShownListing:
        """The product, and its variations by a second call."""
        credentials = StoreCredentials.of(account)
        product = self._ours(credentials, listing, external_id)
        there = self._products.variations(credentials, product)
        return product_parts.shown(listing, product, there, account.detail.get("currency", ""))

    def update(
        self, account: Account, listing: Listing, external_id: str, parts: Collection[Part]
    ) -> Published:
        """Bring these parts of the product in one call, then its pictures and variations."""
        self._products.suits(account, listing)
        credentials = StoreCredentials.of(account)
        found = self._ours(credentials, listing, external_id)
        varied = {"price", "options"} & set(parts)
        if varied and not listing.variants:  # a product of one form no longer shows what it had
            self._products.vary(credentials, listing, found, parts, restock=False)
        product = self._products.change(credentials, listing, found, parts)
        if "pictures" in parts:
            product = self._products.picture(credentials, listing, product)
        if "words" in parts:
            product = self._products.set_alt_texts(credentials, listing, product)
        if varied and listing.variants:
            self._products.vary(credentials, listing, product, parts, restock=False)
        return self._published(credentials, product)

    def set_stock(
        self, account: Account, listing: Listing, external_id: str, levels: Sequence[StockLevel]
    ) -> StockSet:
        """Set the quantities of what the shop counts, each to its number and nothing else."""
        credentials = StoreCredentials.of(account)
        product = self._ours(credentials, listing, external_id)
        there = self._products.variations(credentials, product)
        before = variations.stock(listing, product, there)
        wanted = targets(listing, levels, before)
        if wanted and product["type"] == responses.VARIABLE:
            changes = variations.stock_changes(listing, product, there, wanted)
            self._products.batch(credentials, product, "update", changes)
        elif wanted:
            (quantity,) = wanted.values()
            body = {"stock_quantity": quantity}
            self._products.put(credentials, f"products/{product['id']}", body)
        return StockSet(before, self.read(account, listing, external_id))

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

    def adopt(self, account: Account, listing: Listing, external_id: str) -> Published:
        """Write our SKU to the product, and its own to each variation with the same options."""
        credentials = StoreCredentials.of(account)
        product = self._there(credentials, external_id)
        there = self._products.variations(credentials, product)
        _must_be_free(listing, product, there)
        known = variations.sold_as(product, there)
        varied = product["type"] == responses.VARIABLE
        found = variations.forms(listing, product, there) if varied else matched(listing, known)
        must_match(listing, known, found, "Your shop")
        skus = variations.sku_changes(listing, product, there)
        if product.get("sku") != listing.sku:
            body = {"sku": listing.sku}
            product = self._products.put(credentials, f"products/{product['id']}", body)
        self._products.batch(credentials, product, "update", skus)
        return self._published(credentials, product)

    def _published(self, credentials: StoreCredentials, product: Product) -> Published:
        there = self._products.shown(credentials, product)
        note = "" if product["status"] == responses.PUBLISHED else _OFF
        return Published(there.external_id, there.url, note)

    def _ours(self, credentials: StoreCredentials, listing: Listing, id_: str) -> Product:
        found = self._there(credentials, id_)
        _must_be_ours(listing, found)
        return found

    def _there(self, credentials: StoreCredentials, id_: str) -> Product:
        found = self._products.by_id(credentials, id_)
        if found is None or found["status"] == _BIN:
            raise ListingNotFound(
                "The product is no longer in the shop.", remedy="Publish it again."
            )
        return found


def _must_be_ours(listing: Listing, found: Product) -> None:
    # Numbers are small, begin anew in each shop, and change when a shop is restored.
    if not responses.is_ours(found, listing):
        raise ForeignListing(
            _NAME, f"the product of this number does not have the SKU {listing.sku}"
        )


def _must_be_free(listing: Listing, product: Product, there: Sequence[Product]) -> None:
    if product["type"] not in (responses.SIMPLE, responses.VARIABLE):
        raise Rejected(
            f"Haat does not look after a product of the type “{product['type']}”.",
            remedy="Choose another product of your shop.",
        )
    must_be_free(listing, (str(one.get("sku") or "") for one in (product, *there)), _NAME)
    if responses.meta(product, responses.MARKER) not in (None, "", listing.marker):
        raise Rejected(
            "This product was published by Haat already: it belongs to another piece of yours.",
            remedy="Choose another product, or the piece that it belongs to.",
        )
