"""A photo will not become one: the draft that waits for it says so."""

from typing import Any, ClassVar

from functions.content.wiring import draft_creation
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive
from kernel.observability import log_event


class PhotoRejected(Event):
    """What content reads of media's event."""

    source: ClassVar[str] = "media"

    photo_id: str
    owner_id: str
    reason: str


def consume(event: dict[str, Any]) -> None:
    """Tell the photo's draft."""
    photo = receive(PhotoRejected, event).data
    draft_creation().photo_rejected(photo.owner_id, photo.photo_id, photo.reason)
    log_event("PhotoGivenUp", photo_id=photo.photo_id)


handler = idempotent_consumer(consume)
