"""Asks media about photographs."""

from functions.content.errors.drafts import PhotoNotFound
from functions.content.ports.ai import StoredPicture
from functions.content.ports.drafts import PhotoState
from functions.media import public as media
from kernel.errors import NotFound

_SHOWN = "web"
_STATES: dict[str, PhotoState] = {"ready": "ready", "rejected": "rejected"}


class MediaPhotoReader:
    """The `PhotoReader` port."""

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        """The photo's state; raises `PhotoNotFound`."""
        try:
            status = media.photo(owner_id, photo_id).status
        except NotFound as error:
            raise PhotoNotFound from error
        return _STATES.get(status, "uploading")


class MediaPictureStore:
    """The `PictureStore` port: the rendition made for screens."""

    def look(self, owner_id: str, photo_id: str) -> StoredPicture:
        """The photo's rendition for screens; raises `PhotoNotFound` when there is none."""
        try:
            rendition = media.photo(owner_id, photo_id).rendition(_SHOWN)
            content = media.rendition_bytes(owner_id, photo_id, _SHOWN)
        except NotFound as error:
            raise PhotoNotFound from error
        if rendition is None:
            raise PhotoNotFound
        return StoredPicture(content, f"image/{rendition.format}")
