"""Keeps which drafts and products show which photos, from the other contexts' events."""

from functions.media.model.library import PhotoReference
from functions.media.ports import PhotoIndex


class Using:
    """The use cases of the worker for other contexts' events; safe to repeat."""

    def __init__(self, index: PhotoIndex) -> None:
        self._index = index

    def shows(self, kind: str, name: str, photo_ids: tuple[str, ...]) -> None:
        """Record that `name`, a draft or a product, shows these photos and no others."""
        use = PhotoReference(kind, name)
        before = self._index.shown_by(use)
        for photo_id in set(before) - set(photo_ids):
            self._index.end_use(photo_id, use)
        for photo_id in photo_ids:
            self._index.note_use(photo_id, use)
        self._index.note_shown(use, photo_ids)
