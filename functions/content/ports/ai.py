"""Ports of AI jobs: writers, image generators, their budget and cache."""

from dataclasses import dataclass
from typing import Protocol

from functions.content.model.jobs import AiJob, ImageJobRequest, ImageResult
from functions.content.model.spending import BudgetSummary
from functions.content.model.wording import Brief, Written


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A photograph's bytes and media type, as sent to a model."""

    content: bytes
    media_type: str


class CopyWriter(Protocol):
    """Writes about one piece."""

    def write(self, brief: Brief) -> Written:
        """Words about the piece, tidied and within bounds; raises `WriterFailed`."""
        ...


class PictureStore(Protocol):
    """Reads the bytes of photographs."""

    def look(self, owner_id: str, photo_id: str) -> StoredPicture:
        """The photo's rendition for screens; raises `PhotoNotFound` when there is none."""
        ...


class Budget(Protocol):
    """Each artisan's daily budget for writers and image models."""

    def summary(self, owner_id: str) -> BudgetSummary:
        """The owner's budget of today."""
        ...

    def check(self, owner_id: str) -> None:
        """Raises `DailyBudgetSpent`, a `TooMany`, if nothing is left of today's budget."""
        ...


class ImageGenerator(Protocol):
    """Makes pictures that are marked as made by AI."""

    def paint(self, job: AiJob, order: ImageJobRequest) -> ImageResult:
        """Make the picture and store it where `/media/…` shows it.

        Raises `PictureNotMade`, `PictureDeclined` and `DailyBudgetSpent`.
        """
        ...
