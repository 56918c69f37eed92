"""What is taken in, and what a browser needs to bring it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MEBI = 1024 * 1024
ABANDONED_AFTER = timedelta(days=7)
"""An upload that nobody completes is forgotten, by our table and by S3."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in. 80 megapixels covers phones that say 50 or 64."""

    max_bytes: int = 50_000_000
    max_pixels: int = 80_000_000
    max_working_bytes: int = 300_000_000
    """Most that a decoder may hold at once when the file's layout rules out streaming."""

    parts_above: int = 8 * MEBI
    part_size: int = 5 * MEBI
    """The least that S3 takes for a part, so that a cut connection costs as little as can be."""


@dataclass(frozen=True, slots=True)
class UploadRequest:
    """A file as a browser announces it; `size` in bytes."""

    filename: str
    content_type: str
    size: int
    folder: str = ""


@dataclass(frozen=True, slots=True)
class PresignedPost:
    """What a browser needs to put one file into the bucket: a form's address and its fields."""

    url: str
    fields: dict[str, str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PresignedPart:
    """Where to PUT one part of a file."""

    number: int
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class UploadedPart:
    """A part that is in the bucket; `etag` is S3's proof of it."""

    number: int
    size: int
    etag: str
