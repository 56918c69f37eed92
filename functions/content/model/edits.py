"""An artisan's edits by hand, and how to apply them to copies and platform texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from functions.content.model.languages import Language
from functions.content.model.platforms import PlatformText
from functions.content.model.templates import TemplateSnapshot
from functions.content.model.wording import Copy

TextPart = Literal["title", "text", "tags", "language"]


@dataclass(frozen=True, slots=True)
class CopyEdit:
    """New words for the copy in one language; None leaves a field as it is."""

    title: str | None = None
    description: str | None = None
    hashtags: tuple[str, ...] | None = None
    alt_text: str | None = None
    call_to_action: str | None = None


@dataclass(frozen=True, slots=True)
class TextEdit:
    """New words for one platform; None leaves a field as it is.

    `reset` names the fields to compose again from the copy.
    """

    title: str | None = None
    text: str | None = None
    tags: tuple[str, ...] | None = None
    language: Language | None = None
    reset: tuple[TextPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What the artisan changed by hand; `copy` is of the main language.

    `templates` puts a template on a platform's text, or takes it off (None).
    """

    copy: CopyEdit = field(default_factory=CopyEdit)
    copies: Mapping[Language, CopyEdit] = field(default_factory=dict)
    platforms: Mapping[str, TextEdit] = field(default_factory=dict)
    templates: Mapping[str, TemplateSnapshot | None] = field(default_factory=dict)
    languages: tuple[Language, ...] | None = None


COPY_PARTS = ("title", "description", "hashtags", "alt_text", "call_to_action")
TEXT_PARTS: tuple[TextPart, ...] = ("title", "text", "tags", "language")

W = TypeVar("W", Copy, PlatformText)


def put(
    old: W, change: CopyEdit | TextEdit, parts: Iterable[str], path: str
) -> tuple[W, tuple[str, ...]]:
    """`old` with the given fields of `change`, and the paths of the changed fields.

    A field sent back unchanged is no edit: else saving a form would freeze every field.
    """
    given = {name: getattr(change, name) for name in parts}
    new = {
        name: value
        for name, value in given.items()
        if value is not None and value != getattr(old, name)
    }
    return replace(old, **new), tuple(f"{path}.{name}" for name in new)
