"""Asks media about photographs."""

from functions.content.errors.drafts import PhotoNotFound
from functions.content.ports.ai import StoredPicture
from functions.content.ports.drafts import PhotoOutcome, PhotoState
from functions.media import public as media
from kernel.errors import NotFound

_SHOWN = "web"
GONE = "This photograph is not there any more. Upload it again, or choose another one."
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

    def outcome(self, owner_id: str, photo_id: str) -> PhotoOutcome:
        """What became of the photo; one in the trash may still be restored."""
        try:
            found = media.photo(owner_id, photo_id, deleted=True)
        except NotFound:
            return PhotoOutcome("rejected", GONE)
        state = _STATES.get(found.status, "uploading")
        return PhotoOutcome(state, found.problem)


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
