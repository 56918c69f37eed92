"""Keeps which products show which photos, from catalog's events."""

from functions.media.model.library import PhotoReference, ShownPhotos
from functions.media.ports import PhotoIndex
from kernel.conflicts import retry_on_conflict


class Using:
    """The use cases of the worker for other contexts' events; safe to repeat."""

    def __init__(self, index: PhotoIndex) -> None:
        self._index = index

    def shows(self, kind: str, name: str, photo_ids: tuple[str, ...], version: int) -> None:
        """Record that `name`, a product at this version, shows these photos and no others.

        What an older version shows is ignored: events come in any order.
        """
        use = PhotoReference(kind, name)
        retry_on_conflict(lambda: self._show(use, ShownPhotos(photo_ids, version)))

    def _show(self, use: PhotoReference, shown: ShownPhotos) -> None:
        before = self._index.shown_by(use)
        if before.version < shown.version:
            self._index.note_shown(use, before, shown)
