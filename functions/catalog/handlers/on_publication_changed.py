"""Makes a product active once a publication of it is live."""

from typing import ClassVar

from functions.catalog.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event

LIVE = "confirmed"


class PublicationChanged(Event):
    """The fields that this handler reads of publishing/PublicationChanged."""

    source: ClassVar[str] = "publishing"

    product_id: str
    owner_id: str
    status: str


@consumer(PublicationChanged)
def handler(changed: PublicationChanged) -> None:
    """Mark the product as live, if the platform shows it."""
    if changed.status == LIVE:
        container().product_service.mark_live(changed.owner_id, changed.product_id)
