"""Brings a draft in step with its product, whose facts or photographs changed."""

from typing import ClassVar

from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class ProductUpdated(Event):
    """The fields that this handler reads of catalog/ProductUpdated."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str
    fields: tuple[str, ...]
    product_version: int


@consumer(ProductUpdated)
def handler(product: ProductUpdated) -> None:
    """Compose texts anew and plan a rewrite for other facts; write at once for another cover."""
    trigger = f"product_updated_{product.product_version}"
    draft = container().draft_creation.follow(
        product.owner_id, product.product_id, trigger, product.fields
    )
    if draft:
        container().writing.copy_writing.write(draft.owner_id, draft.draft_id, draft.asked)
