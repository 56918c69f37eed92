"""The request and response models of uploads and imports."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from functions.media.model.photo import UPLOAD_LIMIT, Photo, Status
from functions.media.model.upload import (
    PresignedPart,
    PresignedPost,
    UploadedPart,
    UploadRequest,
)
from functions.media.schemas.photos import Name
from kernel.events import Instant
from kernel.responses import ApiModel


class UploadCreate(ApiModel):
    """A file to be uploaded; `size` is in bytes, and an empty `content_type` means unknown."""

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
        """The request as an `UploadRequest`."""
        return UploadRequest(self.filename, self.content_type, self.size, self.folder)


class UploadRead(ApiModel):
    """How to upload the file.

    With `method` `form`: a multipart POST to `url` with all `fields` and then `file`. With `parts`:
    get the addresses of parts of `part_size` bytes, PUT each part, then call complete; `url` is
    empty.
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
        """The upload as the API returns it; without a presigned form it goes in parts."""
        return cls(
            photo_id=photo.photo_id,
            method="form" if ticket else "parts",
            url=ticket.url if ticket else "",
            fields=ticket.fields if ticket else {},
            expires_at=ticket.expires_at if ticket else photo.created_at + UPLOAD_LIMIT,
            max_bytes=max_bytes,
            part_size=photo.parts.part_size if photo.parts else None,
            part_count=photo.parts.count if photo.parts else None,
        )


class MultipartUploadCreate(ApiModel):
    """The numbers, from 1, of the parts to be uploaded next."""

    numbers: list[int] = Field(min_length=1, max_length=50, examples=[[1, 2, 3]])


class UploadPartRead(ApiModel):
    """The address to which one part is PUT."""

    number: int
    url: str
    expires_at: Instant

    @classmethod
    def of(cls, ticket: PresignedPart) -> "UploadPartRead":
        """The presigned part as the API returns it."""
        return cls(number=ticket.number, url=ticket.url, expires_at=ticket.expires_at)


class MultipartUploadRead(ApiModel):
    """The addresses of the requested parts."""

    parts: list[UploadPartRead]


class UploadedPartRead(ApiModel):
    """How much of an upload has arrived; `arrived` are the numbers of its parts."""

    photo_id: str
    status: Status
    part_size: int | None
    part_count: int | None
    arrived: list[int]
    bytes_arrived: int
    size: int | None

    @classmethod
    def of(cls, photo: Photo, there: tuple[UploadedPart, ...]) -> "UploadedPartRead":
        """The upload of `photo` as the API returns it, with the parts that have arrived."""
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
    """The web address of a picture to be fetched, and the folder to put it into."""

    url: Annotated[str, AfterValidator(_http)] = Field(
        max_length=2048, examples=["https://example.org/horse.jpg"]
    )
    folder: Name = ""


class UploadAborted(ApiModel):
    """The answer after an upload was deleted."""

    photo_id: str
