"""Hears which photos a draft shows, so that nobody deletes one unawares."""

from typing import Any, ClassVar

from functions.media import wiring
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive


class DraftPhotosChosen(Event):
    """What is read of content/DraftPhotosChosen."""

    source: ClassVar[str] = "content"
    draft_id: str
    photo_ids: tuple[str, ...]


class DraftDeleted(Event):
    """What is read of content/DraftDeleted."""

    source: ClassVar[str] = "content"
    draft_id: str


def consume(event: dict[str, Any]) -> None:
    """Keep what the draft shows; one that is gone shows nothing."""
    if event["detail-type"] == DraftDeleted.__name__:
        wiring.photo_references().shows("draft", receive(DraftDeleted, event).data.draft_id, ())
        return
    draft = receive(DraftPhotosChosen, event).data
    wiring.photo_references().shows("draft", draft.draft_id, draft.photo_ids)


handler = idempotent_consumer(consume)
