"""Ports of drafts, the products that they are about, photos and platforms."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from functions.channels.model.text_limits import TextLimits
from functions.content.model.draft import Draft
from functions.content.model.facts import Piece
from functions.content.model.versions import Version
from kernel.events import Event
from kernel.pages import Page

PhotoState = Literal["uploading", "ready", "rejected"]


@dataclass(frozen=True, slots=True)
class PhotoOutcome:
    """What became of a photo; `problem` says why it will never be ready, in the state `rejected`.

    A photo in the trash is still `uploading` if it was so: it may be restored.
    """

    state: PhotoState
    problem: str = ""


class Drafts(Protocol):
    """Keeps drafts, one of each product.

    A save raises `StaleWrite`, and changes nothing, when a draft is no longer as the caller read
    it.
    """

    def find(self, owner_id: str, draft_id: str) -> Draft | None:
        """The owner's draft, read consistently, archived or not; None if it is somebody else's."""
        ...

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        """The owner's drafts that are not archived, the newest first."""
        ...

    def save(self, draft: Draft, *events: Event, version: Version | None = None) -> None:
        """Save version 1 as a new draft, or a later version in place of the one before it.

        In the same transaction `events` go to the outbox, and `version` goes into the history.
        """
        ...

    def overdue(self, now: datetime) -> tuple[Draft, ...]:
        """Some of the drafts that have waited or been written for too long, the oldest first."""
        ...

    def postpone(self, draft: Draft, until: datetime) -> None:
        """Have `overdue` answer an unchanged draft from `until` on."""
        ...


class Pieces(Protocol):
    """Reads the products that drafts are about."""

    def piece(self, owner_id: str, product_id: str) -> Piece:
        """The piece, archived or not; raises `ProductNotFound`."""
        ...

    def of_photo(self, owner_id: str, photo_id: str) -> Piece | None:
        """The piece that a photo belongs to; None if there is none, or it is archived."""
        ...


class PhotoReader(Protocol):
    """Reads the state of the artisan's photographs."""

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        """The photo's state; raises `PhotoNotFound`, also for somebody else's photo."""
        ...

    def outcome(self, owner_id: str, photo_id: str) -> PhotoOutcome:
        """What became of the photo, read consistently; a photo that is gone is rejected."""
        ...


class Platforms(Protocol):
    """Reads what the platforms allow in texts and pictures."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The limits of every platform that can be published on."""
        ...

    def forbidding_ai_pictures(self) -> tuple[str, ...]:
        """The platforms that forbid pictures made by AI in a listing."""
        ...
