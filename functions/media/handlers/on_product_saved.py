"""Hears which photos a product shows, so that nobody deletes one unawares."""

from typing import Any, ClassVar

from functions.media import wiring
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive


class ProductSaved(Event):
    """What is read of catalog/ProductSaved."""

    source: ClassVar[str] = "catalog"
    product_id: str
    photo_ids: tuple[str, ...]


def consume(event: dict[str, Any]) -> None:
    """Keep what the product shows."""
    product = receive(ProductSaved, event).data
    wiring.photo_references().shows("product", product.product_id, product.photo_ids)


handler = idempotent_consumer(consume)
