"""What is taken in, and the ticket to upload it with."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in. 50 megapixels covers phones that say 48 or 50."""

    max_bytes: int = 25_000_000
    max_pixels: int = 50_000_000
    max_working_bytes: int = 230_000_000
    """Most that a decoder may hold at once when the file's layout rules out streaming."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a browser needs to put one file into the bucket: a form's address and its fields."""

    url: str
    fields: dict[str, str]
    expires_at: datetime
