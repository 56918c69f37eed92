"""HTTP shapes of photos and of the library."""

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
from kernel.responses import ApiModel

_MOST_AT_ONCE = 100
Name = Annotated[str, Field(max_length=60, examples=["Diwali 2026"])]
PhotoId = Annotated[str, Field(max_length=60, examples=["photo_01j9zv5k2mf3q8r7t6w5x4y3z2"])]


class PointRead(ApiModel):
    """A place in the upright picture, in fractions from its left and top."""

    x: float = Field(ge=0, le=1, examples=[0.5])
    y: float = Field(ge=0, le=1, examples=[0.5])

    def point(self) -> Point:
        """The value."""
        return Point(self.x, self.y)


class ProcessingUpdate(ApiModel):
    """How a photo is to be shown; without `focal` we find the product ourselves."""

    focal: PointRead | None = None
    light: bool = False
    background: Background = "keep"


class PhotoUpdate(ApiModel):
    """Where a photo is filed; what is absent stays as it is, an empty folder is none."""

    folder: Name | None = None
    tags: list[Name] | None = Field(default=None, max_length=MOST_TAGS)

    @property
    def labels(self) -> tuple[str, ...] | None:
        """The tags as a value."""
        return None if self.tags is None else tuple(self.tags)


class PhotoQuery(ApiModel):
    """Which photos are asked for; all that is given must hold."""

    limit: int = Field(default=20, ge=1, le=MOST)
    cursor: str | None = None
    q: str = Field(default="", max_length=100)
    folder: Name = ""
    tag: Name = ""
    deleted: bool = False

    def search(self) -> LibrarySearch:
        """The value."""
        return LibrarySearch(words(self.q), self.folder, self.tag)


class PhotoBatchUpdate(PhotoUpdate):
    """The same for many photos; `file` uses `folder` and `tags`."""

    photo_ids: list[PhotoId] = Field(min_length=1, max_length=_MOST_AT_ONCE)
    action: Literal["file", "delete", "restore"]
    force: bool = False


class RenditionRead(ApiModel):
    """One size of a photo, in pixels and bytes, and where it is."""

    name: str
    width: int
    height: int
    bytes: int
    format: Format
    url: str

    @classmethod
    def of(cls, rendition: Rendition, public_url: str) -> "RenditionRead":
        """The wire form, with its public address."""
        return cls(
            name=rendition.name,
            width=rendition.width,
            height=rendition.height,
            bytes=rendition.bytes,
            format=rendition.format,
            url=f"{public_url}/{rendition.key}",
        )


class RefusalRead(ApiModel):
    """Why something was refused, and what to do."""

    code: str
    message: str
    remedy: str

    @classmethod
    def of(cls, reason: Refusal | None) -> "RefusalRead | None":
        """The wire form."""
        if reason is None:
            return None
        return cls(code=reason.code, message=reason.message, remedy=reason.remedy)


class CreditRead(ApiModel):
    """Who made the photograph, as its file says."""

    author: str
    copyright: str


class PhotoRead(ApiModel):
    """A photo of the caller. `placeholder` is a ThumbHash, base64; `bytes` are the original's."""

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
        """The wire form; `public_url` is the address below which `/media/…` is served."""
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
    """Something that shows a photo."""

    kind: str
    id: str
    title: str

    @classmethod
    def of(cls, use: PhotoReference) -> "PhotoReferenceRead":
        """The wire form."""
        return cls(kind=use.kind, id=use.id, title=use.title)


class PhotoDeletion(ApiModel):
    """The photo is out of the library; for thirty days it can be restored."""

    photo_id: str
    used_by: list[PhotoReferenceRead]

    @classmethod
    def of(cls, photo_id: str, uses: Sequence[PhotoReference]) -> "PhotoDeletion":
        """The answer that names what the photo was used by."""
        return cls(photo_id=photo_id, used_by=[PhotoReferenceRead.of(use) for use in uses])


class UsageRead(ApiModel):
    """How much of the storage is used."""

    photos: int
    bytes: int

    @classmethod
    def of(cls, usage: Usage) -> "UsageRead":
        """The wire form."""
        return cls(photos=max(0, usage.photos), bytes=max(0, usage.bytes))


class FolderRead(ApiModel):
    """A folder and how many photos are in it."""

    name: str
    photos: int

    @classmethod
    def of(cls, folder: Folder) -> "FolderRead":
        """The wire form."""
        return cls(name=folder.name, photos=folder.photos)


class OriginalRead(ApiModel):
    """Where the original can be fetched, for five minutes."""

    url: str


class BatchOutcomeRead(ApiModel):
    """What became of one photo of many; `problem` is null when all is well."""

    photo_id: str
    problem: RefusalRead | None

    @classmethod
    def of(cls, outcome: BatchItemOutcome) -> "BatchOutcomeRead":
        """The wire form."""
        problem = outcome.problem
        return cls(
            photo_id=outcome.photo_id,
            problem=RefusalRead(code=problem.code, message=problem.message, remedy=problem.remedy)
            if problem
            else None,
        )
