"""Lets the artisan approve or reject a draft, read its history and restore a version."""

from functions.content.errors.drafts import DraftEditedMeanwhile, DraftNotReady, FactsChanged
from functions.content.errors.review import VersionNotFound
from functions.content.events import DraftApproved, DraftRejected
from functions.content.model.draft import WRITTEN, Draft
from functions.content.model.facts import Piece
from functions.content.model.review import ARTISAN, Review
from functions.content.model.versions import Change, Version, recorded, restored
from functions.content.ports.drafts import Drafts, Pieces, Platforms
from functions.content.ports.review import History
from functions.content.service.draft_creation import asked, found_draft
from functions.content.service.draft_editor import at_version, refuse
from kernel.clock import Clock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page

Decided = DraftApproved | DraftRejected


class Reviews:
    """The artisan's decisions about drafts, and the history of drafts."""

    def __init__(
        self,
        drafts: Drafts,
        pieces: Pieces,
        history: History,
        platforms: Platforms,
        clock: Clock,
    ) -> None:
        self._drafts = drafts
        self._pieces = pieces
        self._history = history
        self._platforms = platforms
        self._clock = clock

    def approve(self, owner_id: str, draft_id: str, version: int) -> Draft:
        """Approve exactly this version of the draft for publication.

        Raises `DraftNotFound`, `DraftEditedMeanwhile`, `DraftNotReady`, `TextRejected`, and
        `FactsChanged` when the product's facts are not those that the words were made from.
        """
        draft = at_version(self._drafts, owner_id, draft_id, version)
        if draft.status == "approved":
            return draft
        must_be_fit(draft, self._platforms)
        piece = self._piece(draft)
        if not draft.agrees_with(piece):
            raise FactsChanged
        return self._decided(draft, Review("approved", ARTISAN, self._clock.now()), piece)

    def reject(self, owner_id: str, draft_id: str, version: int, reason: str) -> Draft:
        """Reject this version with a reason; the rejection also replaces an approval.

        Raises `DraftNotFound`, `DraftEditedMeanwhile` and `DraftNotReady`.
        """
        draft = at_version(self._drafts, owner_id, draft_id, version)
        if draft.status not in WRITTEN:
            raise DraftNotReady
        if draft.review and draft.review.state == "rejected" and draft.review.reason == reason:
            return draft
        review = Review("rejected", ARTISAN, self._clock.now(), reason)
        return self._decided(draft, review, self._piece(draft))

    def _decided(self, draft: Draft, review: Review, piece: Piece) -> Draft:
        done = draft.decided(review, review.at, piece)
        version = recorded(draft, done, review.by, review.state)
        self._save(done, version, decision_event(done, review))
        return done

    def versions(
        self, owner_id: str, draft_id: str, limit: int, cursor: str | None
    ) -> Page[Change]:
        """The changes of the draft, the newest first; raises `DraftNotFound`."""
        found_draft(self._drafts, owner_id, draft_id)
        return self._history.page(draft_id, limit, cursor)

    def version(self, owner_id: str, draft_id: str, number: int) -> tuple[Version, Draft]:
        """One version, and the draft as it was; raises `DraftNotFound` and `VersionNotFound`."""
        found_draft(self._drafts, owner_id, draft_id)
        found = self._history.find(draft_id, number)
        if found is None or found.draft is None:
            raise VersionNotFound
        return found, found.draft

    def restore(self, owner_id: str, draft_id: str, version: int, number: int) -> Draft:
        """Make version `number` the newest again, to be approved again.

        Raises `DraftNotFound`, `DraftEditedMeanwhile` and `VersionNotFound`.
        """
        draft = at_version(self._drafts, owner_id, draft_id, version)
        _, old = self.version(owner_id, draft_id, number)
        limits, now = self._platforms.limits(), self._clock.now()
        done = restored(draft, old, now, limits, self._piece(draft))
        kept = recorded(draft, done, ARTISAN, "restored", of=number)
        if kept is None and draft.status in WRITTEN:
            return draft
        self._save(done, kept, *((asked(done),) if done.status == "writing" else ()))
        return done

    def _piece(self, draft: Draft) -> Piece:
        return self._pieces.piece(draft.owner_id, draft.product_id)

    def _save(self, draft: Draft, version: Version | None, *events: Event) -> None:
        try:
            self._drafts.save(draft, *events, version=version)
        except StaleWrite as error:
            raise DraftEditedMeanwhile from error


def must_be_fit(draft: Draft, platforms: Platforms) -> None:
    """Raises `DraftNotReady` or `TextRejected` unless the draft could be approved."""
    if draft.status not in WRITTEN:
        raise DraftNotReady
    refuse(draft.obstacles(platforms.limits()))


def decision_event(draft: Draft, review: Review) -> Decided:
    """The event about the decision `review`, which made this version of the draft."""
    if review.state == "approved":
        return DraftApproved(
            draft_id=draft.draft_id,
            owner_id=draft.owner_id,
            product_id=draft.product_id,
            draft_version=draft.version,
            languages=list(draft.languages),
            by=review.by.kind,
        )
    return DraftRejected(
        draft_id=draft.draft_id,
        owner_id=draft.owner_id,
        product_id=draft.product_id,
        draft_version=draft.version,
        by=review.by.kind,
        reason=review.reason,
    )
