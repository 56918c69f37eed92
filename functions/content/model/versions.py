"""The history of a draft: what each version changed, who did it, and what it looked like."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Literal, TypeVar

from functions.channels.model.text_limits import TextLimits
from functions.content.model.draft import WRITTEN, Draft, Status
from functions.content.model.facts import Basis, Piece
from functions.content.model.review import Author
from functions.content.model.wording import Copy

KEPT = 100
"""How many of a draft's newest versions are kept; restoring a version makes a new one."""

ChangeKind = Literal[
    "started",
    "photos",
    "facts",
    "edited",
    "written",
    "regenerated",
    "approved",
    "rejected",
    "restored",
]
N = TypeVar("N", bound=str)
_DECISIONS = frozenset({"approved", "rejected"})


@dataclass(frozen=True, slots=True)
class Change:
    """A version of a draft without the draft itself: number, time, author, paths."""

    draft_id: str
    owner_id: str
    number: int
    at: datetime
    by: Author
    kind: ChangeKind
    changed: tuple[str, ...]
    status: Status
    reason: str = ""
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Version(Change):
    """A version with the draft as it was; `of` is the version that was restored."""

    draft: Draft | None = None


def recorded(
    before: Draft | None,
    after: Draft,
    by: Author,
    kind: ChangeKind,
    *,
    of: int | None = None,
    about: tuple[str, ...] = (),
) -> Version | None:
    """The history entry for `after`; None when nothing visible changed and nothing was decided.

    `about` are paths of the product that changed, such as `facts.price`.
    """
    changed = (*about, *differences(before, after))
    if before and not changed and kind not in _DECISIONS:
        return None
    return Version(
        draft_id=after.draft_id,
        owner_id=after.owner_id,
        number=after.version,
        at=after.updated_at,
        by=by,
        kind=kind,
        changed=changed,
        status=after.status,
        reason=after.review.reason if after.review else "",
        of=of,
        draft=after,
    )


def differences(before: Draft | None, after: Draft) -> Iterator[str]:
    """The paths of the fields visible to the artisan that differ between `before` and `after`."""
    if before and before.languages != after.languages:
        yield "languages"
    for language in _keys(before.copies if before else {}, after.copies):
        old = before.copy_in(language) if before else Copy()
        yield from _fields(f"copies.{language}", old, after.copy_in(language))
    for platform in _keys(before.platforms if before else {}, after.platforms):
        mine, theirs = (one.platforms.get(platform) if one else None for one in (before, after))
        if theirs and mine != theirs:
            yield from _fields(f"platforms.{platform}", mine, theirs)
        if before and before.templates.get(platform) != after.templates.get(platform):
            yield f"platforms.{platform}.template_id"


def restored(
    draft: Draft, version: Draft, now: datetime, limits: Iterable[TextLimits], piece: Piece
) -> Draft:
    """The next version of `draft`, with the words of an older one, to be approved again.

    Platform texts are composed with the facts of today: a price of then would be wrong. A rewrite
    in progress starts over.
    """
    same = replace(
        draft,
        languages=version.languages,
        basis=Basis.of(piece),
        copies=version.copies,
        platforms=version.platforms,
        templates=version.templates,
        writer=version.writer,
        questions=version.questions,
        removed=version.removed,
        edited=version.edited,
        status="edited" if draft.status in WRITTEN or version.status in WRITTEN else draft.status,
        review=None,
    ).recomposed(limits, piece.facts)
    return same.to_write(now, piece) if same.status == "writing" else same.next(now)


def _keys(one: Mapping[N, object], other: Mapping[N, object]) -> list[N]:
    return sorted({*one, *other})


def _fields(path: str, old: object, new: object) -> Iterator[str]:
    for one in fields(new):  # type: ignore[arg-type]  # the parts of a draft are dataclasses
        if getattr(old, one.name, None) != getattr(new, one.name):
            yield f"{path}.{one.name}"
