"""Writes the draft that waits for a photo which is ready."""

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
    """Write the draft of the photo's product; one that is made later finds the photo ready.

    If the writing fails or dies, the event is delivered again and the same version is written.
    """
    draft = container().draft_creation.photo_ready(photo.owner_id, photo.photo_id)
    log_event("PhotoTakenUp", photo_id=photo.photo_id)
    if draft:
        wanted = container().writing.copy_writing.write(draft.owner_id, draft.draft_id, draft.asked)
        log_event("DraftWritten" if wanted else "RewriteSuperseded", draft_id=draft.draft_id)
