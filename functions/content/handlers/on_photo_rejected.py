"""Marks the draft that waits for a rejected photo."""

from typing import ClassVar

from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.events import Event
from kernel.observability import log_event


class PhotoRejected(Event):
    """The fields that this handler reads of media/PhotoRejected."""

    source: ClassVar[str] = "media"

    photo_id: str
    owner_id: str
    reason: str


@consumer(PhotoRejected)
def handler(photo: PhotoRejected) -> None:
    """Set the waiting draft of the photo to `photo_rejected`, with the reason."""
    container().draft_creation.photo_rejected(photo.owner_id, photo.photo_id, photo.reason)
    log_event("PhotoGivenUp", photo_id=photo.photo_id)
