"""Keeps which drafts and products show which photos, from the other contexts' events."""

from functions.media.model.library import PhotoReference
from functions.media.ports import PhotoReferences


class Using:
    """The use cases of the worker for other contexts' events; safe to repeat."""

    def __init__(self, uses: PhotoReferences) -> None:
        self._uses = uses

    def shows(self, kind: str, name: str, photo_ids: tuple[str, ...]) -> None:
        """Record that `name`, a draft or a product, shows these photos and no others."""
        use = PhotoReference(kind, name)
        before = self._uses.shown_by(use)
        for photo_id in set(before) - set(photo_ids):
            self._uses.end_use(photo_id, use)
        for photo_id in photo_ids:
            self._uses.note_use(photo_id, use)
        self._uses.note_shown(use, photo_ids)
