"""A photo and its short life: uploading, then ready or rejected, once."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from functions.media.model.recipes import Format, Recipe

Status = Literal["uploading", "ready", "rejected"]

UPLOADS = "uploads/"
"""The prefix of originals; only the artisan's browser writes there, only the worker reads."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published size of a photo; `key` is its place in the photo bucket."""

    name: str
    format: Format
    width: int
    height: int
    bytes: int
    key: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a photo was rejected, in the artisan's words, and what to do."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of an artisan: `uploading` until it is `ready` or `rejected`, once."""

    photo_id: str
    owner_id: str
    filename: str
    created_at: datetime
    status: Status = "uploading"
    renditions: tuple[Rendition, ...] = ()
    reason: Refusal | None = None

    @property
    def upload_key(self) -> str:
        """Where the original is put."""
        return f"{UPLOADS}{self.photo_id}"

    def rendition_key(self, recipe: Recipe) -> str:
        """Where a rendition is put; public below `/media/`."""
        return f"media/{self.photo_id}/{recipe.name}.{recipe.extension}"

    def ready(self, renditions: tuple[Rendition, ...]) -> "Photo":
        """The photo with its renditions."""
        return replace(self, status="ready", renditions=renditions)

    def rejected(self, reason: Refusal) -> "Photo":
        """The photo, refused."""
        return replace(self, status="rejected", reason=reason)

    def rendition(self, name: str) -> Rendition | None:
        """The rendition of this name, or None."""
        return next((one for one in self.renditions if one.name == name), None)
