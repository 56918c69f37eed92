"""The ports of content: what its services need from tables, models and other contexts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from functions.content.model.draft import Draft
from functions.content.model.facts import Facts
from functions.content.model.jobs import ImageJobRequest, ImageResult, Job
from functions.content.model.platforms import TextLimits
from functions.content.model.spending import Reservation, Spending
from functions.content.model.versions import Version
from functions.content.model.wording import Brief, Written
from kernel.events import Event
from kernel.pages import Page

PhotoState = Literal["uploading", "ready", "rejected"]


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """The draft that a photo belongs to; `first` if the photo is the draft's first one."""

    photo_id: str
    draft_id: str
    first: bool


@dataclass(frozen=True, slots=True)
class PhotoClaim:
    """A photo's entry to save as `now`, on condition that the stored one still equals `was`."""

    now: PhotoEntry
    was: PhotoEntry | None = None


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A photograph's bytes and media type, as sent to a model."""

    content: bytes
    media_type: str


class Drafts(Protocol):
    """Keeps drafts; a photo is the first photo of at most one of them.

    A save raises `StaleWrite`, and changes nothing, when a draft or an entry is no longer as the
    caller read it.
    """

    def find(self, owner_id: str, draft_id: str) -> Draft | None:
        """The owner's draft, read consistently; None also when it is somebody else's."""
        ...

    def entry(self, owner_id: str, photo_id: str) -> PhotoEntry | None:
        """The draft that the photo belongs to, read consistently."""
        ...

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        """The owner's drafts, the newest first."""
        ...

    def save(
        self,
        draft: Draft,
        *events: Event,
        claims: tuple[PhotoClaim, ...] = (),
        gone: tuple[Draft, ...] = (),
        version: Version | None = None,
    ) -> None:
        """Save version 1 as a new draft, or a later version in place of the one before it.

        In the same transaction: `events` go to the outbox, `claims` take photos, `gone` drafts
        are removed, and `version` goes into the history.
        """
        ...

    def remove(self, draft: Draft, entries: tuple[PhotoEntry, ...], *events: Event) -> None:
        """Delete the draft as it was read, and its entries; publish `events` in the transaction."""
        ...


class CopyWriter(Protocol):
    """Writes about one piece."""

    def write(self, brief: Brief) -> Written:
        """Words about the piece, tidied and within bounds; raises `WriterFailed`."""
        ...


class PhotoReader(Protocol):
    """Reads the state of the artisan's photographs."""

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        """The photo's state; raises `PhotoNotFound`, also for somebody else's photo."""
        ...


class PictureStore(Protocol):
    """Reads the bytes of photographs."""

    def look(self, owner_id: str, photo_id: str) -> StoredPicture:
        """The photo's rendition for screens; raises `PhotoNotFound` when there is none."""
        ...


class StoreNames(Protocol):
    """Reads facts that hold for everything that the artisan makes."""

    def facts(self, owner_id: str) -> Facts:
        """The craft and the region of the artisan's store; None where the store states none."""
        ...


class Platforms(Protocol):
    """Reads the platforms' text limits."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The limits of every platform that can be published on."""
        ...


class Budget(Protocol):
    """Each artisan's daily budget for writers and image models, in micros of a US dollar."""

    @property
    def limit(self) -> int:
        """The budget for one day."""
        ...

    def today(self, owner_id: str) -> Spending:
        """The owner's spending of today so far."""
        ...

    def reserve(self, owner_id: str, micros: int) -> Reservation:
        """Reserve budget for a call that costs at most `micros`; raises `DailyBudgetSpent`.

        A reservation that nobody settles lapses by itself.
        """
        ...

    def settle(self, reservation: Reservation, micros: int) -> None:
        """Replace the reservation with the call's actual cost."""
        ...


class ResponseCache(Protocol):
    """Caches models' responses."""

    def once(self, question: str, ask: Callable[[], Written]) -> tuple[Written, bool]:
        """Return the cached response and False, or call `ask`, cache its response and return True.

        Of concurrent requests for one question, one calls `ask`; the others wait for its response,
        and get `TryLater` when it takes too long. What `ask` raises is passed on and not cached.
        """
        ...


class Jobs(Protocol):
    """Keeps jobs for a week."""

    def find(self, owner_id: str, job_id: str) -> Job | None:
        """The owner's job, read consistently; None also when it is somebody else's."""
        ...

    def save(self, job: Job, *events: Event) -> None:
        """Save version 1 as a new job, or a later version in place of the one before it.

        `events` goes to the outbox in the same transaction. Raises `StaleWrite`.
        """
        ...

    def overdue(self, now: datetime) -> tuple[Job, ...]:
        """Some of the jobs that should have been finished by now, the oldest first."""
        ...


class ImageGenerator(Protocol):
    """Makes pictures that are marked as made by AI."""

    def paint(self, job: Job, order: ImageJobRequest) -> ImageResult:
        """Make the picture and store it where `/media/…` shows it.

        Raises `PictureNotMade`, `PictureDeclined` and `DailyBudgetSpent`.
        """
        ...


class PictureRules(Protocol):
    """Reads the platforms' rules about pictures made by AI."""

    def forbidding(self) -> tuple[str, ...]:
        """The platforms that forbid pictures made by AI in a listing."""
        ...
