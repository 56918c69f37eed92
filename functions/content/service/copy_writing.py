"""Writes a draft for a rewrite request, and saves the words unless a newer request came."""

from dataclasses import replace

from functions.channels.model.text_limits import TextLimits
from functions.content.events import DraftReady
from functions.content.model.draft import Draft
from functions.content.model.draft_weight import HEAVIEST, weight
from functions.content.model.facts import Basis, Piece
from functions.content.model.review import Author
from functions.content.model.text import shortened, units
from functions.content.model.versions import recorded
from functions.content.model.wording import Brief, Written
from functions.content.ports.ai import CopyWriter
from functions.content.ports.drafts import Drafts, Pieces, Platforms
from functions.content.ports.review import Voices
from functions.content.service.draft_creation import asked
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict


class CopyWriting:
    """Carries out rewrite requests, and saves the words unless a newer request came."""

    def __init__(
        self,
        drafts: Drafts,
        pieces: Pieces,
        writer: CopyWriter,
        platforms: Platforms,
        voices: Voices,
        clock: Clock,
    ) -> None:
        self._drafts = drafts
        self._pieces = pieces
        self._writer = writer
        self._platforms = platforms
        self._voices = voices
        self._clock = clock

    def write(self, owner_id: str, draft_id: str, version: int) -> bool:
        """Write the draft for the request of `version`; returns whether the words were saved.

        A newer request makes this request void, before or while the writer is at work. What the
        artisan wrote meanwhile is kept. Words about facts that changed meanwhile are not saved,
        but asked for again.
        """
        draft = self._wanted(owner_id, draft_id, version)
        if draft is None:
            return False
        piece = self._pieces.piece(owner_id, draft.product_id)
        voice = self._voices.voice(owner_id)
        answer = self._writer.write(
            Brief(owner_id, piece.cover, piece.facts, draft.languages, voice)
        )
        return retry_on_conflict(lambda: self._hand_in(draft, piece, answer))

    def _hand_in(self, draft: Draft, written_from: Piece, answer: Written) -> bool:
        latest = self._wanted(draft.owner_id, draft.draft_id, draft.asked)
        if latest is None:
            return False
        piece, now = self._pieces.piece(draft.owner_id, draft.product_id), self._clock.now()
        was, basis = Basis.of(written_from), Basis.of(piece)
        if (was.facts, was.cover) != (basis.facts, basis.cover):
            again = latest.to_write(now, piece)
            self._drafts.save(again, asked(again))
            return False
        done = _taken(latest, answer, self._platforms.limits(), piece).next(now)
        by = Author("writer", done.writer.name)
        self._drafts.save(done, _ready(done), version=recorded(latest, done, by, "written"))
        return True

    def _wanted(self, owner_id: str, draft_id: str, version: int) -> Draft | None:
        draft = self._drafts.find(owner_id, draft_id)
        if draft is None or draft.is_archived:
            return None
        if draft.status != "writing" or draft.asked != version:
            return None
        return draft


def _taken(draft: Draft, answer: Written, limits: tuple[TextLimits, ...], piece: Piece) -> Draft:
    """The draft with the answer, whose descriptions are halved until the draft fits in its table.

    Beside long texts by hand, the longest words in many languages would exceed `HEAVIEST`.
    """
    done = draft.with_answer(answer, limits, piece)
    while weight(done) > HEAVIEST and any(one.description for one in answer.copies.values()):
        halves = {
            language: replace(copy, description=_half(copy.description))
            for language, copy in answer.copies.items()
        }
        answer = replace(answer, copies=halves)
        done = draft.with_answer(answer, limits, piece)
    return done


def _half(text: str) -> str:
    return shortened(text, units(text) // 2)


def _ready(draft: Draft) -> DraftReady:
    return DraftReady(
        draft_id=draft.draft_id,
        owner_id=draft.owner_id,
        product_id=draft.product_id,
        writer=draft.writer.name,
        draft_version=draft.version,
        languages=list(draft.languages),
    )
