"""What review, templates and voice need from outside."""

from datetime import datetime
from typing import Protocol, TypeVar

from functions.content.model.approval_view import Shown
from functions.content.model.draft import Draft
from functions.content.model.review import ApprovalLink
from functions.content.model.templates import HashtagGroup, Template
from functions.content.model.versions import Change, Version
from functions.content.model.voice import VoiceProfile
from functions.content.model.wording import Voice
from kernel.events import Event
from kernel.pages import Page


class History(Protocol):
    """The versions of a draft; `Drafts.save` adds to it, and drops the one that is too old."""

    def find(self, draft_id: str, number: int) -> Version | None:
        """One version with the draft as it was."""
        ...

    def page(self, draft_id: str, limit: int, cursor: str | None) -> Page[Change]:
        """The versions, the newest first."""
        ...

    def forget(self, draft_id: str) -> None:
        """Remove every version and every link of a draft that is gone; safe to repeat."""
        ...


class ApprovalLinks(Protocol):
    """Links for approval."""

    def add(self, link: ApprovalLink) -> None:
        """Keep a new link."""
        ...

    def by_token(self, digest: str) -> ApprovalLink | None:
        """The link whose token has this digest, read consistently."""
        ...

    def of(self, draft_id: str) -> list[ApprovalLink]:
        """Every link of a draft that is kept, the newest first, read consistently."""
        ...

    def revoke(self, link: ApprovalLink) -> None:
        """Keep an open link as revoked; raises `StaleWrite` when it is no longer open."""
        ...

    def decide(
        self, link: ApprovalLink, draft: Draft, version: Version | None, *said: Event
    ) -> None:
        """Keep the decided link and the decided draft at once, and tell.

        Raises `StaleWrite`, and changes nothing, when the link is no longer open or the draft no
        longer at the version before.
        """
        ...


class ApprovalViews(Protocol):
    """What the public may see of an artisan."""

    def photo(self, owner_id: str, photo_id: str) -> Shown | None:
        """The rendition made for screens; None when there is none."""
        ...

    def name(self, owner_id: str) -> str:
        """What the artisan's store is called; "" while there is none."""
        ...


class RateLimiter(Protocol):
    """Counts what somebody does in a minute."""

    def take(self, subject: str, most: int, now: datetime) -> int:
        """Count one; answers 0, or the seconds to wait when there were `most` already."""
        ...

    def give_back(self, subject: str, now: datetime) -> None:
        """Uncount one of this minute."""
        ...


class LinkTokens(Protocol):
    """Makes what nobody can guess."""

    def new(self) -> str:
        """256 random bits, in letters that an address takes."""
        ...


K = TypeVar("K", Template, HashtagGroup)


class OwnedCollection(Protocol[K]):
    """Keeps an artisan's templates, or groups of hashtags."""

    def find(self, owner_id: str, name: str) -> K | None:
        """The owner's, by its id, read consistently."""
        ...

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[K]:
        """The owner's, the oldest first."""
        ...

    def save(self, kept: K) -> None:
        """Keep a new one, or the next version of one; raises `StaleWrite`."""
        ...

    def remove(self, owner_id: str, name: str) -> None:
        """Let go of one; nothing happens when it is gone already."""
        ...


class Voices(Protocol):
    """What was learned of each artisan's way of writing."""

    def find(self, owner_id: str) -> VoiceProfile | None:
        """What was learned, with the texts."""
        ...

    def voice(self, owner_id: str) -> Voice | None:
        """The same as a writer is given it."""
        ...

    def keep(self, learned: VoiceProfile) -> None:
        """Keep in place of what was learned before."""
        ...

    def forget(self, owner_id: str) -> None:
        """Let go of the texts and of what was learned."""
        ...
