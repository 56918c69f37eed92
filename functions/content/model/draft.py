"""The life of a draft: from a photo to words that the artisan approved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Literal, TypeVar

from functions.content.model.facts import NO_FACTS, Facts, FactsChange
from functions.content.model.platforms import (
    Fault,
    PlatformText,
    TextLimits,
    compose,
    faults,
    name_question,
)
from functions.content.model.wording import Copy, Writer, Written

Status = Literal["waiting_for_photo", "writing", "ready", "approved"]
Origin = Literal["photo", "artisan"]

_TEXTS = tuple(one.name for one in fields(PlatformText))
NOBODY = Writer("nobody")


@dataclass(frozen=True, slots=True)
class CopyEdit:
    """New words for the copy; None leaves a field as it is."""

    title: str | None = None
    description: str | None = None
    hashtags: tuple[str, ...] | None = None
    alt_text: str | None = None


@dataclass(frozen=True, slots=True)
class TextEdit:
    """New words for one platform; None leaves a field as it is."""

    title: str | None = None
    text: str | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What the artisan changed by hand."""

    facts: FactsChange = field(default_factory=FactsChange)
    copy: CopyEdit = field(default_factory=CopyEdit)
    platforms: Mapping[str, TextEdit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """The words for one piece.

    `version` counts every change. `asked` is the version that asked for the newest rewrite: an
    older request that finishes late is ignored. `edited` holds the paths (`copy.title`,
    `platforms.etsy.tags`) that the artisan wrote, which no rewrite touches. `origin` is `photo`
    until the artisan asks for the draft.
    """

    draft_id: str
    owner_id: str
    photo_ids: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    status: Status = "waiting_for_photo"
    facts: Facts = NO_FACTS
    copy: Copy = field(default_factory=Copy)
    platforms: Mapping[str, PlatformText] = field(default_factory=dict)
    writer: Writer = NOBODY
    questions: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    origin: Origin = "artisan"
    version: int = 1
    asked: int = 0

    @property
    def first_photo(self) -> str:
        """The photo that the draft belongs to and that writers look at."""
        return self.photo_ids[0]

    @property
    def untouched(self) -> bool:
        """Whether it came from a photo alone and nobody has done anything with it."""
        return self.origin == "photo" and not self.edited and self.status != "approved"

    def edits_of(self, platform: str) -> bool:
        """Whether the artisan wrote any of this platform's text."""
        return any(path.startswith(f"platforms.{platform}.") for path in self.edited)

    def with_facts(self, change: FactsChange) -> "Draft":
        """The draft with facts merged in; the words stay until a rewrite."""
        return replace(self, facts=self.facts.merged(change))

    def claimed(self, photo_ids: tuple[str, ...]) -> "Draft":
        """The draft as the artisan's own, about these photos; other photos need a new approval."""
        same = photo_ids == self.photo_ids or self.status != "approved"
        status: Status = self.status if same else "ready"
        return replace(self, photo_ids=photo_ids, origin="artisan", status=status)

    def with_words(self, edit: Edit, limits: Iterable[TextLimits]) -> "Draft":
        """The draft with the artisan's words, which every later rewrite keeps."""
        copy, paths = _put(self.copy, edit.copy, "copy")
        platforms = dict(self.platforms)
        for platform, change in edit.platforms.items():
            text, more = _put(
                platforms.get(platform, PlatformText()), change, f"platforms.{platform}"
            )
            platforms[platform] = text
            paths += more
        if not paths:
            return self
        edited = (*self.edited, *(path for path in paths if path not in self.edited))
        status: Status = "ready" if self.status == "approved" else self.status
        changed = replace(
            self, copy=copy, platforms=platforms, edited=edited, status=status, origin="artisan"
        )
        return changed.recomposed(limits)

    def with_answer(self, answer: Written, limits: Iterable[TextLimits]) -> "Draft":
        """The draft as its writer wrote it, except for what the artisan wrote."""
        mine = {
            name: getattr(self.copy, name)
            for name in (one.name for one in fields(Copy))
            if f"copy.{name}" in self.edited
        }
        known = tuple(limits)
        changed = replace(
            self, copy=replace(answer.copy, **mine), writer=answer.writer, status="ready"
        ).recomposed(known)
        texts = ((changed.platforms[one.platform], one) for one in known)
        unnamed = tuple(filter(None, (name_question(text, one) for text, one in texts)))
        return replace(changed, questions=(*answer.questions, *unnamed))

    def recomposed(self, limits: Iterable[TextLimits]) -> "Draft":
        """The platform texts made anew from the copy, except for what the artisan wrote."""
        return replace(self, platforms={one.platform: self._text(one) for one in limits})

    def _text(self, limits: TextLimits) -> PlatformText:
        fresh = compose(self.copy, self.facts, limits)
        old = self.platforms.get(limits.platform, fresh)
        mine = {
            name: getattr(old, name)
            for name in _TEXTS
            if f"platforms.{limits.platform}.{name}" in self.edited
        }
        return replace(fresh, **mine)

    def next(self, now: datetime) -> "Draft":
        """The draft as its next version."""
        return replace(self, version=self.version + 1, updated_at=now)

    def to_write(self, now: datetime) -> "Draft":
        """The next version, with a writer at work for exactly this version."""
        later = self.next(now)
        return replace(later, status="writing", asked=later.version)

    def approved(self, now: datetime) -> "Draft":
        """The next version, approved."""
        return replace(self.next(now), status="approved")

    def obstacles(self, limits: Iterable[TextLimits]) -> tuple[Fault, ...]:
        """What must be put right before the draft can be approved."""
        empty = [
            f"copy.{name}" for name in ("title", "description") if not getattr(self.copy, name)
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
        blank = tuple(Fault(path, "This is still empty.") for path in empty)
        known = (one for one in limits if one.platform in self.platforms)
        found = (faults(self.platforms[one.platform], one) for one in known)
        return blank + tuple(fault for group in found for fault in group)


W = TypeVar("W", Copy, PlatformText)


def _put(old: W, change: CopyEdit | TextEdit, path: str) -> tuple[W, list[str]]:
    """`old` with the given fields of `change`, and the paths of those that are new.

    What is sent back as it was is no edit: else saving a form would freeze every field.
    """
    given = {one.name: getattr(change, one.name) for one in fields(change)}
    new = {
        name: value
        for name, value in given.items()
        if value is not None and value != getattr(old, name)
    }
    return replace(old, **new), [f"{path}.{name}" for name in new]
