"""Content's ports for what is kept, in memory, with the same conditions as the table."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

from functions.content.model.draft import LIMITS, Draft
from functions.content.model.review import ApprovalLink
from functions.content.model.templates import HashtagGroup, Template
from functions.content.model.versions import KEPT, Change, Version
from functions.content.model.voice import VoiceProfile
from functions.content.model.wording import Voice
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page
from kernel.rate_limit import MINUTE


class MemoryDrafts:
    """The `Drafts` port in memory, with the same conditions as the table."""

    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.versions: dict[tuple[str, int], Version] = {}
        self.events: list[Event] = []
        self.postponed: dict[tuple[str, int], datetime] = {}
        self.before_save: Callable[[], object] | None = None

    def find(self, owner_id: str, draft_id: str) -> Draft | None:
        draft = self.kept.get(draft_id)
        return draft if draft and draft.owner_id == owner_id else None

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        mine = [
            draft
            for draft in self.kept.values()
            if draft.owner_id == owner_id and not draft.is_archived
        ]
        return Page(sorted(mine, key=lambda one: one.created_at, reverse=True)[:limit], cursor)

    def save(self, draft: Draft, *events: Event, version: Version | None = None) -> None:
        if self.before_save:
            interfere, self.before_save = self.before_save, None
            interfere()
        there = self.kept.get(draft.draft_id)
        if (there.version if there else 0) != draft.version - 1:
            raise StaleWrite("changed")
        self.kept[draft.draft_id] = draft
        if version:
            self.versions[draft.draft_id, version.number] = version
        self.versions.pop((draft.draft_id, draft.version - KEPT), None)
        self.events += events

    def overdue(self, now: datetime) -> tuple[Draft, ...]:
        return tuple(
            draft
            for draft in self.kept.values()
            if draft.status in LIMITS
            and not draft.is_archived
            and draft.updated_at + LIMITS[draft.status] <= now
            and self.postponed.get((draft.draft_id, draft.version), now) <= now
        )

    def postpone(self, draft: Draft, until: datetime) -> None:
        self.postponed[draft.draft_id, draft.version] = until

    def events_of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


class MemoryHistory:
    """The `History` port on what `MemoryDrafts` keeps."""

    def __init__(self, drafts: MemoryDrafts) -> None:
        self._drafts = drafts

    def find(self, draft_id: str, number: int) -> Version | None:
        return self._drafts.versions.get((draft_id, number))

    def page(self, draft_id: str, limit: int, cursor: str | None) -> Page[Change]:
        found = [one for (name, _), one in self._drafts.versions.items() if name == draft_id]
        found.sort(key=lambda one: one.number, reverse=True)
        return Page(found[:limit], cursor)


class MemoryVoices:
    """The `Voices` port."""

    def __init__(self) -> None:
        self.kept: dict[str, VoiceProfile] = {}

    def find(self, owner_id: str) -> VoiceProfile | None:
        return self.kept.get(owner_id)

    def voice(self, owner_id: str) -> Voice | None:
        learned = self.find(owner_id)
        return learned.voice() if learned else None

    def keep(self, learned: VoiceProfile) -> None:
        self.kept[learned.owner_id] = learned

    def forget(self, owner_id: str) -> None:
        self.kept.pop(owner_id, None)


K = TypeVar("K", Template, HashtagGroup)


class MemoryCollection(Generic[K]):
    """The `OwnedCollection` port."""

    def __init__(self, name: Callable[[K], str]) -> None:
        self._name: Callable[[K], str] = name
        self.kept: dict[tuple[str, str], K] = {}

    def find(self, owner_id: str, name: str) -> K | None:
        return self.kept.get((owner_id, name))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[K]:
        return Page([one for key, one in self.kept.items() if key[0] == owner_id][:limit], cursor)

    def save(self, kept: K) -> None:
        there = self.kept.get((kept.owner_id, self._name(kept)))
        before = getattr(there, "version", 0)
        if getattr(kept, "version", 1) != before + 1:
            raise StaleWrite("changed")
        self.kept[kept.owner_id, self._name(kept)] = kept

    def remove(self, owner_id: str, name: str) -> None:
        self.kept.pop((owner_id, name), None)


class MemoryApprovalLinks:
    """The `Links` port beside `MemoryDrafts`."""

    def __init__(self, drafts: MemoryDrafts) -> None:
        self._drafts = drafts
        self.kept: dict[str, ApprovalLink] = {}
        self.before_decision: Callable[[], None] | None = None

    def add(self, link: ApprovalLink) -> None:
        assert link.link_id not in self.kept
        self.kept[link.link_id] = link

    def by_token(self, digest: str) -> ApprovalLink | None:
        return next((one for one in self.kept.values() if one.digest == digest), None)

    def of(self, draft_id: str) -> list[ApprovalLink]:
        mine = [one for one in self.kept.values() if one.draft_id == draft_id]
        return sorted(mine, key=lambda one: one.link_id, reverse=True)

    def revoke(self, link: ApprovalLink) -> None:
        self._must_be_open(link)
        self.kept[link.link_id] = link

    def decide(
        self, link: ApprovalLink, draft: Draft, version: Version | None, *events: Event
    ) -> None:
        if self.before_decision:
            interfere, self.before_decision = self.before_decision, None
            interfere()
        self._must_be_open(link)
        self._drafts.save(draft, *events, version=version)
        self.kept[link.link_id] = link

    def _must_be_open(self, link: ApprovalLink) -> None:
        if self.kept[link.link_id].state != "open":
            raise StaleWrite("changed")


class MemoryRateLimiter:
    """The `RateLimiter` port."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, int]] = Counter()

    def acquire(self, subject: str, limit: int, now: datetime, window: int = MINUTE) -> int:
        key = (subject, int(now.timestamp()) // window)
        if self.counts[key] >= limit:
            return window - int(now.timestamp()) % window
        self.counts[key] += 1
        return 0

    def release(self, subject: str, now: datetime, window: int = MINUTE) -> None:
        self.counts[subject, int(now.timestamp()) // window] -= 1
