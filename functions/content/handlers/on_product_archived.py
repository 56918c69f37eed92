"""Archives the draft of an archived product, and restores that of a restored one."""

from typing import ClassVar

from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class ProductArchived(Event):
    """The fields that this handler reads of catalog/ProductArchived."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str


class ProductRestored(Event):
    """The fields that this handler reads of catalog/ProductRestored."""

    source: ClassVar[str] = "catalog"

    product_id: str
    owner_id: str


@consumer(ProductArchived, ProductRestored)
def handler(product: ProductArchived | ProductRestored) -> None:
    """Bring the draft in step with the product; a restored one takes up what was skipped."""
    draft = container().draft_creation.follow(
        product.owner_id, product.product_id, "product_restored"
    )
    if draft:
        container().writing.copy_writing.write(draft.owner_id, draft.draft_id, draft.asked)
