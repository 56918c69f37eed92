"""The life of a draft: from a photo to words that the artisan approved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.channels.model.text_limits import TextLimits
from functions.content.model.edits import COPY_PARTS, TEXT_PARTS, Edit, put
from functions.content.model.facts import Basis, Facts, Piece
from functions.content.model.languages import Language
from functions.content.model.platforms import (
    PlatformText,
    TextViolation,
    compose,
    faults,
    language_for,
    name_question,
)
from functions.content.model.review import Review
from functions.content.model.templates import TemplateSnapshot, filled
from functions.content.model.wording import Copy, Cost, RemovedClaim, Writer, Written

Status = Literal[
    "waiting_for_photo", "photo_rejected", "writing", "ready", "edited", "approved", "rejected"
]
REQUEST = "request"
"""The trigger of words that a `RewriteRequested` event asks for; any other is written by the worker
of the event that it names."""

LIMITS: Mapping[Status, timedelta] = {
    "waiting_for_photo": timedelta(hours=25),
    "writing": timedelta(minutes=15),
}
"""How long a draft may stay in a status until the sweep takes it up. An upload ends after a day at
the latest; three tries to write, with the pauses between them, take ten minutes."""
NOBODY = Writer("nobody")
MAIN: tuple[Language, ...] = ("en",)
WAITING: frozenset[Status] = frozenset({"waiting_for_photo", "photo_rejected"})
WRITTEN: frozenset[Status] = frozenset({"ready", "edited", "approved", "rejected"})
"""The statuses in which a draft has words that the artisan can read and decide on."""
_NO_WORDS = Copy()


@dataclass(frozen=True, slots=True)
class Draft:
    """The words for one product; `basis` tells from which facts and photographs they were made.

    `version` counts every change. `asked` is the version that asked for the newest rewrite: an
    older request that finishes late is ignored. `edited` holds the paths (`copies.hi.title`,
    `platforms.etsy.tags`) that the artisan wrote, which no rewrite touches. The first of
    `languages` is the main one. `sweeps` counts how often the sweep asked for the same words.
    """

    draft_id: str
    owner_id: str
    product_id: str
    created_at: datetime
    updated_at: datetime
    status: Status = "waiting_for_photo"
    languages: tuple[Language, ...] = MAIN
    copies: Mapping[Language, Copy] = field(default_factory=dict)
    platforms: Mapping[str, PlatformText] = field(default_factory=dict)
    templates: Mapping[str, TemplateSnapshot] = field(default_factory=dict)
    writer: Writer = NOBODY
    questions: tuple[str, ...] = ()
    removed: tuple[RemovedClaim, ...] = ()
    cost: Cost = field(default_factory=Cost)
    edited: tuple[str, ...] = ()
    review: Review | None = None
    photo_problem: str | None = None
    basis: Basis = field(default_factory=Basis)
    is_archived: bool = False
    version: int = 1
    asked: int = 0
    trigger: str = REQUEST
    sweeps: int = 0

    @property
    def main(self) -> Language:
        """The main language, the first of `languages`."""
        return self.languages[0]

    @property
    def copy(self) -> Copy:
        """The words in the main language."""
        return self.copy_in(self.main)

    @property
    def uses_stock(self) -> bool:
        """Whether a template puts the quantity into a text."""
        return any("{stock}" in one.body for one in self.templates.values())

    def copy_in(self, language: Language) -> Copy:
        """The words in a language; empty ones while nothing is written."""
        return self.copies.get(language, _NO_WORDS)

    def edits_of(self, platform: str) -> bool:
        """Whether the artisan wrote any of this platform's text."""
        return any(path.startswith(f"platforms.{platform}.") for path in self.edited)

    def is_outdated(self, piece: Piece) -> bool:
        """Whether the words were made from other facts, or with another cover, than now."""
        now = Basis.of(piece)
        return now.facts != self.basis.facts or now.cover != self.basis.cover

    def in_step_with(self, piece: Piece, limits: Iterable[TextLimits]) -> "Draft":
        """The draft as its product wants it: texts composed from the facts of now, not archived.

        What was decided about other facts or photographs is taken back. With another cover the
        draft waits until that is ready.
        """
        now, was = Basis.of(piece), self.basis
        facts = now.facts != was.facts or (self.uses_stock and now.stock != was.stock)
        cover = now.cover != was.cover
        changed = replace(self, is_archived=False)
        if not (facts or cover or now.photos != was.photos):
            return changed
        changed = replace(changed, basis=now).undecided("ready")
        if facts:
            changed = changed.recomposed(limits, piece.facts)
        if cover:
            return replace(changed, status="waiting_for_photo", photo_problem=None)
        return changed

    def agrees_with(self, piece: Piece) -> bool:
        """Whether the words were made from the facts that the piece has now."""
        now = Basis.of(piece)
        return now.facts == self.basis.facts and (
            not self.uses_stock or now.stock == self.basis.stock
        )

    def with_languages(
        self, languages: tuple[Language, ...] | None, limits: Iterable[TextLimits], facts: Facts
    ) -> "Draft":
        """The draft in these languages, without the words of dropped ones; None changes nothing."""
        if not languages or languages == self.languages:
            return self
        copies = {one: words for one, words in self.copies.items() if one in languages}
        gone = tuple(f"copies.{one}." for one in self.languages if one not in languages)
        edited = tuple(path for path in self.edited if not path.startswith(gone or ("\0",)))
        spoken = replace(self, languages=languages, copies=copies, edited=edited)
        return spoken.recomposed(limits, facts)

    def undecided(self, status: Status) -> "Draft":
        """The draft in `status` without its review; unchanged if there is no review."""
        return replace(self, status=status, review=None) if self.review else self

    def with_words(self, edit: Edit, limits: Iterable[TextLimits], piece: Piece) -> "Draft":
        """The draft with the artisan's words, which every later rewrite keeps."""
        # A template speaks one language, and so does the text that it is put on.
        freed = {f"platforms.{one}.language" for one in edit.templates}
        edited = [path for path in self.edited if path not in freed]
        chosen = {**self.templates, **edit.templates}
        changed = replace(
            self,
            copies=self._edited_copies(edit, edited),
            platforms=self._edited_texts(edit, edited),
            templates={platform: one for platform, one in chosen.items() if one},
            edited=tuple(dict.fromkeys(edited)),
        )
        if changed == self:
            return self
        status: Status = "edited" if self.status in WRITTEN else self.status
        basis = replace(self.basis, stock=Basis.of(piece).stock)
        undecided = replace(changed, status=status, review=None, basis=basis)
        return undecided.recomposed(limits, piece.facts)

    def _edited_copies(self, edit: Edit, edited: list[str]) -> dict[Language, Copy]:
        copies = dict(self.copies)
        for language, change in ((self.main, edit.copy), *edit.copies.items()):
            old = copies.get(language, _NO_WORDS)
            new, paths = put(old, change, COPY_PARTS, f"copies.{language}")
            if paths:
                copies[language] = new
                edited += paths
        return copies

    def _edited_texts(self, edit: Edit, edited: list[str]) -> dict[str, PlatformText]:
        platforms = dict(self.platforms)
        for platform, change in edit.platforms.items():
            path = f"platforms.{platform}"
            given_back = {f"{path}.{part}" for part in change.reset}
            edited[:] = [one for one in edited if one not in given_back]
            old = platforms.get(platform, PlatformText())
            platforms[platform], paths = put(old, change, TEXT_PARTS, path)
            edited += paths
        return platforms

    def with_answer(self, answer: Written, limits: Iterable[TextLimits], piece: Piece) -> "Draft":
        """The draft with the writer's answer about `piece` in every field not written by hand."""
        copies = {one: self._answered(one, answer) for one in self.languages}
        known = tuple(limits)
        changed = replace(
            self,
            copies=copies,
            writer=answer.writer,
            removed=answer.removed,
            cost=self.cost.plus(answer.cost),
            status="ready",
            review=None,
            basis=Basis.of(piece),
        ).recomposed(known, piece.facts)
        texts = ((changed.platforms[one.platform], one) for one in known)
        unnamed = tuple(filter(None, (name_question(text, one, self.main) for text, one in texts)))
        return replace(changed, questions=(*answer.questions, *unnamed))

    def _answered(self, language: Language, answer: Written) -> Copy:
        old = self.copy_in(language)
        mine = {
            name: getattr(old, name)
            for name in COPY_PARTS
            if f"copies.{language}.{name}" in self.edited
        }
        return replace(answer.copies.get(language, old), **mine)

    def recomposed(self, limits: Iterable[TextLimits], facts: Facts) -> "Draft":
        """The draft with its platform texts composed anew, except for what the artisan wrote."""
        return replace(self, platforms={one.platform: self._text(one, facts) for one in limits})

    def _text(self, limits: TextLimits, facts: Facts) -> PlatformText:
        path, template = f"platforms.{limits.platform}", self.templates.get(limits.platform)
        old = self.platforms.get(limits.platform)
        mine = {
            name: getattr(old, name)
            for name in TEXT_PARTS
            if old and f"{path}.{name}" in self.edited
        }
        language = mine.get("language") or (template and template.language)
        if language not in self.languages:
            language = language_for(limits, self.languages)
        copy = self.copy_in(language)
        fresh = compose(copy, facts, limits, language)
        if template:
            fresh = replace(fresh, text=filled(template, copy, facts, limits))
        return replace(fresh, **{**mine, "language": language})

    def next(self, now: datetime) -> "Draft":
        """The draft as its next version."""
        return replace(self, version=self.version + 1, updated_at=now)

    def to_write(self, now: datetime, piece: Piece, trigger: str = REQUEST) -> "Draft":
        """The next version in status `writing`; `asked` names exactly this version."""
        later = self.next(now)
        return replace(
            later,
            status="writing",
            asked=later.version,
            trigger=trigger,
            basis=Basis.of(piece),
            review=None,
            photo_problem=None,
            sweeps=0,
        )

    def decided(self, review: Review, now: datetime, piece: Piece) -> "Draft":
        """The next version, approved or rejected with the photographs that `piece` shows."""
        basis = replace(self.basis, photos=Basis.of(piece).photos)
        return replace(self.next(now), status=review.state, review=review, basis=basis)

    def obstacles(self, limits: Iterable[TextLimits]) -> tuple[TextViolation, ...]:
        """The empty fields and violated limits that prevent the draft's approval."""
        spoken = dict.fromkeys((self.main, *(one.language for one in self.platforms.values())))
        empty = [
            f"copies.{language}.{name}"
            for language in spoken
            for name in ("title", "description")
            if not getattr(self.copy_in(language), name)
        ]
        for platform, text in self.platforms.items():
            # A title that we could not make is asked for and may wait; one that the artisan
            # emptied is an oversight.
            mine = (f"platforms.{platform}.{name}" for name in ("title", "text"))
            empty += [
                path
                for path in mine
                if path in self.edited and not getattr(text, path.rpartition(".")[2])
            ]
        blank = tuple(TextViolation(path, "This is still empty.") for path in empty)
        known = (one for one in limits if one.platform in self.platforms)
        found = (faults(self.platforms[one.platform], one) for one in known)
        return blank + tuple(fault for group in found for fault in group)


def draft_id_of(product_id: str) -> str:
    """The id of a product's one draft: there cannot be two of them."""
    return f"draft_{product_id.partition('_')[2]}"
