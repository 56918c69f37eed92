"""An artisan's text templates: variables, lines that depend on them, limits and hashtags."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from functions.channels.model.text_limits import TextLimits
from functions.content.model.facts import Facts
from functions.content.model.languages import Language
from functions.content.model.phrases import spoken
from functions.content.model.platforms import TextViolation
from functions.content.model.text import (
    distinct,
    fewer_hashtags,
    fewer_mentions,
    hashtags_in,
    shortened,
    units,
)
from functions.content.model.wording import Copy
from kernel.normal_form import prose

VARIABLES = (
    "title",
    "description",
    "price",
    "stock",
    "story",
    "hashtags",
    "link",
    "call_to_action",
)
BODY_MAX = 5000
USES_MAX = 3
"""How often one variable may stand in a template: each use puts in the whole value again."""
TEMPLATES_MAX, GROUPS_MAX = 100, 50
GROUP_HASHTAGS_MAX = 30

_VARIABLE = re.compile(r"\{([^{}\n]+)\}")
_GIVES_WAY = ("description", "story")
"""The variables shortened first when a text is too long: price and link stay whole."""


@dataclass(frozen=True, slots=True)
class HashtagGroup:
    """A named group of hashtags that the artisan uses together."""

    group_id: str
    owner_id: str
    name: str
    hashtags: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Template:
    """A pattern for the text of a platform (None: of any), in one language."""

    template_id: str
    owner_id: str
    name: str
    language: Language
    body: str
    hashtag_group_ids: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    platform: str | None = None
    version: int = 1

    def next(self, now: datetime) -> "Template":
        """The template as its next version."""
        return replace(self, version=self.version + 1, updated_at=now)


@dataclass(frozen=True, slots=True)
class TemplateSnapshot:
    """A template as it was when applied to a text: later edits of the template change no draft."""

    template_id: str
    language: Language
    body: str
    hashtags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """The content of a template that is not saved yet."""

    name: str
    platform: str | None
    language: Language
    body: str
    hashtag_group_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A template filled in with a draft: text, violated limits and variables without a value."""

    platform: str | None
    language: Language
    text: str
    missing: tuple[str, ...]
    faults: tuple[TextViolation, ...]


def unknown_variables(body: str) -> tuple[str, ...]:
    """The names in braces that are no variables, in order and without repeats."""
    return distinct(name for name in _VARIABLE.findall(body) if name not in VARIABLES)


def overused_variables(body: str) -> tuple[str, ...]:
    """The variables that stand in the body more than `USES_MAX` times, without repeats."""
    uses = Counter(_VARIABLE.findall(body))
    return tuple(name for name in VARIABLES if uses[name] > USES_MAX)


def values(
    copy: Copy, facts: Facts, hashtags: tuple[str, ...] = (), language: Language = "en"
) -> Mapping[str, str]:
    """The value of each variable; "" for an unknown one."""
    return {
        "title": copy.title,
        "description": copy.description,
        "price": spoken(facts.price, language) if facts.price else "",
        "stock": "" if facts.quantity is None else str(facts.quantity),
        "story": facts.story or "",
        "hashtags": " ".join(distinct((*copy.hashtags, *hashtags))),
        "link": facts.link or "",
        "call_to_action": copy.call_to_action,
    }


def missing(body: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The variables of `body` that have no value, whose lines are left out."""
    return distinct(name for name in _VARIABLE.findall(body) if not known.get(name))


def filled(
    applied: TemplateSnapshot, copy: Copy, facts: Facts, limits: TextLimits | None = None
) -> str:
    """The template's text, within `limits`; a line with a variable of no value is left out."""
    known = dict(values(copy, facts, applied.hashtags, applied.language))
    body = _first_uses(applied.body)
    if applied.hashtags and "{hashtags}" not in body:
        body = f"{body}\n\n{{hashtags}}"
    most = limits.text_max if limits else None
    if limits and limits.hashtags_max is not None:
        known["hashtags"] = _fewer(body, known, limits.hashtags_max)
    for name in _GIVES_WAY:
        whole = _text(body, known)
        if most is None or units(whole) <= most:
            break
        room = max(0, units(known[name]) - (units(whole) - most) // max(1, _uses(body, name)) - 1)
        known[name] = shortened(known[name], room)
    text = shortened(_text(body, known), most)
    if limits is None:
        return text
    return fewer_mentions(fewer_hashtags(text, limits.hashtags_max), limits.mentions_max)


def _fewer(body: str, known: Mapping[str, str], most: int) -> str:
    others = hashtags_in(_text(body, {**known, "hashtags": ""}))
    return " ".join(known["hashtags"].split()[: max(0, most - others)])


def _first_uses(body: str) -> str:
    """The body with the first uses of each variable; a draft may have a template from before."""
    seen: Counter[str] = Counter()

    def kept(found: re.Match[str]) -> str:
        seen[found[1]] += 1
        return found[0] if seen[found[1]] <= USES_MAX else ""

    return _VARIABLE.sub(kept, body)


def _uses(body: str, name: str) -> int:
    return body.count(f"{{{name}}}")


def _text(body: str, known: Mapping[str, str]) -> str:
    return prose("\n".join(_lines(body, known)))


def _lines(body: str, known: Mapping[str, str]) -> Iterator[str]:
    for line in body.split("\n"):
        if not missing(line, known):
            # One pass: a brace inside a value is the artisan's text and no variable.
            yield _VARIABLE.sub(lambda found: known[found[1]], line)
