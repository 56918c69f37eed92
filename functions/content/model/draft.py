"""The life of a draft: from a photo to words that the artisan approved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Literal

from functions.channels.model.text_limits import TextLimits
from functions.content.model.edits import COPY_PARTS, TEXT_PARTS, Edit, put
from functions.content.model.facts import NO_FACTS, Facts, FactsChange
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
Origin = Literal["photo", "artisan"]

NOBODY = Writer("nobody")
MAIN: tuple[Language, ...] = ("en",)
WRITTEN: frozenset[Status] = frozenset({"ready", "edited", "approved", "rejected"})
"""The statuses in which a draft has words that the artisan can read and decide on."""
HEAVIEST = 360_000
"""Bytes of text in a draft, so that it stays below DynamoDB's 400 KB for an item."""
_NO_WORDS = Copy()


@dataclass(frozen=True, slots=True)
class Draft:
    """The words for one piece.

    `version` counts every change. `asked` is the version that asked for the newest rewrite: an
    older request that finishes late is ignored. `edited` holds the paths (`copies.hi.title`,
    `platforms.etsy.tags`) that the artisan wrote, which no rewrite touches. `origin` is `photo`
    until the artisan asks for the draft. The first of `languages` is the main one.
    """

    draft_id: str
    owner_id: str
    photo_ids: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    status: Status = "waiting_for_photo"
    languages: tuple[Language, ...] = MAIN
    facts: Facts = NO_FACTS
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
    origin: Origin = "artisan"
    version: int = 1
    asked: int = 0

    @property
    def first_photo(self) -> str:
        """The photo that the draft belongs to and that writers look at."""
        return self.photo_ids[0]

    @property
    def main(self) -> Language:
        """The main language, the first of `languages`."""
        return self.languages[0]

    @property
    def copy(self) -> Copy:
        """The words in the main language."""
        return self.copy_in(self.main)

    @property
    def untouched(self) -> bool:
        """Whether a photo alone began the draft and nobody has edited it or decided on it."""
        return self.origin == "photo" and not self.edited and self.review is None

    def copy_in(self, language: Language) -> Copy:
        """The words in a language; empty ones while nothing is written."""
        return self.copies.get(language, _NO_WORDS)

    def edits_of(self, platform: str) -> bool:
        """Whether the artisan wrote any of this platform's text."""
        return any(path.startswith(f"platforms.{platform}.") for path in self.edited)

    def with_facts(self, change: FactsChange) -> "Draft":
        """The draft with facts merged in; the words stay until a rewrite."""
        return replace(self, facts=self.facts.merged(change))

    def with_languages(
        self, languages: tuple[Language, ...] | None, limits: Iterable[TextLimits]
    ) -> "Draft":
        """The draft in these languages, without the words of dropped ones; None changes nothing."""
        if not languages or languages == self.languages:
            return self
        copies = {one: words for one, words in self.copies.items() if one in languages}
        gone = tuple(f"copies.{one}." for one in self.languages if one not in languages)
        edited = tuple(path for path in self.edited if not path.startswith(gone or ("\0",)))
        spoken = replace(self, languages=languages, copies=copies, edited=edited)
        return spoken.recomposed(limits)

    def claimed(self, photo_ids: tuple[str, ...]) -> "Draft":
        """The draft as the artisan's own, about these photos; other photos need a new approval."""
        mine = replace(self, photo_ids=photo_ids, origin="artisan")
        return mine if photo_ids == self.photo_ids else mine.undecided("ready")

    def undecided(self, status: Status) -> "Draft":
        """The draft in `status` without its review; unchanged if there is no review."""
        return replace(self, status=status, review=None) if self.review else self

    def with_words(self, edit: Edit, limits: Iterable[TextLimits]) -> "Draft":
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
        return replace(changed, status=status, review=None, origin="artisan").recomposed(limits)

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

    def with_answer(self, answer: Written, limits: Iterable[TextLimits]) -> "Draft":
        """The draft with the writer's answer in every field that the artisan did not write."""
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
        ).recomposed(known)
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

    def recomposed(self, limits: Iterable[TextLimits]) -> "Draft":
        """The draft with its platform texts composed anew, except for what the artisan wrote."""
        return replace(self, platforms={one.platform: self._text(one) for one in limits})

    def _text(self, limits: TextLimits) -> PlatformText:
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
        fresh = compose(copy, self.facts, limits, language)
        if template:
            fresh = replace(fresh, text=filled(template, copy, self.facts, limits))
        return replace(fresh, **{**mine, "language": language})

    def next(self, now: datetime) -> "Draft":
        """The draft as its next version."""
        return replace(self, version=self.version + 1, updated_at=now)

    def to_write(self, now: datetime) -> "Draft":
        """The next version in status `writing`; `asked` names exactly this version."""
        later = self.next(now)
        return replace(
            later, status="writing", asked=later.version, review=None, photo_problem=None
        )

    def decided(self, review: Review, now: datetime) -> "Draft":
        """The next version, approved or rejected."""
        return replace(self.next(now), status=review.state, review=review)

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


def weight(draft: Draft) -> int:
    """About how many bytes the draft takes in its table."""
    texts: list[str] = [
        draft.facts.words(),
        *draft.questions,
        *(words for one in draft.removed for words in (one.words, one.why)),
    ]
    for copy in draft.copies.values():
        texts += _strings(copy)
    for text in draft.platforms.values():
        texts += _strings(text)
    for applied in draft.templates.values():
        texts += _strings(applied)
    return sum(len(text.encode()) for text in texts)


def _strings(part: Copy | PlatformText | TemplateSnapshot) -> list[str]:
    texts: list[str] = []
    for value in (getattr(part, one.name) for one in fields(part)):
        texts += [value] if isinstance(value, str) else value or ()
    return texts
