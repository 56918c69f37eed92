"""The request and response models of photos and of the library."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from functions.media.model.crop import Point
from functions.media.model.library import (
    MOST_TAGS,
    BatchItemOutcome,
    Folder,
    LibrarySearch,
    PhotoReference,
    Usage,
    words,
)
from functions.media.model.photo import Photo, Refusal, Rendition, Status
from functions.media.model.processing_options import Background
from functions.media.model.recipes import Format
from kernel.events import Instant
from kernel.pages import MOST
from kernel.paging import CheckedCursor
from kernel.responses import ApiModel

_MOST_AT_ONCE = 100
Name = Annotated[str, Field(max_length=60, examples=["Diwali 2026"])]
PhotoId = Annotated[str, Field(max_length=60, examples=["photo_01j9zv5k2mf3q8r7t6w5x4y3z2"])]


class PointRead(ApiModel):
    """A point of the upright picture, as fractions of its width and height from the top left."""

    x: float = Field(ge=0, le=1, examples=[0.5])
    y: float = Field(ge=0, le=1, examples=[0.5])

    def point(self) -> Point:
        """The point as a `Point`."""
        return Point(self.x, self.y)


class ProcessingUpdate(ApiModel):
    """Options for processing a photo.

    Without `focal` the product is found automatically; `light` corrects exposure and contrast;
    `background` `white` clears a plain background.
    """

    focal: PointRead | None = None
    light: bool = False
    background: Background = "keep"


class PhotoUpdate(ApiModel):
    """A photo's folder and tags. A field that is left out stays; an empty folder means none."""

    folder: Name | None = None
    tags: list[Name] | None = Field(default=None, max_length=MOST_TAGS)

    @property
    def labels(self) -> tuple[str, ...] | None:
        """The tags as a tuple; None if they were left out."""
        return None if self.tags is None else tuple(self.tags)


class PhotoQuery(ApiModel):
    """Criteria for a list of photos; a photo must match all that are given.

    `q` are words of file name, folder and tags. `deleted` lists the trash; `q`, `folder` and `tag`
    do not apply there.
    """

    limit: int = Field(default=20, ge=1, le=MOST)
    cursor: CheckedCursor = None
    q: str = Field(default="", max_length=100)
    folder: Name = ""
    tag: Name = ""
    deleted: bool = False

    def search(self) -> LibrarySearch:
        """The criteria as a `LibrarySearch`."""
        return LibrarySearch(words(self.q), self.folder, self.tag)


class PhotoBatchUpdate(PhotoUpdate):
    """One action on many photos.

    `file` sets `folder` and `tags`; `force` lets `delete` take photos that something shows.
    """

    photo_ids: list[PhotoId] = Field(min_length=1, max_length=_MOST_AT_ONCE)
    action: Literal["file", "delete", "restore"]
    force: bool = False


class RenditionRead(ApiModel):
    """One size of a photo; `width` and `height` in pixels, `url` is public."""

    name: str
    width: int
    height: int
    bytes: int
    format: Format
    url: str

    @classmethod
    def of(cls, rendition: Rendition, public_url: str) -> "RenditionRead":
        """`rendition` as the API returns it, with its URL below `public_url`."""
        return cls(
            name=rendition.name,
            width=rendition.width,
            height=rendition.height,
            bytes=rendition.bytes,
            format=rendition.format,
            url=f"{public_url}/{rendition.key}",
        )


class RefusalRead(ApiModel):
    """Why something was refused: a stable code, the cause, and what the artisan can do."""

    code: str
    message: str
    remedy: str

    @classmethod
    def of(cls, reason: Refusal | None) -> "RefusalRead | None":
        """The refusal as the API returns it."""
        if reason is None:
            return None
        return cls(code=reason.code, message=reason.message, remedy=reason.remedy)


class CreditRead(ApiModel):
    """Author and copyright of a photograph, as written in its file; "" where there is none."""

    author: str
    copyright: str


