"""Asks media about photographs."""

from functions.content.errors import NoSuchPhoto
from functions.content.ports import PhotoState, Picture
from functions.media import public as media
from kernel.errors import NotFound

_SHOWN = "web"
_STATES: dict[str, PhotoState] = {"ready": "ready", "rejected": "rejected"}


class MediaPhotos:
    """The `Photos` port."""

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        """How far the photo is; raises `NoSuchPhoto`."""
        try:
            status = media.photo(owner_id, photo_id).status
        except NotFound as error:
            raise NoSuchPhoto from error
        return _STATES.get(status, "uploading")


class MediaPictures:
    """The `Pictures` port: the rendition made for screens."""

    def look(self, owner_id: str, photo_id: str) -> Picture:
        """The picture; raises `NoSuchPhoto` when it is not there."""
        try:
            rendition = media.photo(owner_id, photo_id).rendition(_SHOWN)
            content = media.rendition_bytes(owner_id, photo_id, _SHOWN)
        except NotFound as error:
            raise NoSuchPhoto from error
        if rendition is None:
            raise NoSuchPhoto
        return Picture(content, f"image/{rendition.format}")
