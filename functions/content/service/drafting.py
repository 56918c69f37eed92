"""Keeps one draft per photo, asks for its words, and lets the artisan decide."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from functions.content.errors import (
    DraftEditedMeanwhile,
    DraftNotReady,
    NoSuchDraft,
    NotApproved,
    PhotoUnusable,
    TextNotTaken,
)
from functions.content.events import DraftApproved, RewriteRequested
from functions.content.model.draft import Draft, Edit, Origin
from functions.content.model.facts import NO_FACTS, FactsChange
from functions.content.model.platforms import Fault, TextLimits, faults
from functions.content.ports import (
    Claim,
    Drafts,
    PhotoEntry,
    Photos,
    Platforms,
    Stores,
)
from functions.content.service.attempts import with_fresh_eyes
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.pages import Page


@dataclass(frozen=True, slots=True)
class Started:
    """The draft of a photo, and whether it was made just now."""

    draft: Draft
    new: bool


class Drafting:
    """Drafts as the artisan and the photos drive them; every verb is safe to repeat."""

    def __init__(
        self,
        drafts: Drafts,
        photos: Photos,
        stores: Stores,
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

    def start(self, owner_id: str, photo_ids: tuple[str, ...], change: FactsChange) -> Started:
        """The one draft about the first photo, made or brought up to date with these facts.

        Raises `NoSuchPhoto` and `PhotoUnusable`.
        """
        photo_ids = tuple(dict.fromkeys(photo_ids))
        states = [self._photos.state(owner_id, photo_id) for photo_id in photo_ids]
        if "rejected" in states:
            raise PhotoUnusable
        there = states[0] == "ready"
        return with_fresh_eyes(lambda: self._start(owner_id, photo_ids, change, there=there))

    def _start(
        self, owner_id: str, photo_ids: tuple[str, ...], change: FactsChange, *, there: bool
    ) -> Started:
        entry = self._drafts.entry(owner_id, photo_ids[0])
        found = self._drafts.find(owner_id, entry.draft_id) if entry and entry.first else None
        if found is None:
            draft = self._new(owner_id, photo_ids, change, origin="artisan", there=there)
            others, gone = self._others(draft)
            first = Claim(PhotoEntry(photo_ids[0], draft.draft_id, first=True), entry)
            self._drafts.save(draft, *_asked(draft), claims=(first, *others), gone=gone)
            return Started(draft, new=True)
        merged = found.claimed(photo_ids).with_facts(change)
        claims, gone = self._others(merged)
        waiting = merged.status == "waiting_for_photo"
        write = there if waiting else merged.facts != found.facts
        if merged == found and not claims and not write:
            return Started(found, new=False)
        now = self._clock.now()
        draft = merged.to_write(now) if write else merged.next(now)
        self._drafts.save(draft, *(_asked(draft) if write else ()), claims=claims, gone=gone)
        return Started(draft, new=False)

    def _new(
        self,
        owner_id: str,
        photo_ids: tuple[str, ...],
        change: FactsChange,
        *,
        origin: Origin,
        there: bool,
    ) -> Draft:
        now = self._clock.now()
        draft = Draft(
            draft_id=self._ids.new("draft"),
            owner_id=owner_id,
            photo_ids=photo_ids,
            created_at=now,
            updated_at=now,
            status="writing" if there else "waiting_for_photo",
            facts=self._stores.facts(owner_id).beneath(NO_FACTS.merged(change)),
            origin=origin,
            asked=1 if there else 0,
        )
        return draft.recomposed(self._platforms.limits())

    def _others(self, draft: Draft) -> tuple[tuple[Claim, ...], tuple[Draft, ...]]:
        """Claims on the photos after the first, and the drafts that came from them by themselves.

        Each photo gets a draft when it is ready; those that nobody touched give way when the
        artisan puts the photos together.
        """
        claims, gone = [], []
        for photo_id in draft.photo_ids[1:]:
            entry = self._drafts.entry(draft.owner_id, photo_id)
            mine = PhotoEntry(photo_id, draft.draft_id, first=False)
            if entry is None:
                claims.append(Claim(mine))
            elif entry.first and entry.draft_id != draft.draft_id:
                other = self._drafts.find(draft.owner_id, entry.draft_id)
                if other and other.untouched:
                    claims.append(Claim(mine, entry))
                    gone.append(other)
        return tuple(claims), tuple(gone)

    def photo_ready(self, owner_id: str, photo_id: str) -> None:
        """Have the photo's draft written; if there is none, make it from what the store knows."""
        with_fresh_eyes(lambda: self._photo_ready(owner_id, photo_id))

    def _photo_ready(self, owner_id: str, photo_id: str) -> None:
        entry = self._drafts.entry(owner_id, photo_id)
        if entry is None:
            draft = self._new(owner_id, (photo_id,), FactsChange(), origin="photo", there=True)
            claim = Claim(PhotoEntry(photo_id, draft.draft_id, first=True))
            self._drafts.save(draft, *_asked(draft), claims=(claim,))
        elif entry.first:
            found = self._drafts.find(owner_id, entry.draft_id)
            if found and found.status == "waiting_for_photo":
                draft = found.to_write(self._clock.now())
                self._drafts.save(draft, *_asked(draft))

    def draft(self, owner_id: str, draft_id: str) -> Draft:
        """The owner's draft; raises `NoSuchDraft`."""
        found = self._drafts.find(owner_id, draft_id)
        if found is None:
            raise NoSuchDraft
        return found

    def approved(self, owner_id: str, draft_id: str) -> Draft:
        """The owner's draft as approved; raises `NoSuchDraft` and `NotApproved`."""
        draft = self.draft(owner_id, draft_id)
        if draft.status != "approved":
            raise NotApproved
        return draft

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        """The owner's drafts, the newest first."""
        return self._drafts.page(owner_id, limit, cursor)

    def edit(self, owner_id: str, draft_id: str, version: int, edit: Edit) -> Draft:
        """Take over the artisan's words, for good, and facts, which are then written about.

        Raises `NoSuchDraft`, `DraftEditedMeanwhile`, and `TextNotTaken` when a platform would
        refuse a text. An approved draft needs approval again.
        """
        draft = self._at(owner_id, draft_id, version)
        limits = self._platforms.limits()
        _refuse_unknown(edit, limits)
        changed = draft.with_facts(edit.facts).with_words(edit, limits)
        _refuse(_edit_faults(changed, edit, limits))
        if changed == draft:
            return draft
        now = self._clock.now()
        if changed.facts == draft.facts or changed.status == "waiting_for_photo":
            return self._kept(replace(changed, origin="artisan").next(now))
        draft = replace(changed, origin="artisan").to_write(now)
        return self._kept(draft, *_asked(draft))

    def rewrite(self, owner_id: str, draft_id: str, change: FactsChange) -> Draft:
        """Have the draft written again, by its facts with these merged in.

        Raises `NoSuchDraft`. A draft that still waits for its photo goes on waiting.
        """
        return with_fresh_eyes(lambda: self._rewrite(owner_id, draft_id, change))

    def _rewrite(self, owner_id: str, draft_id: str, change: FactsChange) -> Draft:
        changed = replace(self.draft(owner_id, draft_id).with_facts(change), origin="artisan")
        now = self._clock.now()
        if changed.status == "waiting_for_photo":
            draft = changed.next(now)
            self._drafts.save(draft)
        else:
            draft = changed.to_write(now)
            self._drafts.save(draft, *_asked(draft))
        return draft

    def approve(self, owner_id: str, draft_id: str, version: int) -> Draft:
        """Let the draft be published exactly as it is in this version.

        Raises `NoSuchDraft`, `DraftEditedMeanwhile`, `DraftNotReady` and `TextNotTaken`.
        """
        draft = self._at(owner_id, draft_id, version)
        if draft.status == "approved":
            return draft
        if draft.status != "ready":
            raise DraftNotReady
        _refuse(draft.obstacles(self._platforms.limits()))
        said = DraftApproved(draft_id=draft_id, owner_id=owner_id)
        return self._kept(draft.approved(self._clock.now()), said)

    def _at(self, owner_id: str, draft_id: str, version: int) -> Draft:
        draft = self.draft(owner_id, draft_id)
        if draft.version != version:
            raise DraftEditedMeanwhile
        return draft

    def _kept(self, draft: Draft, *said: RewriteRequested | DraftApproved) -> Draft:
        try:
            self._drafts.save(draft, *said)
        except StaleWrite as error:
            raise DraftEditedMeanwhile from error
        return draft


def _asked(draft: Draft) -> tuple[RewriteRequested, ...]:
    if not draft.asked:
        return ()
    return (
        RewriteRequested(
            draft_id=draft.draft_id, owner_id=draft.owner_id, draft_version=draft.asked
        ),
    )


def _refuse_unknown(edit: Edit, limits: tuple[TextLimits, ...]) -> None:
    known = {one.platform for one in limits}
    strangers = sorted(set(edit.platforms) - known)
    _refuse(Fault(f"platforms.{one}", "There is no such platform.") for one in strangers)


def _edit_faults(draft: Draft, edit: Edit, limits: tuple[TextLimits, ...]) -> list[Fault]:
    edited = (
        one for one in limits if one.platform in edit.platforms and one.platform in draft.platforms
    )
    return [fault for one in edited for fault in faults(draft.platforms[one.platform], one)]


def _refuse(found: Iterable[Fault]) -> None:
    fields = [
        {name: value for name, value in asdict(fault).items() if value is not None}
        for fault in found
    ]
    if fields:
        raise TextNotTaken(fields)
