"""Reads products from the catalog context."""

from functions.channels.model.listing import ListingVariant
from functions.publishing.model.stock_sent import SoldThere
from functions.publishing.ports.sources import ProductSnapshot


class CatalogProductSnapshots:
    """Implements the port `ProductSnapshots`."""

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        """The product as publishing needs it."""
        from functions.catalog import public as catalog  # noqa: PLC0415  # most requests do not ask

        product = catalog.product(owner_id, product_id)
        return ProductSnapshot(
            sku=product.sku,
            title=product.title or "",
            price=product.price,
            quantity=product.quantity,
            materials=tuple(product.materials),
            craft=product.craft,
            photo_ids=tuple(product.photo_ids),
            link=product.link or "",
            variants=tuple(
                ListingVariant(one.options, one.price, one.quantity, one.sku)
                for one in product.variants
            ),
            sales={
                account: SoldThere(one.sold, one.returned) for account, one in product.sales.items()
            },
        )
