"""A photo is ready: its draft is written, and made first if there is none."""

from typing import Any, ClassVar

from functions.content.wiring import draft_creation
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive
from kernel.observability import log_event


class PhotoReady(Event):
    """What content reads of media's event."""

    source: ClassVar[str] = "media"

    photo_id: str
    owner_id: str


def consume(event: dict[str, Any]) -> None:
    """Start or continue the photo's draft."""
    photo = receive(PhotoReady, event).data
    draft_creation().photo_ready(photo.owner_id, photo.photo_id)
    log_event("PhotoTakenUp", photo_id=photo.photo_id)


handler = idempotent_consumer(consume)
