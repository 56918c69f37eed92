"""Brings a draft in step with its product, whose facts, photographs or stock changed."""

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


class StockChanged(Event):
    """The fields that this handler reads of catalog/StockChanged."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str
    stock_version: int


@consumer(ProductUpdated, StockChanged)
def handler(product: ProductUpdated | StockChanged) -> None:
    """Compose texts anew and plan a rewrite for other facts; write at once for another cover."""
    if isinstance(product, ProductUpdated):
        trigger, fields = f"product_updated_{product.product_version}", product.fields
    else:
        trigger, fields = f"stock_changed_{product.stock_version}", ("quantity",)
    draft = container().draft_creation.follow(product.owner_id, product.product_id, trigger, fields)
    if draft:
        container().writing.copy_writing.write(draft.owner_id, draft.draft_id, draft.asked)
