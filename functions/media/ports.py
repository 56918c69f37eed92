"""The ports of media: what its services need from tables, files, codecs and the web."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from functions.media.model.library import Folder, PhotoReference, ShownPhotos, Usage
from functions.media.model.photo import Photo
from functions.media.model.processing_options import ProcessedImage, ProcessingOptions
from functions.media.model.recipes import Recipe, Rendered
from functions.media.model.upload import PresignedPart, PresignedPost, UploadedPart
from kernel.events import Event
from kernel.pages import Page


class Photos(Protocol):
    """Keeps photos; each write is conditional on the revision that it builds on.

    The photo's search terms, its fingerprint bands and the owner's usage are written in the same
    transaction as the photo.
    """

    def add(self, photo: Photo, *events: Event) -> None:
        """Save a new photo and publish `events`."""
        ...

    def get(self, photo_id: str) -> Photo | None:
        """The photo, read consistently, or None."""
        ...

    def save(self, known: Photo, changed: Photo, *events: Event) -> Photo:
        """Write `changed` in place of `known`; raises `StaleWrite` if `known` is not the latest."""
        ...

    def settle(self, known: Photo, settled: Photo, event: Event, duplicate_of: str = "") -> Photo:
        """Write a photo that a worker has made or refused; raises `StaleWrite` as `save` does.

        Folder and tags that the artisan set meanwhile stay: only newer options, another worker's
        outcome or a deletion is in the way.
        """
        ...

    def lookalikes(self, owner_id: str, fingerprint: str) -> Sequence[Photo]:
        """The owner's photos that may look alike: all that differ in fewer than eight bits."""
        ...

    def delete(self, photo: Photo, now: datetime, until: datetime, event: Event) -> None:
        """Take the photo out of every list, for a purge after `until`; raises `StaleWrite`."""
        ...

    def restore(self, photo: Photo, *events: Event) -> Photo:
        """Undo `delete` and publish `events`; raises `StaleWrite`."""
        ...

    def forget(self, photo: Photo, *events: Event) -> None:
        """Delete every trace of the photo, and publish `events`.

        Raises `StaleWrite` when the photo changed meanwhile.
        """
        ...


class DuePhotos(Photos, Protocol):
    """Keeps photos, and finds those of everybody at which a schedule is to look."""

    def unfinished(self, now: datetime, limit: int) -> Sequence[Photo]:
        """Photos in no trash at which the sweep is to look by now, the longest due first."""
        ...

    def postpone(self, photo: Photo, until: datetime) -> None:
        """Have `unfinished` answer an unchanged photo from `until` on."""
        ...


class DeletedPhotos(Protocol):
    """The photos in the trash, as their purge needs them."""

    def due(self, now: datetime, limit: int) -> Sequence[Photo]:
        """Deleted photos whose purge is due, the longest due first."""
        ...

    def postpone(self, photo: Photo, until: datetime) -> None:
        """Have `due` answer the unchanged photo from `until` on."""
        ...

    def forget(self, photo: Photo, *events: Event) -> None:
        """As `Photos.forget`."""
        ...


class PhotoIndex(Protocol):
    """What is kept beside the photos: lists, folders, usage, and who shows which photo."""

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos, newest first, without deleted ones."""
        ...

    def filed(self, owner_id: str, term: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos filed under a term that begins like this, newest last."""
        ...

    def deleted(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's deleted photos, the latest first."""
        ...

    def folders(self, owner_id: str) -> Sequence[Folder]:
        """The owner's folders by name, empty ones too."""
        ...

    def usage(self, owner_id: str) -> Usage:
        """The number of the owner's photos and their bytes."""
        ...

    def uses(self, photo_id: str) -> tuple[PhotoReference, ...]:
        """The references to the photo, from products."""
        ...

    def shown_by(self, use: PhotoReference) -> ShownPhotos:
        """The photos in the latest `note_shown` for the product; none of version 0 before that."""
        ...

    def note_shown(self, use: PhotoReference, before: ShownPhotos, now: ShownPhotos) -> None:
        """Save which photos the product shows, and its references to them, in place of `before`.

        Raises `StaleWrite` if another call was faster.
        """
        ...


class UploadStore(Protocol):
    """Makes presigned uploads, so that browsers send originals straight into the bucket."""

    def ticket(self, key: str, content_type: str, most: int) -> PresignedPost:
        """A presigned form for this key, this type and at most `most` bytes, valid for minutes."""
        ...

    def begin(self, key: str, content_type: str) -> str:
        """Begin a multipart upload; returns its id."""
        ...

    def part(self, key: str, upload_id: str, number: int, length: int) -> PresignedPart:
        """A presigned address to PUT one part of exactly `length` bytes to."""
        ...

    def arrived(self, key: str, upload_id: str) -> tuple[UploadedPart, ...]:
        """The parts that have arrived, by number; none when the upload is over."""
        ...

    def complete(self, key: str, upload_id: str, parts: Sequence[UploadedPart]) -> None:
        """Complete the multipart upload; do nothing when it is over already."""
        ...

    def abort(self, key: str, upload_id: str) -> None:
        """Discard the parts of the multipart upload; do nothing when it is over already."""
        ...


class PictureFiles(Protocol):
    """Stores picture files: originals in private, renditions in public."""

    def original(self, key: str, most: int) -> bytes:
        """The uploaded file; raises `PictureTooLarge` unread when the file exceeds `most` bytes.

        Raises `PhotoNotFound` when the file is gone.
        """
        ...

    def is_there(self, key: str) -> bool:
        """Whether the uploaded file has arrived."""
        ...

    def address(self, key: str, filename: str) -> str:
        """An address where the owner may fetch a private file, valid for five minutes."""
        ...

    def keep(self, key: str, content: bytes) -> None:
        """Store an original that did not come from a browser."""
        ...

    def publish(self, key: str, rendered: Rendered) -> None:
        """Store a rendition where `/media/…` shows it; safe to repeat."""
        ...

    def read(self, key: str) -> bytes:
        """A published rendition's content; raises `PhotoNotFound` when the file is gone."""
        ...

    def remove(self, *prefixes: str) -> None:
        """Remove every version of the files whose keys begin so."""
        ...


class PictureCache(Protocol):
    """The copies of public pictures that a network near the viewers keeps."""

    def forget(self, *prefixes: str) -> None:
        """Delete the copies of the files whose keys begin so.

        Raises `TryLater` while as much is being deleted as can be at once.
        """
        ...


class Renderer(Protocol):
    """Makes renditions."""

    def render(
        self, content: bytes, recipes: Sequence[Recipe], options: ProcessingOptions
    ) -> ProcessedImage:
        """Every rendition of the picture, upright, in sRGB, with no metadata but the credit.

        Raises a `PictureRefused` that says why there can be none; never holds more than half a
        gigabyte of memory, whatever `content` is.
        """
        ...


class Recipes(Protocol):
    """Lists the recipes for every photo."""

    def all(self) -> tuple[Recipe, ...]:
        """The recipes for our own pages' renditions and for those that platforms take."""
        ...


class Web(Protocol):
    """Fetches pictures from addresses that people give."""

    def picture(self, address: str, most: int) -> bytes:
        """The file at `address`, of at most `most` bytes; raises `PictureUnreachable`."""
        ...
