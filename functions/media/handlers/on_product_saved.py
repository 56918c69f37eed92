"""Records which photos a product shows, so that deleting one of them needs `force`."""

from typing import ClassVar

from functions.media.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class ProductSaved(Event):
    """The fields that this handler reads of catalog/ProductSaved."""

    source: ClassVar[str] = "catalog"
    product_id: str
    photo_ids: tuple[str, ...]


@consumer(ProductSaved)
def handler(product: ProductSaved) -> None:
    """Replace the references of the product by its present photos."""
    container().photo_references.shows("product", product.product_id, product.photo_ids)