class PhotoRead(ApiModel):
    """A photo of the caller.

    `reason` says why it was rejected, `refusal` why the latest options could not be applied.
    `processing` is true while a worker makes it again; each time it is made counts `edition` up.
    `width`, `height`, `kind` and `bytes` are the original's. `placeholder` is a ThumbHash in
    Base64. `duplicate_of` is the id of a photo that looks alike.
    """

    photo_id: str
    status: Status
    filename: str
    reason: RefusalRead | None
    renditions: list[RenditionRead]
    created_at: Instant
    width: int
    height: int
    kind: str
    bytes: int
    placeholder: str
    focal: PointRead
    focal_by: Literal["hand", "found"]
    light: bool
    background: Background
    processing: bool
    refusal: RefusalRead | None
    credit: CreditRead
    folder: str
    tags: list[str]
    duplicate_of: str | None
    edition: int
    deleted_at: Instant | None

    @classmethod
    def of(cls, photo: Photo, public_url: str) -> "PhotoRead":
        """`photo` as the API returns it, with its renditions' URLs below `public_url`."""
        return cls(
            photo_id=photo.photo_id,
            status=photo.status,
            filename=photo.filename,
            reason=RefusalRead.of(photo.reason),
            renditions=[RenditionRead.of(one, public_url) for one in photo.renditions],
            created_at=photo.created_at,
            width=photo.width,
            height=photo.height,
            kind=photo.kind,
            bytes=photo.size,
            placeholder=photo.placeholder,
            focal=PointRead(x=photo.focal.x, y=photo.focal.y),
            focal_by="hand" if photo.options.focal else "found",
            light=photo.options.light,
            background=photo.options.background,
            processing=bool(photo.asked),
            refusal=RefusalRead.of(photo.refusal),
            credit=CreditRead(author=photo.credit.author, copyright=photo.credit.copyright),
            folder=photo.folder,
            tags=list(photo.tags),
            duplicate_of=photo.duplicate_of or None,
            edition=photo.edition,
            deleted_at=photo.deleted_at,
        )


class PhotoReferenceRead(ApiModel):
    """A draft or product that shows a photo."""

    kind: str
    id: str
    title: str

    @classmethod
    def of(cls, use: PhotoReference) -> "PhotoReferenceRead":
        """The reference as the API returns it."""
        return cls(kind=use.kind, id=use.id, title=use.title)


class PhotoDeletion(ApiModel):
    """A photo in the trash, from where it can be restored for thirty days, and what shows it."""

    photo_id: str
    used_by: list[PhotoReferenceRead]

    @classmethod
    def of(cls, photo_id: str, uses: Sequence[PhotoReference]) -> "PhotoDeletion":
        """The deletion of the photo, with the references to it."""
        return cls(photo_id=photo_id, used_by=[PhotoReferenceRead.of(use) for use in uses])


class UsageRead(ApiModel):
    """How many photos the caller has, and the bytes of their originals."""

    photos: int
    bytes: int

    @classmethod
    def of(cls, usage: Usage) -> "UsageRead":
        """`usage` as the API returns it."""
        return cls(photos=max(0, usage.photos), bytes=max(0, usage.bytes))


class FolderRead(ApiModel):
    """A folder and how many photos are in it."""

    name: str
    photos: int

    @classmethod
    def of(cls, folder: Folder) -> "FolderRead":
        """`folder` as the API returns it."""
        return cls(name=folder.name, photos=folder.photos)


class OriginalRead(ApiModel):
    """An address where the original can be fetched for five minutes."""

    url: str


class BatchOutcomeRead(ApiModel):
    """The outcome for one photo of a batch; `problem` is null on success."""

    photo_id: str
    problem: RefusalRead | None

    @classmethod
    def of(cls, outcome: BatchItemOutcome) -> "BatchOutcomeRead":
        """`outcome` as the API returns it."""
        problem = outcome.problem
        return cls(
            photo_id=outcome.photo_id,
            problem=RefusalRead(code=problem.code, message=problem.message, remedy=problem.remedy)
            if problem
            else None,
        )
