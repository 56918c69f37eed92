"""Requests words for a photo that is ready, in its waiting draft or a new one."""

from typing import ClassVar

from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.events import Event
from kernel.observability import log_event


class PhotoReady(Event):
    """The fields that this handler reads of media/PhotoReady."""

    source: ClassVar[str] = "media"

    photo_id: str
    owner_id: str


@consumer(PhotoReady)
def handler(photo: PhotoReady) -> None:
    """Request words for the photo's waiting draft; create a draft if the photo has none."""
    container().draft_creation.photo_ready(photo.owner_id, photo.photo_id)
    log_event("PhotoTakenUp", photo_id=photo.photo_id)
