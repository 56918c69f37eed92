"""The ports of review, templates and voice."""

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
    """The kept versions of a draft; `Drafts.save` adds one and drops the one that is too old."""

    def find(self, draft_id: str, number: int) -> Version | None:
        """One version with the draft as of that version, or None."""
        ...

    def page(self, draft_id: str, limit: int, cursor: str | None) -> Page[Change]:
        """The versions, the newest first."""
        ...


class ApprovalLinks(Protocol):
    """Keeps approval links."""

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
        self, link: ApprovalLink, draft: Draft, version: Version | None, *events: Event
    ) -> None:
        """Save the decided link and the decided draft in one transaction, and publish `events`.

        Raises `StaleWrite`, and changes nothing, when the link is no longer open or the draft no
        longer at the version before.
        """
        ...


class ApprovalViews(Protocol):
    """Reads what an approval link shows of an artisan."""

    def photo(self, owner_id: str, photo_id: str) -> Shown | None:
        """The photo's rendition for screens; None when there is none."""
        ...

    def name(self, owner_id: str) -> str:
        """What the artisan's store is called; "" while there is none."""
        ...


K = TypeVar("K", Template, HashtagGroup)


class OwnedCollection(Protocol[K]):
    """Keeps an artisan's templates, or groups of hashtags."""

    def find(self, owner_id: str, name: str) -> K | None:
        """The owner's template or group with the id `name`, read consistently; None if missing."""
        ...

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[K]:
        """The owner's templates or groups, the oldest first."""
        ...

    def save(self, kept: K) -> None:
        """Save a new template or group, or the next version of one; raises `StaleWrite`."""
        ...

    def remove(self, owner_id: str, name: str) -> None:
        """Delete the owner's template or group, if it exists."""
        ...


class Voices(Protocol):
    """Keeps the voice profile of each artisan."""

    def find(self, owner_id: str) -> VoiceProfile | None:
        """The owner's voice profile with its texts, or None."""
        ...

    def voice(self, owner_id: str) -> Voice | None:
        """The owner's voice for a writer's brief, or None."""
        ...

    def keep(self, profile: VoiceProfile) -> None:
        """Save the profile in place of the owner's previous one."""
        ...

    def forget(self, owner_id: str) -> None:
        """Delete the owner's voice profile with its texts."""
        ...
