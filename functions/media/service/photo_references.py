"""Keeps which products show which photos, from catalog's events."""

from functions.media.model.library import PhotoReference, ShownPhotos
from functions.media.ports import PhotoIndex, Photos
from kernel.conflicts import retry_on_conflict
from kernel.observability import log_event


class Using:
    """The use cases of the worker for other contexts' events; safe to repeat."""

    def __init__(self, photos: Photos, index: PhotoIndex) -> None:
        self._photos = photos
        self._index = index

    def shows(
        self, owner_id: str, use: PhotoReference, photo_ids: tuple[str, ...], version: int
    ) -> None:
        """Record that the owner's product, at this version, shows these photos and no others.

        Only the owner's own photos are recorded: nobody keeps another's photo from being deleted.
        What an older version shows is ignored: events come in any order.
        """
        own = tuple(one for one in photo_ids if self._is_of(owner_id, one))
        if own != photo_ids:
            log_event("ForeignPhotoShown", kind=use.kind, id=use.id)
        retry_on_conflict(lambda: self._show(use, ShownPhotos(own, version)))

    def _is_of(self, owner_id: str, photo_id: str) -> bool:
        photo = self._photos.get(photo_id)
        return photo is not None and photo.owner_id == owner_id

    def _show(self, use: PhotoReference, shown: ShownPhotos) -> None:
        before = self._index.shown_by(use)
        if before.version < shown.version:
            self._index.note_shown(use, before, shown)
