"""What other contexts may ask catalog."""

from functions.catalog.model import Product, StoreFacts, Variant
from functions.catalog.wiring import container

__all__ = ["Product", "StoreFacts", "Variant", "product", "store_facts", "store_name"]


def product(owner_id: str, product_id: str) -> Product:
    """The owner's product; raises `ProductNotFound` (404), also for another owner's product."""
    return container().catalog.product(owner_id, product_id)


def store_facts(owner_id: str) -> StoreFacts:
    """Craft and region of the owner's first store; both None while there is no store."""
    return container().catalog.store_facts(owner_id)


def store_name(owner_id: str) -> str | None:
    """The name of the owner's first store, which buyers may read; None while there is no store."""
    return container().catalog.store_name(owner_id)
