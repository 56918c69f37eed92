"""Limits of uploads, and the presigned requests by which a browser uploads."""

from dataclasses import dataclass
from datetime import datetime

MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of uploaded files. 80 megapixels covers phones that say 50 or 64."""

    max_bytes: int = 50_000_000
    max_pixels: int = 80_000_000
    max_working_bytes: int = 300_000_000
    """The most that a decoder may hold at once when the file's layout rules out streaming."""

    min_side: int = 200
    """In pixels, of the shorter side: half of our smallest picture of a gallery, which a phone's
    screen shows at two pixels for one. Most shops want 500."""

    storage_bytes: int = 20_000_000_000
    """Of all photos of one person as they were uploaded: some thousands from a phone."""

    parts_above: int = 8 * MEBI
    part_size: int = 5 * MEBI
    """The least that S3 takes for a part, so that a cut connection loses as little as possible."""


@dataclass(frozen=True, slots=True)
class UploadRequest:
    """A file as a browser announces it; `size` in bytes."""

    filename: str
    content_type: str
    size: int
    folder: str = ""


@dataclass(frozen=True, slots=True)
class PresignedPost:
    """A presigned form for uploading one file into the bucket: its address and its fields."""

    url: str
    fields: dict[str, str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PresignedPart:
    """A presigned address for uploading one part of a file with PUT."""

    number: int
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class UploadedPart:
    """A part that is in the bucket; `etag` is S3's proof of the part."""

    number: int
    size: int
    etag: str
