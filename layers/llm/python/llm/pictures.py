"""A picture that a model is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes and media type."""

    content: bytes
    media_type: str
