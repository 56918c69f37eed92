"""Makes a product active once it is live on a platform."""

from typing import ClassVar

from functions.catalog.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event

_LIVE = frozenset({"live", "confirmed"})
"""The statuses of a publication that a platform shows; publishing says the latter."""


class PublicationChanged(Event):
    """The fields that this handler reads of publishing/PublicationChanged."""

    source: ClassVar[str] = "publishing"

    product_id: str
    owner_id: str
    status: str


@consumer(PublicationChanged)
def handler(publication: PublicationChanged) -> None:
    """Make the product of a live publication active; an archived one stays archived."""
    if publication.status in _LIVE:
        container().product_service.mark_live(publication.owner_id, publication.product_id)
