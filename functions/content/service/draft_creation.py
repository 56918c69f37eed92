"""Keeps one draft per photo, from the photo's upload until the artisan deletes the draft."""

from dataclasses import dataclass, replace

from functions.content.errors.drafts import DraftNotFound, NotApproved, PhotoUnusable
from functions.content.events import DraftDeleted, DraftPhotosChosen, RewriteRequested
from functions.content.model.draft import MAIN, Draft, Origin
from functions.content.model.facts import NO_FACTS, FactsChange
from functions.content.model.languages import Language
from functions.content.model.review import ARTISAN
from functions.content.model.versions import ChangeKind, recorded
from functions.content.ports.drafts import (
    Drafts,
    PhotoClaim,
    PhotoEntry,
    PhotoReader,
    Platforms,
    StoreNames,
)
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.events import Event
from kernel.ids import Ids
from kernel.pages import Page


@dataclass(frozen=True, slots=True)
class Started:
    """The draft of a photo, and whether it was made just now."""

    draft: Draft
    new: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft's photos, facts and languages (None: those of the existing draft, or English)."""

    photo_ids: tuple[str, ...]
    facts: FactsChange
    languages: tuple[Language, ...] | None = None


class DraftCreation:
    """Creates, reads and deletes drafts; every method is safe to repeat."""

    def __init__(  # its collaborators
        self,
        drafts: Drafts,
        photos: PhotoReader,
        stores: StoreNames,
        platforms: Platforms,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._drafts = drafts
        self._photos = photos
        self._stores = stores
        self._platforms = platforms
        self._clock = clock
        self._ids = ids

    def start(
        self,
        owner_id: str,
        photo_ids: tuple[str, ...],
        change: FactsChange,
        languages: tuple[Language, ...] | None = None,
    ) -> Started:
        """Create the one draft about the first photo, or update the existing one with these facts.

        Raises `PhotoNotFound` and `PhotoUnusable`.
        """
        photo_ids = tuple(dict.fromkeys(photo_ids))
        states = [self._photos.state(owner_id, photo_id) for photo_id in photo_ids]
        if "rejected" in states:
            raise PhotoUnusable
        there = states[0] == "ready"
        wanted = Wanted(photo_ids, change, languages)
        return retry_on_conflict(lambda: self._start(owner_id, wanted, there=there))

    def _start(self, owner_id: str, wanted: Wanted, *, there: bool) -> Started:
        entry = self._drafts.entry(owner_id, wanted.photo_ids[0])
        found = self._drafts.find(owner_id, entry.draft_id) if entry and entry.first else None
        if found is None:
            draft = self._new(owner_id, wanted, origin="artisan", there=there)
            others, gone = self._others(draft)
            first = PhotoClaim(PhotoEntry(wanted.photo_ids[0], draft.draft_id, first=True), entry)
            events = _requested(draft)
            self._keep(None, draft, "started", *events, claims=(first, *others), gone=gone)
            return Started(draft, new=True)
        merged = found.claimed(wanted.photo_ids).with_facts(wanted.facts)
        merged = merged.with_languages(wanted.languages, self._platforms.limits())
        claims, gone = self._others(merged)
        waiting = merged.status in {"waiting_for_photo", "photo_rejected"}
        new = merged.facts != found.facts or merged.languages != found.languages
        write = there if waiting else new
        if merged == found and not claims and not write:
            return Started(found, new=False)
        now = self._clock.now()
        draft = merged.to_write(now) if write else merged.next(now)
        kind: ChangeKind = "facts" if new else "photos"
        self._keep(found, draft, kind, *_requested(draft), claims=claims, gone=gone)
        return Started(draft, new=False)

    def _new(self, owner_id: str, wanted: Wanted, *, origin: Origin, there: bool) -> Draft:
        now = self._clock.now()
        draft = Draft(
            draft_id=self._ids.new("draft"),
            owner_id=owner_id,
            photo_ids=wanted.photo_ids,
            created_at=now,
            updated_at=now,
            status="writing" if there else "waiting_for_photo",
            languages=wanted.languages or MAIN,
            facts=self._stores.facts(owner_id).beneath(NO_FACTS.merged(wanted.facts)),
            origin=origin,
            asked=1 if there else 0,
        )
        return draft.recomposed(self._platforms.limits())

    def _others(self, draft: Draft) -> tuple[tuple[PhotoClaim, ...], tuple[Draft, ...]]:
        """Claims on the photos after the first, and the untouched drafts of those photos.

        Each photo gets a draft of its own when it is ready; the artisan replaces those that nobody
        touched when she puts the photos together.
        """
        claims, gone = [], []
        for photo_id in draft.photo_ids[1:]:
            entry = self._drafts.entry(draft.owner_id, photo_id)
            mine = PhotoEntry(photo_id, draft.draft_id, first=False)
            if entry is None:
                claims.append(PhotoClaim(mine))
            elif entry.first and entry.draft_id != draft.draft_id:
                other = self._drafts.find(draft.owner_id, entry.draft_id)
                if other and other.untouched:
                    claims.append(PhotoClaim(mine, entry))
                    gone.append(other)
        return tuple(claims), tuple(gone)

    def _keep(
        self,
        before: Draft | None,
        draft: Draft,
        kind: ChangeKind,
        *requested: Event,
        claims: tuple[PhotoClaim, ...] = (),
        gone: tuple[Draft, ...] = (),
    ) -> None:
        events: list[Event] = []
        if before is None or before.photo_ids != draft.photo_ids:
            chosen = list(draft.photo_ids)
            events.append(
                DraftPhotosChosen(
                    draft_id=draft.draft_id, owner_id=draft.owner_id, photo_ids=chosen
                )
            )
        events += [*(_deleted(one) for one in gone), *requested]
        version = recorded(before, draft, ARTISAN, kind)
        self._drafts.save(draft, *events, claims=claims, gone=gone, version=version)

    def photo_ready(self, owner_id: str, photo_id: str) -> Draft | None:
        """Put the photo's waiting draft, or a new one from the store's facts, into `writing`.

        Returns the draft, which the caller writes itself: no event asks for its words. A repeat
        returns the draft again until the words are there or another request has voided this one.
        """
        return retry_on_conflict(lambda: self._photo_ready(owner_id, photo_id))

    def _photo_ready(self, owner_id: str, photo_id: str) -> Draft | None:
        entry = self._drafts.entry(owner_id, photo_id)
        if entry is None:
            wanted = Wanted((photo_id,), FactsChange())
            draft = self._new(owner_id, wanted, origin="photo", there=True)
            mine = PhotoEntry(photo_id, draft.draft_id, first=True, asked=draft.asked)
            self._keep(None, draft, "started", claims=(PhotoClaim(mine),))
            return draft
        found = self._drafts.find(owner_id, entry.draft_id) if entry.first else None
        if found and found.status in {"waiting_for_photo", "photo_rejected"}:
            draft = found.to_write(self._clock.now())
            mine = replace(entry, asked=draft.asked)
            self._drafts.save(draft, claims=(PhotoClaim(mine, entry),))
            return draft
        # An earlier delivery died over it. Words that were asked for otherwise have their event.
        unfinished = found and found.status == "writing" and found.asked == entry.asked
        return found if unfinished else None

    def photo_rejected(self, owner_id: str, photo_id: str, reason: str) -> None:
        """Mark the draft that waits for this photo as `photo_rejected`, with the reason."""
        retry_on_conflict(lambda: self._photo_rejected(owner_id, photo_id, reason))

    def _photo_rejected(self, owner_id: str, photo_id: str, reason: str) -> None:
        entry = self._drafts.entry(owner_id, photo_id)
        found = self._drafts.find(owner_id, entry.draft_id) if entry and entry.first else None
        if found and found.status == "waiting_for_photo":
            rejected = replace(found, status="photo_rejected", photo_problem=reason)
            self._drafts.save(rejected.next(self._clock.now()))

    def draft(self, owner_id: str, draft_id: str) -> Draft:
        """The owner's draft; raises `DraftNotFound`."""
        return found_draft(self._drafts, owner_id, draft_id)

    def approved(self, owner_id: str, draft_id: str) -> Draft:
        """The owner's draft as approved; raises `DraftNotFound` and `NotApproved`."""
        draft = self.draft(owner_id, draft_id)
        if draft.status != "approved":
            raise NotApproved
        return draft

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        """The owner's drafts, the newest first."""
        return self._drafts.page(owner_id, limit, cursor)

    def delete(self, owner_id: str, draft_id: str) -> None:
        """Delete the draft; its photos stay and may be drafted again. Raises `DraftNotFound`."""
        retry_on_conflict(lambda: self._delete(owner_id, draft_id))

    def _delete(self, owner_id: str, draft_id: str) -> None:
        draft = self.draft(owner_id, draft_id)
        entries = (self._drafts.entry(owner_id, photo_id) for photo_id in draft.photo_ids)
        mine = tuple(entry for entry in entries if entry and entry.draft_id == draft_id)
        self._drafts.remove(draft, mine, _deleted(draft))


def found_draft(drafts: Drafts, owner_id: str, draft_id: str) -> Draft:
    """The owner's draft; raises `DraftNotFound`."""
    found = drafts.find(owner_id, draft_id)
    if found is None:
        raise DraftNotFound
    return found


def asked(draft: Draft) -> RewriteRequested:
    """The `RewriteRequested` event for a draft that has just entered status `writing`."""
    return RewriteRequested(
        draft_id=draft.draft_id, owner_id=draft.owner_id, draft_version=draft.asked
    )


def _requested(draft: Draft) -> tuple[RewriteRequested, ...]:
    """The request for the words of this version, if this version wants any."""
    wants = draft.status == "writing" and draft.asked == draft.version
    return (asked(draft),) if wants else ()


def _deleted(draft: Draft) -> DraftDeleted:
    return DraftDeleted(
        draft_id=draft.draft_id, owner_id=draft.owner_id, photo_ids=list(draft.photo_ids)
    )
