"""Takes pictures in: in one piece, in parts that survive a cut connection, or from an address."""

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from functions.media.errors import (
    NotInParts,
    PartsMissing,
    PictureTooLarge,
    StorageFull,
    UploadCancelled,
    UploadOver,
    WrongKindOfFile,
)
from functions.media.events import ImportRequested
from functions.media.model.kinds import CONTENT_TYPES
from functions.media.model.library import shown
from functions.media.model.photo import Parts, Photo
from functions.media.model.upload import (
    Limits,
    PresignedPart,
    PresignedPost,
    UploadedPart,
    UploadRequest,
)
from functions.media.ports import Photos, UploadStore
from functions.media.service.image_processor import rejection
from functions.media.service.library import Library
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.observability import log_event
from kernel.quotas import Quota, Quotas

_UNTYPED = "application/octet-stream"
_LONGEST_NAME = 120
UPLOADS = Quota("uploads", "photos", each=300, together=20_000)
"""A whole catalogue from a camera; each may have fifty megabytes."""


class UploadService:
    """Use cases of the person who uploads."""

    def __init__(  # noqa: PLR0913  # its ports, all by name
        self,
        *,
        photos: Photos,
        uploads: UploadStore,
        library: Library,
        limits: Limits,
        quotas: Quotas,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._photos = photos
        self._uploads = uploads
        self._library = library
        self._limits = limits
        self._quotas = quotas
        self._clock = clock
        self._ids = ids

    def invite(self, owner_id: str, asked: UploadRequest) -> tuple[Photo, PresignedPost | None]:
        """Create a photo in the state `uploading`, with a presigned form unless it comes in parts.

        Raises `WrongKindOfFile` or `PictureTooLarge` for a file that a worker would reject anyway,
        `StorageFull`, and what `Quotas.take` raises.
        Browsers that do not know HEIC announce no type or `application/octet-stream`; the
        content decides in the end.
        """
        announced = asked.content_type.lower() or _UNTYPED
        if announced not in {*CONTENT_TYPES, _UNTYPED}:
            raise WrongKindOfFile(f"a file of the type {announced}")
        if asked.size > self._limits.max_bytes:
            raise PictureTooLarge.in_bytes(asked.size, self._limits.max_bytes)
        photo = self._new(owner_id, asked.filename, asked.folder, asked.size)
        ticket: PresignedPost | None = None
        if asked.size > self._limits.parts_above:
            upload_id = self._uploads.begin(photo.upload_key, announced)
            photo = replace(photo, parts=Parts(upload_id, asked.size, self._limits.part_size))
        else:
            ticket = self._uploads.ticket(photo.upload_key, announced, asked.size)
        self._photos.add(photo)
        log_event("UploadInvited", photo_id=photo.photo_id, size=asked.size, parts=ticket is None)
        return photo, ticket

    def tickets(
        self, owner_id: str, photo_id: str, numbers: tuple[int, ...]
    ) -> tuple[PresignedPart, ...]:
        """Presigned addresses for these parts, valid for an hour; a part put twice counts once."""
        photo, parts = self._in_parts(owner_id, photo_id)
        wrong = [number for number in numbers if not 1 <= number <= parts.count]
        if wrong:
            raise PartsMissing.beyond(wrong[0], parts.count)
        return tuple(
            self._uploads.part(photo.upload_key, parts.upload_id, number, parts.length(number))
            for number in numbers
        )

    def arrived(self, owner_id: str, photo_id: str) -> tuple[Photo, tuple[UploadedPart, ...]]:
        """The photo and its parts that have arrived, which the browser need not send again."""
        photo = self._library.photo(owner_id, photo_id)
        if photo.parts is None:
            return photo, ()
        return photo, self._uploads.arrived(photo.upload_key, photo.parts.upload_id)

    def complete(self, owner_id: str, photo_id: str) -> Photo:
        """Complete a multipart upload; S3 then wakes the worker. Safe to repeat.

        Raises `PartsMissing` naming them, and `PictureTooLarge` when more came than was announced.
        """
        photo = self._library.photo(owner_id, photo_id)
        if photo.parts is None:
            if photo.size or photo.status != "uploading":
                return photo
            raise NotInParts
        there = self._uploads.arrived(photo.upload_key, photo.parts.upload_id)
        missing = set(range(1, photo.parts.count + 1)) - {part.number for part in there}
        if missing and there:
            raise PartsMissing.of(missing)
        size = sum(part.size for part in there)
        if size > photo.parts.size:
            self._uploads.abort(photo.upload_key, photo.parts.upload_id)
            raise PictureTooLarge.in_bytes(size, photo.parts.size)
        if there:
            self._uploads.complete(photo.upload_key, photo.parts.upload_id, there)
        return self._library.photo(owner_id, photo_id)

    def abandon(self, owner_id: str, photo_id: str) -> None:
        """Delete an unfinished upload, and say that its photo will never be.

        Raises `UploadOver` for a settled one. A file that arrives later is removed by its worker.
        """
        photo = self._library.photo(owner_id, photo_id)
        if photo.status != "uploading":
            raise UploadOver
        if photo.parts is not None:
            self._uploads.abort(photo.upload_key, photo.parts.upload_id)
        try:
            self._photos.forget(photo, rejection(photo, UploadCancelled()))
        except StaleWrite as settled:
            raise UploadOver from settled

    def fetch(self, owner_id: str, address: str, folder: str) -> Photo:
        """Create a photo for the picture at `address`, and request that a worker fetch it."""
        name = unquote(urlsplit(address).path.rpartition("/")[2]) or urlsplit(address).hostname
        photo = replace(self._new(owner_id, name or "picture", folder), source=address)
        self._photos.add(photo, ImportRequested(photo_id=photo.photo_id))
        log_event("ImportInvited", photo_id=photo.photo_id)
        return photo

    def _new(self, owner_id: str, filename: str, folder: str, size: int = 0) -> Photo:
        if self._library.usage(owner_id).bytes + size > self._limits.storage_bytes:
            raise StorageFull(self._limits.storage_bytes)
        self._quotas.take(UPLOADS, owner_id)
        name, now = shown_name(filename), self._clock.now()
        photo = Photo(self._ids.new("photo"), owner_id, name, now, folder=shown(folder))
        return photo.awaited(now)

    def _in_parts(self, owner_id: str, photo_id: str) -> tuple[Photo, Parts]:
        photo = self._library.photo(owner_id, photo_id)
        if photo.status != "uploading":
            raise UploadOver
        if photo.parts is None:
            raise NotInParts
        return photo, photo.parts


def shown_name(filename: str) -> str:
    """A file's name fit to be shown: no folders, no control characters, not endless."""
    last = re.split(r"[/\\]", filename)[-1]
    printable = "".join(sign for sign in last if sign.isprintable()).strip()
    return printable[-_LONGEST_NAME:] or "photo"
