"""Ports of drafts, their photos and platforms."""

from dataclasses import dataclass
from typing import Literal, Protocol

from functions.channels.model.text_limits import TextLimits
from functions.content.model.draft import Draft
from functions.content.model.facts import Facts
from functions.content.model.versions import Version
from kernel.events import Event
from kernel.pages import Page

PhotoState = Literal["uploading", "ready", "rejected"]


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """The draft that a photo belongs to; `first` if the photo is the draft's first one.

    `asked` is the version of the draft that the photo's arrival asked words for, 0 if none.
    """

    photo_id: str
    draft_id: str
    first: bool
    asked: int = 0


@dataclass(frozen=True, slots=True)
class PhotoClaim:
    """A photo's entry to save as `now`, on condition that the stored one still equals `was`."""

    now: PhotoEntry
    was: PhotoEntry | None = None


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


class PhotoReader(Protocol):
    """Reads the state of the artisan's photographs."""

    def state(self, owner_id: str, photo_id: str) -> PhotoState:
        """The photo's state; raises `PhotoNotFound`, also for somebody else's photo."""
        ...


class StoreNames(Protocol):
    """Reads facts that hold for everything that the artisan makes."""

    def facts(self, owner_id: str) -> Facts:
        """The craft and the region of the artisan's store; None where the store states none."""
        ...


class Platforms(Protocol):
    """Reads what the platforms allow in texts and pictures."""

    def limits(self) -> tuple[TextLimits, ...]:
        """The limits of every platform that can be published on."""
        ...

    def forbidding_ai_pictures(self) -> tuple[str, ...]:
        """The platforms that forbid pictures made by AI in a listing."""
        ...
