"""What media needs from outside, in its own words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from functions.media.model.library import Folder, PhotoReference, Usage
from functions.media.model.photo import Photo
from functions.media.model.processing_options import ProcessedImage, ProcessingOptions
from functions.media.model.recipes import Recipe, Rendered
from functions.media.model.upload import PresignedPart, PresignedPost, UploadedPart
from kernel.events import Event
from kernel.pages import Page


class Photos(Protocol):
    """Keeps photos; each write is conditional on the revision that it builds on.

    What a photo is filed under, its place among lookalikes and the owner's usage are written in
    the same transaction as the photo.
    """

    def add(self, photo: Photo, *said: Event, source: str = "") -> None:
        """Keep a new photo; it is forgotten after a week unless it settles."""
        ...

    def get(self, photo_id: str) -> Photo | None:
        """The photo, as last written, or None."""
        ...

    def imported(self, photo_id: str) -> tuple[Photo | None, str]:
        """The photo, and the address that it is to be fetched from."""
        ...

    def save(self, known: Photo, changed: Photo, *said: Event) -> Photo:
        """Write `changed` in place of `known`; raises `StaleWrite` when that is not the latest."""
        ...

    def settle(self, known: Photo, settled: Photo, said: Event, duplicate_of: str = "") -> Photo:
        """Write a photo that a worker has made or refused; raises `StaleWrite` as `save` does.

        What the artisan filed meanwhile is kept: only a newer wish, an outcome of another worker
        or a deletion is in the way.
        """
        ...

    def forget(self, photo: Photo) -> None:
        """Remove every trace of it; raises `StaleWrite` when it changed meanwhile."""
        ...


class PhotoSearch(Protocol):
    """Finds photos again."""

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos, newest first, without deleted ones."""
        ...

    def filed(self, owner_id: str, term: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos filed under a term that begins like this, newest last."""
        ...

    def deleted(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's deleted photos, the latest first."""
        ...

    def lookalikes(self, owner_id: str, fingerprint: str) -> Sequence[Photo]:
        """The owner's photos that may look like this: all that differ in fewer than eight bits."""
        ...

    def folders(self, owner_id: str) -> Sequence[Folder]:
        """The owner's folders by name, empty ones too."""
        ...

    def usage(self, owner_id: str) -> Usage:
        """What the owner's photos take."""
        ...


class Trash(Protocol):
    """Holds what was deleted for as long as it can come back."""

    def delete(self, photo: Photo, now: datetime, until: datetime, said: Event) -> None:
        """Take it out of every list, to be purged after `until`; raises `StaleWrite`."""
        ...

    def restore(self, photo: Photo) -> Photo:
        """Undo `delete`; raises `StaleWrite`."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[Photo]:
        """Photos whose time to be purged has come."""
        ...


class PhotoReferences(Protocol):
    """Keeps what shows which photo."""

    def uses(self, photo_id: str) -> tuple[PhotoReference, ...]:
        """What shows the photo."""
        ...

    def note_use(self, photo_id: str, use: PhotoReference) -> None:
        """Keep that something shows it; twice is once."""
        ...

    def end_use(self, photo_id: str, use: PhotoReference) -> None:
        """Forget that something shows it."""
        ...

    def shown_by(self, use: PhotoReference) -> tuple[str, ...]:
        """The photos that it was last said to show."""
        ...

    def note_shown(self, use: PhotoReference, photo_ids: tuple[str, ...]) -> None:
        """Keep which photos it shows."""
        ...


class UploadStore(Protocol):
    """Lets browsers put originals into the bucket without passing through us."""

    def ticket(self, key: str, content_type: str, most: int) -> PresignedPost:
        """A ticket for one object: this key, this type and at most `most` bytes, for minutes."""
        ...

    def begin(self, key: str, content_type: str) -> str:
        """Begin an upload in parts; answers its name."""
        ...

    def part(self, key: str, upload_id: str, number: int) -> PresignedPart:
        """Where to PUT a part."""
        ...

    def arrived(self, key: str, upload_id: str) -> tuple[UploadedPart, ...]:
        """The parts that are there, by number; none when the upload is over."""
        ...

    def complete(self, key: str, upload_id: str, parts: Sequence[UploadedPart]) -> None:
        """Put the parts together; an upload that is over already is left as it is."""
        ...

    def abort(self, key: str, upload_id: str) -> None:
        """Throw the parts away; an upload that is over already is left as it is."""
        ...


class PictureFiles(Protocol):
    """Keeps the files: originals in private, renditions in public."""

    def original(self, key: str, most: int) -> bytes:
        """The uploaded file; raises `PictureTooLarge` unread when it has more than `most` bytes.

        Raises `PhotoNotFound` when it is gone.
        """
        ...

    def address(self, key: str, filename: str) -> str:
        """Where the owner may fetch a private file, for five minutes."""
        ...

    def keep(self, key: str, content: bytes) -> None:
        """Put an original that did not come from a browser."""
        ...

    def publish(self, key: str, rendered: Rendered) -> None:
        """Put a rendition where `/media/…` shows it. Repeating it changes nothing."""
        ...

    def read(self, key: str) -> bytes:
        """A published rendition's content; raises `PhotoNotFound` when it is gone."""
        ...

    def remove(self, key: str, folder: str) -> None:
        """Remove an original with all its versions, and every rendition below `folder`."""
        ...


class Renderer(Protocol):
    """Makes renditions."""

    def render(
        self, content: bytes, recipes: Sequence[Recipe], wish: ProcessingOptions
    ) -> ProcessedImage:
        """Every rendition of the picture, upright, in sRGB; of its metadata only the credit stays.

        Raises a `PictureRefused` that says why there can be none; never holds more than half a
        gigabyte of memory, whatever it is given.
        """
        ...


class Recipes(Protocol):
    """What is made of every photo."""

    def all(self) -> tuple[Recipe, ...]:
        """The pictures of our own pages and those that platforms take."""
        ...


class Web(Protocol):
    """Fetches pictures from addresses that people give."""

    def picture(self, address: str, most: int) -> bytes:
        """The file there, of at most `most` bytes; raises `PictureUnreachable`."""
        ...
