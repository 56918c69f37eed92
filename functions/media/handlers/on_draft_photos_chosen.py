"""Records which photos a draft shows, so that deleting one of them needs `force`."""

from typing import ClassVar

from functions.media.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class DraftPhotosChosen(Event):
    """The fields that this handler reads of content/DraftPhotosChosen."""

    source: ClassVar[str] = "content"
    draft_id: str
    photo_ids: tuple[str, ...]


class DraftDeleted(Event):
    """The fields that this handler reads of content/DraftDeleted."""

    source: ClassVar[str] = "content"
    draft_id: str


@consumer(DraftPhotosChosen, DraftDeleted)
def handler(draft: DraftPhotosChosen | DraftDeleted) -> None:
    """Replace the references of the draft by its present photos; none for a deleted draft."""
    photos = draft.photo_ids if isinstance(draft, DraftPhotosChosen) else ()
    container().photo_references.shows("draft", draft.draft_id, photos)
