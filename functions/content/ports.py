"""What content needs from outside, in its own words."""

from dataclasses import dataclass
from typing import Literal, Protocol

from functions.content.model.draft import Draft
from functions.content.model.facts import Facts
from functions.content.model.platforms import TextLimits
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
class Claim:
    """A photo's entry as it is to be, given that it still is as it `was`."""

    now: PhotoEntry
    was: PhotoEntry | None = None


@dataclass(frozen=True, slots=True)
class Picture:
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
        claims: tuple[Claim, ...] = (),
        gone: tuple[Draft, ...] = (),
    ) -> None:
        """Keep version 1 as new, or a later one in place of the version before it.

        In the same transaction: `said` is told, `claims` take photos, `gone` drafts are removed.
        """
        ...


class CopyWriter(Protocol):
    """Writes about one piece."""

    def write(self, brief: Brief) -> Written:
        """Words about the piece, tidied and within bounds; raises `WriterFailed`."""
        ...


class Photos(Protocol):
    """The artisan's photographs."""

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        """How far the photo is; raises `NoSuchPhoto`, also for somebody else's."""
        ...


class Pictures(Protocol):
    """What a photograph shows."""

    def look(self, owner_id: str, photo_id: str) -> Picture:
        """The rendition made for screens; raises `NoSuchPhoto` when there is none."""
        ...


class Stores(Protocol):
    """What is known about everything that the artisan makes."""

    def facts(self, owner_id: str) -> Facts:
        """The craft and the region of the artisan's store, as far as they are told."""
        ...


class Platforms(Protocol):
    """What each platform takes."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The limits of every platform that can be published on."""
        ...
