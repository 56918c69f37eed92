"""What other contexts may ask catalog."""

from collections.abc import Mapping

from functions.catalog.model.product import Product, Variant
from functions.catalog.wiring import container

__all__ = ["Product", "Variant", "product", "product_of_photo", "products", "store_name"]


def product(owner_id: str, product_id: str) -> Product:
    """The owner's product, archived or not.

    Raises `ProductNotFound` (404), also for another owner's product.
    """
    return container().product_service.product(owner_id, product_id)


def products(owner_id: str, product_ids: tuple[str, ...]) -> Mapping[str, Product]:
    """Those of at most 100 products that are the owner's, archived or not, by id."""
    return container().product_service.products(owner_id, product_ids)


def product_of_photo(owner_id: str, photo_id: str) -> Product | None:
    """The product that a photograph belongs to; None if there is none, or it is archived."""
    return container().product_service.product_of_photo(owner_id, photo_id)


def store_name(owner_id: str) -> str | None:
    """The name of the owner's first store, which buyers may read; None while there is no store."""
    store = container().store_service.first(owner_id)
    return store.name if store else None
