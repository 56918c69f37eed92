"""What content needs from outside, in its own words."""

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
    """Which draft a photo belongs to; `first` when the draft is about it above all."""

    photo_id: str
    draft_id: str
    first: bool


@dataclass(frozen=True, slots=True)
class PhotoClaim:
    """A photo's entry as it is to be, given that it still is as it `was`."""

    now: PhotoEntry
    was: PhotoEntry | None = None


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A photograph as a writer looks at it."""

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
        *said: Event,
        claims: tuple[PhotoClaim, ...] = (),
        gone: tuple[Draft, ...] = (),
        version: Version | None = None,
    ) -> None:
        """Keep version 1 as new, or a later one in place of the version before it.

        In the same transaction: `said` is told, `claims` take photos, `gone` drafts are removed,
        and `version` goes into the history.
        """
        ...

    def remove(self, draft: Draft, entries: tuple[PhotoEntry, ...], *said: Event) -> None:
        """Remove the draft as it was read, and its entries, and tell."""
        ...


class CopyWriter(Protocol):
    """Writes about one piece."""

    def write(self, brief: Brief) -> Written:
        """Words about the piece, tidied and within bounds; raises `WriterFailed`."""
        ...


class PhotoReader(Protocol):
    """The artisan's photographs."""

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        """How far the photo is; raises `PhotoNotFound`, also for somebody else's."""
        ...


class PictureStore(Protocol):
    """What a photograph shows."""

    def look(self, owner_id: str, photo_id: str) -> StoredPicture:
        """The rendition made for screens; raises `PhotoNotFound` when there is none."""
        ...


class StoreNames(Protocol):
    """What is known about everything that the artisan makes."""

    def facts(self, owner_id: str) -> Facts:
        """The craft and the region of the artisan's store, as far as they are told."""
        ...


class Platforms(Protocol):
    """What each platform takes."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The limits of every platform that can be published on."""
        ...


class Budget(Protocol):
    """What writers and painters may cost each artisan in a day, in micros of a US dollar."""

    @property
    def limit(self) -> int:
        """The most for one day."""
        ...

    def today(self, owner_id: str) -> Spending:
        """What is spent so far today."""
        ...

    def reserve(self, owner_id: str, micros: int) -> Reservation:
        """Room for one call that costs at most `micros`; raises `DailyBudgetSpent`.

        What is never settled lapses by itself.
        """
        ...

    def settle(self, reservation: Reservation, micros: int) -> None:
        """Say what the call did cost."""
        ...


class ResponseCache(Protocol):
    """What models answered before."""

    def once(self, question: str, ask: Callable[[], Written]) -> tuple[Written, bool]:
        """The kept answer and False, or what `ask` answers and True, which is then kept.

        Of several who ask the same at the same moment one asks; the others wait for the answer,
        and get `TryLater` when it takes too long. What `ask` raises is passed on and not kept.
        """
        ...


class Jobs(Protocol):
    """Keeps jobs for a week."""

    def find(self, owner_id: str, job_id: str) -> Job | None:
        """The owner's job, read consistently; None also when it is somebody else's."""
        ...

    def save(self, job: Job, *said: Event) -> None:
        """Keep version 1 as new, or a later one in place of the version before it.

        `said` is told in the same transaction. Raises `StaleWrite`.
        """
        ...

    def overdue(self, now: datetime) -> tuple[Job, ...]:
        """Some of the jobs that should have been finished by now, the oldest first."""
        ...


class ImageGenerator(Protocol):
    """Makes pictures that are marked as made by AI."""

    def paint(self, job: Job, order: ImageJobRequest) -> ImageResult:
        """The picture, kept where `/media/…` shows it.

        Raises `PictureNotMade`, `PictureDeclined` and `DailyBudgetSpent`.
        """
        ...


class PictureRules(Protocol):
    """Where pictures made by AI may not stand for a piece."""

    def forbidding(self) -> tuple[str, ...]:
        """The platforms that forbid them in a listing."""
        ...
