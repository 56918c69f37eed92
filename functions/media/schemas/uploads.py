"""HTTP shapes of uploads."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from functions.media.model.photo import Photo, Status
from functions.media.model.upload import (
    ABANDONED_AFTER,
    PresignedPart,
    PresignedPost,
    UploadedPart,
    UploadRequest,
)
from functions.media.schemas.photos import Name
from kernel.events import Instant
from kernel.responses import ApiModel


class UploadCreate(ApiModel):
    """A file that is about to be uploaded; `size` in bytes."""

    filename: str = Field(min_length=1, max_length=255, examples=["horse.heic"])
    content_type: str = Field(
        default="",
        max_length=100,
        pattern=r"^([\w.+-]+/[\w.+-]+)?$",
        examples=["image/heic"],
    )
    size: int = Field(ge=1, examples=[2_226_416])
    folder: Name = ""

    def invitation(self) -> UploadRequest:
        """The value."""
        return UploadRequest(self.filename, self.content_type, self.size, self.folder)


class UploadRead(ApiModel):
    """How to send the file.

    With `form`: multipart POST to `url`, `fields` first and then `file`. With `parts`: ask for the
    addresses of parts of `part_size` bytes, PUT each, and say that it is complete; `url` is empty.
    """

    photo_id: str
    method: Literal["form", "parts"]
    url: str
    fields: dict[str, str]
    expires_at: Instant
    max_bytes: int
    part_size: int | None
    part_count: int | None

    @classmethod
    def of(cls, photo: Photo, ticket: PresignedPost | None, max_bytes: int) -> "UploadRead":
        """The answer to an invited upload."""
        return cls(
            photo_id=photo.photo_id,
            method="form" if ticket else "parts",
            url=ticket.url if ticket else "",
            fields=ticket.fields if ticket else {},
            expires_at=ticket.expires_at if ticket else photo.created_at + ABANDONED_AFTER,
            max_bytes=max_bytes,
            part_size=photo.parts.part_size if photo.parts else None,
            part_count=photo.parts.count if photo.parts else None,
        )


class MultipartUploadCreate(ApiModel):
    """The parts to be sent next."""

    numbers: list[int] = Field(min_length=1, max_length=50, examples=[[1, 2, 3]])


class UploadPartRead(ApiModel):
    """Where to PUT one part."""

    number: int
    url: str
    expires_at: Instant

    @classmethod
    def of(cls, ticket: PresignedPart) -> "UploadPartRead":
        """The wire form."""
        return cls(number=ticket.number, url=ticket.url, expires_at=ticket.expires_at)


class MultipartUploadRead(ApiModel):
    """Addresses of parts."""

    parts: list[UploadPartRead]


class UploadedPartRead(ApiModel):
    """How much of an upload is there; `arrived` names its parts."""

    photo_id: str
    status: Status
    part_size: int | None
    part_count: int | None
    arrived: list[int]
    bytes_arrived: int
    size: int | None

    @classmethod
    def of(cls, photo: Photo, there: tuple[UploadedPart, ...]) -> "UploadedPartRead":
        """The wire form."""
        parts = photo.parts
        return cls(
            photo_id=photo.photo_id,
            status=photo.status,
            part_size=parts.part_size if parts else None,
            part_count=parts.count if parts else None,
            arrived=[part.number for part in there],
            bytes_arrived=sum(part.size for part in there),
            size=parts.size if parts else (photo.size or None),
        )


def _http(address: str) -> str:
    if urlsplit(address).scheme not in {"http", "https"}:
        msg = "an address begins with https:// or http://"
        raise ValueError(msg)
    return address


class ImportCreate(ApiModel):
    """Where a picture is to be fetched."""

    url: Annotated[str, AfterValidator(_http)] = Field(
        max_length=2048, examples=["https://example.org/horse.jpg"]
    )
    folder: Name = ""


class UploadAborted(ApiModel):
    """The upload is forgotten."""

    photo_id: str
