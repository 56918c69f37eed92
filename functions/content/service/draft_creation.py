"""Keeps the one draft of each product in step with the product and its cover photograph."""

from dataclasses import dataclass, fields, replace

from functions.content.errors.drafts import (
    DraftNotFound,
    FactsChanged,
    NotApproved,
    ProductNotFound,
)
from functions.content.events import RewritePlanned, RewriteRequested
from functions.content.model.draft import MAIN, REQUEST, WAITING, Draft, draft_id_of
from functions.content.model.facts import Basis, Facts, Piece
from functions.content.model.languages import Language
from functions.content.model.review import ARTISAN
from functions.content.model.versions import ChangeKind, recorded
from functions.content.ports.drafts import Drafts, PhotoReader, Pieces, Platforms
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.events import Event
from kernel.pages import Page

_PATHS = {
    "photo_ids": "photo_ids",
    **{one.name: f"facts.{one.name}" for one in fields(Facts)},
}
"""The paths in a draft's history for fields of its product."""


@dataclass(frozen=True, slots=True)
class Started:
    """The draft of a product, and whether it was made just now."""

    draft: Draft
    new: bool


class DraftCreation:
    """Creates and reads drafts, and follows their products; every method is safe to repeat."""

    def __init__(
        self,
        drafts: Drafts,
        pieces: Pieces,
        photos: PhotoReader,
        platforms: Platforms,
        clock: Clock,
    ) -> None:
        self._drafts = drafts
        self._pieces = pieces
        self._photos = photos
        self._platforms = platforms
        self._clock = clock

    def start(
        self, owner_id: str, product_id: str, languages: tuple[Language, ...] | None = None
    ) -> Started:
        """Create the one draft of a product, or bring the existing one in step with it.

        `languages` are those of a new draft, and the existing one's from now on. A changed draft
        is written at once.
        Raises `ProductNotFound`, also for an archived product.
        """
        if self._pieces.piece(owner_id, product_id).is_archived:
            raise ProductNotFound
        started = retry_on_conflict(lambda: self._start(owner_id, product_id, languages))
        # Read after the draft is stored: a photo that is ready before then finds it.
        self.take_up(owner_id, product_id)
        return replace(started, draft=self.draft(owner_id, started.draft.draft_id))

    def _start(
        self, owner_id: str, product_id: str, languages: tuple[Language, ...] | None
    ) -> Started:
        piece = self._pieces.piece(owner_id, product_id)
        found = self._drafts.find(owner_id, draft_id_of(product_id))
        if found is None:
            return Started(self._create(owner_id, piece, languages or MAIN), new=True)
        # The events about the product may still be on their way: what is asked for now is of now.
        self._keep_in_step(found, piece, languages=languages, request=RewriteRequested)
        return Started(found, new=False)

    def _create(self, owner_id: str, piece: Piece, languages: tuple[Language, ...]) -> Draft:
        now = self._clock.now()
        draft = Draft(
            draft_id=draft_id_of(piece.product_id),
            owner_id=owner_id,
            product_id=piece.product_id,
            created_at=now,
            updated_at=now,
            languages=languages,
            basis=Basis.of(piece),
        ).recomposed(self._platforms.limits(), piece.facts)
        self._save(None, draft, "started")
        return draft

    def take_up(self, owner_id: str, product_id: str, trigger: str = REQUEST) -> Draft | None:
        """Put a draft that waits for its photo into `writing` if the photo is ready.

        By `REQUEST` an event asks for the words. By another trigger, which names the event that the
        caller handles, the caller writes the draft that is returned, and a repeat returns it again
        until its words are there or another request has voided it. A draft whose photo was
        rejected, or is gone, gets the reason.
        """
        return retry_on_conflict(lambda: self._take_up(owner_id, product_id, trigger))

    def _take_up(self, owner_id: str, product_id: str, trigger: str) -> Draft | None:
        piece = self._pieces.piece(owner_id, product_id)
        found = self._drafts.find(owner_id, draft_id_of(product_id))
        if found is None or found.is_archived or piece.is_archived:
            return None
        if found.status not in WAITING:
            # An earlier delivery died over it. Words asked for otherwise have their own event.
            mine = found.status == "writing" and found.trigger == trigger != REQUEST
            return found if mine else None
        return self._decided_by_photo(found, piece, trigger)

    def _decided_by_photo(self, found: Draft, piece: Piece, trigger: str) -> Draft | None:
        now = self._clock.now()
        photo = self._photos.outcome(found.owner_id, piece.cover) if piece.cover else None
        if photo is None or photo.state == "ready":
            draft = found.to_write(now, piece, trigger)
            self._drafts.save(draft, *((asked(draft),) if trigger == REQUEST else ()))
            return draft
        if photo.state == "rejected":
            self._reject(found, photo.problem)
        return None

    def _reject(self, found: Draft, problem: str) -> None:
        rejected = replace(found, status="photo_rejected", photo_problem=problem)
        if rejected != found:
            self._drafts.save(rejected.next(self._clock.now()))

    def photo_ready(self, owner_id: str, photo_id: str) -> Draft | None:
        """Put the draft that waits for this photo into `writing`, for the caller to write it."""
        piece = self._pieces.of_photo(owner_id, photo_id)
        if piece is None or piece.cover != photo_id:
            return None
        return self.take_up(owner_id, piece.product_id, "photo")

    def photo_rejected(self, owner_id: str, photo_id: str, reason: str) -> None:
        """Mark the draft that waits for this photo as `photo_rejected`, with the reason."""
        piece = self._pieces.of_photo(owner_id, photo_id)
        if piece and piece.cover == photo_id:
            self.give_up(owner_id, piece.product_id, reason)

    def give_up(self, owner_id: str, product_id: str, reason: str) -> None:
        """Mark a draft that waits for its photo as `photo_rejected`, with the reason."""
        retry_on_conflict(lambda: self._give_up(owner_id, product_id, reason))

    def _give_up(self, owner_id: str, product_id: str, reason: str) -> None:
        found = self._drafts.find(owner_id, draft_id_of(product_id))
        if found and found.status == "waiting_for_photo":
            self._reject(found, reason)

    def follow(
        self, owner_id: str, product_id: str, trigger: str, names: tuple[str, ...] = ()
    ) -> Draft | None:
        """Bring the draft in step with its product as it is now, of which `names` changed.

        It is created, archived or restored, its texts are composed anew, and a rewrite is planned
        if the facts differ from those that the words were made from. Whatever the order of events,
        and however often they come, the draft ends the same. Returns what `take_up` returns.
        """
        try:
            retry_on_conflict(lambda: self._follow(owner_id, product_id, names))
            return self.take_up(owner_id, product_id, trigger)
        except ProductNotFound:
            return None

    def _follow(self, owner_id: str, product_id: str, names: tuple[str, ...]) -> None:
        piece = self._pieces.piece(owner_id, product_id)
        found = self._drafts.find(owner_id, draft_id_of(product_id))
        if found is None:
            if not piece.is_archived:
                self._create(owner_id, piece, MAIN)
        elif piece.is_archived:
            if not found.is_archived:
                self._drafts.save(replace(found, is_archived=True).next(self._clock.now()))
        else:
            self._keep_in_step(found, piece, names)

    def _keep_in_step(
        self,
        found: Draft,
        piece: Piece,
        names: tuple[str, ...] = (),
        languages: tuple[Language, ...] | None = None,
        request: type[RewriteRequested] = RewritePlanned,
    ) -> None:
        limits, now = self._platforms.limits(), self._clock.now()
        changed = found.with_languages(languages, limits, piece.facts).in_step_with(piece, limits)
        if changed == found:
            return
        about = tuple(_PATHS[name] for name in names if name in _PATHS)
        kind: ChangeKind = "photos" if about == ("photo_ids",) else "facts"
        # Words that were being written when the product was archived are asked for again.
        interrupted = found.is_archived and found.status == "writing"
        outdated = found.is_outdated(piece) or changed.languages != found.languages
        if not interrupted and (changed.status in WAITING or not outdated):
            self._save(found, changed.next(now), kind, about=about)
            return
        draft = changed.to_write(now, piece)
        self._save(found, draft, kind, request(**asked(draft).model_dump()), about=about)

    def draft(self, owner_id: str, draft_id: str) -> Draft:
        """The owner's draft; raises `DraftNotFound`."""
        return found_draft(self._drafts, owner_id, draft_id)

    def approved(self, owner_id: str, product_id: str) -> Draft:
        """The product's draft as approved.

        Raises `DraftNotFound`, `NotApproved`, and `FactsChanged`.
        """
        draft = self.draft(owner_id, draft_id_of(product_id))
        if draft.status != "approved":
            raise NotApproved
        if not draft.agrees_with(self._pieces.piece(owner_id, product_id)):
            raise FactsChanged
        return draft

    def present(self, owner_id: str, product_id: str) -> Draft:
        """The product's draft as it is now, approved or not; raises `DraftNotFound`."""
        return self.draft(owner_id, draft_id_of(product_id))

    def page(
        self, owner_id: str, product_id: str | None, limit: int, cursor: str | None
    ) -> Page[Draft]:
        """The owner's drafts that are not archived, the newest first; or that of one product."""
        if product_id is None:
            return self._drafts.page(owner_id, limit, cursor)
        found = self._drafts.find(owner_id, draft_id_of(product_id))
        return Page([found] if found and not found.is_archived else [])

    def _save(
        self,
        before: Draft | None,
        draft: Draft,
        kind: ChangeKind,
        *events: Event,
        about: tuple[str, ...] = (),
    ) -> None:
        version = recorded(before, draft, ARTISAN, kind, about=about)
        self._drafts.save(draft, *events, version=version)


def found_draft(drafts: Drafts, owner_id: str, draft_id: str) -> Draft:
    """The owner's draft; raises `DraftNotFound`, also for the draft of an archived product."""
    found = drafts.find(owner_id, draft_id)
    if found is None or found.is_archived:
        raise DraftNotFound
    return found


def asked(draft: Draft) -> RewriteRequested:
    """The `RewriteRequested` event for a draft that has just entered status `writing`."""
    return RewriteRequested(
        draft_id=draft.draft_id, owner_id=draft.owner_id, draft_version=draft.asked
    )
