"""Records which photos a product shows, so that deleting one of them needs `force`."""

from typing import ClassVar

from functions.media.model.library import PhotoReference
from functions.media.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class ProductArchived(Event):
    """The fields that this handler reads of catalog/ProductArchived."""

    source: ClassVar[str] = "catalog"
    owner_id: str
    product_id: str
    product_version: int


class ProductCreated(ProductArchived):
    """The fields that this handler reads of catalog/ProductCreated."""

    photo_ids: tuple[str, ...]


class ProductUpdated(ProductCreated):
    """The fields that this handler reads of catalog/ProductUpdated."""


class ProductRestored(ProductCreated):
    """The fields that this handler reads of catalog/ProductRestored."""


@consumer(ProductArchived, ProductCreated, ProductUpdated, ProductRestored)
def handler(product: ProductArchived) -> None:
    """Replace the references of the product by its present photos; none for an archived one."""
    photos = product.photo_ids if isinstance(product, ProductCreated) else ()
    use, version = PhotoReference("product", product.product_id), product.product_version
    container().photo_references.shows(product.owner_id, use, photos, version)
