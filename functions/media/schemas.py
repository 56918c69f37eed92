"""HTTP shapes of media."""

from typing import Literal

from pydantic import Field

from functions.media.model.photo import Photo, Refusal, Rendition, Status
from functions.media.model.upload import Ticket
from kernel.answers import Shape
from kernel.events import Instant


class UploadIn(Shape):
    """What the browser is about to upload; `size` in bytes."""

    filename: str = Field(min_length=1, max_length=255, examples=["IMG_0042.HEIC"])
    content_type: str = Field(
        default="",
        max_length=100,
        pattern=r"^([\w.+-]+/[\w.+-]+)?$",
        examples=["image/heic"],
    )
    size: int = Field(gt=0, examples=[2_182_707])


class UploadOut(Shape):
    """Where to send the file: multipart POST to `url`, `fields` first and then `file`."""

    photo_id: str
    url: str
    fields: dict[str, str]
    expires_at: Instant
    max_bytes: int

    @classmethod
    def of(cls, photo: Photo, ticket: Ticket, max_bytes: int) -> "UploadOut":
        """The answer to an invited upload."""
        return cls(
            photo_id=photo.photo_id,
            url=ticket.url,
            fields=ticket.fields,
            expires_at=ticket.expires_at,
            max_bytes=max_bytes,
        )


class RenditionOut(Shape):
    """One size of a photo, in pixels and bytes, and where it is."""

    name: str
    width: int
    height: int
    bytes: int
    format: Literal["webp", "jpeg"]
    url: str

    @classmethod
    def of(cls, rendition: Rendition, public_url: str) -> "RenditionOut":
        """The wire form, with its public address."""
        return cls(
            name=rendition.name,
            width=rendition.width,
            height=rendition.height,
            bytes=rendition.bytes,
            format=rendition.format,
            url=f"{public_url}/{rendition.key}",
        )


class ReasonOut(Shape):
    """Why a photo was rejected, and what to do."""

    code: str
    message: str
    remedy: str

    @classmethod
    def of(cls, reason: Refusal) -> "ReasonOut":
        """The wire form."""
        return cls(code=reason.code, message=reason.message, remedy=reason.remedy)


class PhotoOut(Shape):
    """A photo of the caller."""

    photo_id: str
    status: Status
    filename: str
    reason: ReasonOut | None
    renditions: list[RenditionOut]
    created_at: Instant

    @classmethod
    def of(cls, photo: Photo, public_url: str) -> "PhotoOut":
        """The wire form; `public_url` is the address below which `/media/…` is served."""
        return cls(
            photo_id=photo.photo_id,
            status=photo.status,
            filename=photo.filename,
            reason=ReasonOut.of(photo.reason) if photo.reason else None,
            renditions=[RenditionOut.of(one, public_url) for one in photo.renditions],
            created_at=photo.created_at,
        )
