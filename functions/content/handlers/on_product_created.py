"""Makes the draft of a new product, and writes its words if its photo is ready."""

from typing import ClassVar

from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class ProductCreated(Event):
    """The fields that this handler reads of catalog/ProductCreated."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str


@consumer(ProductCreated)
def handler(product: ProductCreated) -> None:
    """Save the product's draft, so that it is seen at once, then write its words.

    If the writing fails or dies, the event is delivered again and the same version is written.
    """
    creation, trigger = container().draft_creation, "product_created"
    draft = creation.follow(product.owner_id, product.product_id, trigger)
    if draft:
        container().writing.copy_writing.write(draft.owner_id, draft.draft_id, draft.asked)
