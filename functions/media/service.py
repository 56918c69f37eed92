"""What media does: takes uploads in, makes renditions of them, and shows photos to their owner."""

import re

from functions.media.errors import (
    NoSuchPhoto,
    NoSuchRendition,
    PictureRefused,
    PictureTooLarge,
    WrongKindOfFile,
)
from functions.media.events import PhotoReady, PhotoRejected, ReadyRendition
from functions.media.model.kinds import CONTENT_TYPES
from functions.media.model.photo import UPLOADS, Photo, Refusal, Rendition
from functions.media.model.recipes import Rendered
from functions.media.model.upload import Limits, Ticket
from functions.media.ports import Photos, PictureFiles, Renderer, UploadDesk
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids, is_id
from kernel.observability import fact
from kernel.pages import Page

_UNTYPED = "application/octet-stream"
_LONGEST_NAME = 120


class Uploading:
    """Use cases of the person who uploads."""

    def __init__(
        self, photos: Photos, desk: UploadDesk, limits: Limits, clock: Clock, ids: Ids
    ) -> None:
        self._photos = photos
        self._desk = desk
        self._limits = limits
        self._clock = clock
        self._ids = ids

    def invite(
        self, owner_id: str, filename: str, content_type: str, size: int
    ) -> tuple[Photo, Ticket]:
        """A new photo in the state `uploading`, and the ticket to upload it with.

        Raises `WrongKindOfFile` or `PictureTooLarge` for what would be refused later anyway.
        Browsers that do not know HEIC announce no type or `application/octet-stream`; the
        content decides in the end.
        """
        announced = content_type.lower() or _UNTYPED
        if announced not in {*CONTENT_TYPES, _UNTYPED}:
            raise WrongKindOfFile(f"a file of the type {announced}")
        if size > self._limits.max_bytes:
            raise PictureTooLarge.in_bytes(size, self._limits.max_bytes)
        photo = Photo(self._ids.new("photo"), owner_id, shown_name(filename), self._clock.now())
        ticket = self._desk.ticket(photo.upload_key, announced, self._limits.max_bytes)
        self._photos.add(photo)
        fact("UploadInvited", photo_id=photo.photo_id, size=size)
        return photo, ticket


class Gallery:
    """Use cases of the person who looks."""

    def __init__(self, photos: Photos, files: PictureFiles) -> None:
        self._photos = photos
        self._files = files

    def photo(self, owner_id: str, photo_id: str) -> Photo:
        """The owner's photo; raises `NoSuchPhoto`, also when it is somebody else's."""
        photo = self._photos.get(photo_id) if is_id(photo_id, "photo") else None
        if photo is None or photo.owner_id != owner_id:
            raise NoSuchPhoto
        return photo

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Photo]:
        """The owner's photos, newest first."""
        return self._photos.of_owner(owner_id, limit, cursor)

    def rendition_bytes(self, owner_id: str, photo_id: str, name: str) -> bytes:
        """The file of one rendition; raises `NoSuchPhoto` or `NoSuchRendition`."""
        rendition = self.photo(owner_id, photo_id).rendition(name)
        if rendition is None:
            raise NoSuchRendition(name)
        return self._files.read(rendition.key)


class Darkroom:
    """Use case of the worker: from an uploaded file to a photo that is ready or rejected."""

    def __init__(
        self, photos: Photos, files: PictureFiles, renderer: Renderer, limits: Limits
    ) -> None:
        self._photos = photos
        self._files = files
        self._renderer = renderer
        self._limits = limits

    def develop(self, upload_key: str) -> Photo | None:
        """Settle the photo that was uploaded at `upload_key`.

        Answers None for a photo that is unknown or settled before: S3 may tell twice, and a
        ticket may be used twice, but a published picture never changes under its viewers.
        """
        photo = self._photos.get(upload_key.removeprefix(UPLOADS))
        if photo is None or photo.status != "uploading":
            fact("UploadIgnored", known=photo is not None)
            return None
        try:
            content = self._files.original(upload_key, self._limits.max_bytes)
            rendered = self._renderer.render(content)
        except PictureRefused as refused:
            return self._reject(photo, refused)
        except NoSuchPhoto:
            fact("UploadGone", photo_id=photo.photo_id)
            return None
        return self._finish(photo, rendered)

    def _reject(self, photo: Photo, refused: PictureRefused) -> Photo | None:
        settled = photo.rejected(Refusal(refused.code, refused.message, refused.remedy))
        said = PhotoRejected(
            photo_id=photo.photo_id,
            owner_id=photo.owner_id,
            code=refused.code,
            reason=refused.message,
        )
        return self._settle(settled, said)

    def _finish(self, photo: Photo, rendered: tuple[Rendered, ...]) -> Photo | None:
        # Files first: whoever hears PhotoReady may fetch them at once.
        renditions = tuple(self._publish(photo, one) for one in rendered)
        said = PhotoReady(
            photo_id=photo.photo_id,
            owner_id=photo.owner_id,
            renditions=[
                ReadyRendition(name=one.name, width=one.width, height=one.height, format=one.format)
                for one in renditions
            ],
        )
        return self._settle(photo.ready(renditions), said)

    def _publish(self, photo: Photo, rendered: Rendered) -> Rendition:
        key = photo.rendition_key(rendered.recipe)
        self._files.publish(key, rendered)
        return Rendition(
            rendered.recipe.name,
            rendered.recipe.format,
            rendered.width,
            rendered.height,
            len(rendered.content),
            key,
        )

    def _settle(self, photo: Photo, said: PhotoReady | PhotoRejected) -> Photo | None:
        try:
            self._photos.settle(photo, said)
        except StaleWrite:
            # Another delivery of the same upload was faster; its outcome stands.
            return None
        code = photo.reason.code if photo.reason else None
        fact(type(said).__name__, photo_id=photo.photo_id, code=code)
        return photo


def shown_name(filename: str) -> str:
    """A file's name fit to be shown: no folders, no control characters, not endless."""
    last = re.split(r"[/\\]", filename)[-1]
    printable = "".join(sign for sign in last if sign.isprintable()).strip()
    return printable[-_LONGEST_NAME:] or "photo"
