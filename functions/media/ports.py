"""What media needs from outside, in its own words."""

from typing import Protocol

from functions.media.model.photo import Photo
from functions.media.model.recipes import Rendered
from functions.media.model.upload import Ticket
from kernel.events import Event
from kernel.pages import Page


class Photos(Protocol):
    """Keeps photos."""

    def add(self, photo: Photo) -> None:
        """Keep a new photo; it is forgotten after a day unless it settles."""
        ...

    def get(self, photo_id: str) -> Photo | None:
        """The photo, as last written, or None."""
        ...

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos, newest first."""
        ...

    def settle(self, photo: Photo, said: Event) -> None:
        """Write a photo that is no longer uploading, and say so, both or neither.

        Raises `StaleWrite` when it had settled already: a photo settles once.
        """
        ...


class UploadDesk(Protocol):
    """Lets browsers put originals into the bucket without passing through us."""

    def ticket(self, key: str, content_type: str, most: int) -> Ticket:
        """A ticket for one object: this key, this type and at most `most` bytes, for minutes."""
        ...


class PictureFiles(Protocol):
    """Keeps the files: originals in private, renditions in public."""

    def original(self, key: str, most: int) -> bytes:
        """The uploaded file; raises `PictureTooLarge` unread when it has more than `most` bytes.

        Raises `NoSuchPhoto` when it is gone.
        """
        ...

    def publish(self, key: str, rendered: Rendered) -> None:
        """Put a rendition where `/media/…` shows it. Repeating it changes nothing."""
        ...

    def read(self, key: str) -> bytes:
        """A published rendition's content; raises `NoSuchPhoto` when it is gone."""
        ...


class Renderer(Protocol):
    """Makes renditions."""

    def render(self, content: bytes) -> tuple[Rendered, ...]:
        """Every rendition of the picture, upright, in sRGB, without any metadata.

        Raises a `PictureRefused` that says why there can be none; never holds more than half a
        gigabyte of memory, whatever it is given.
        """
        ...
