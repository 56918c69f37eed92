"""The names of crafts, weaves and their materials, which are spelled and never translated."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from functions.content.model.languages import Language

if TYPE_CHECKING:
    from regex import Pattern

_FILE = Path(__file__).with_name("glossary.json")


@dataclass(frozen=True, slots=True)
class Term:
    """A craft word: its usual Latin spelling, others, and the established ones in other scripts."""

    term: str
    also: tuple[str, ...]
    kind: str
    spelled: Mapping[str, str]

    @property
    def latin(self) -> tuple[str, ...]:
        """Every Latin spelling, the usual one first."""
        return (self.term, *self.also)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling in every script."""
        return (*self.latin, *dict.fromkeys(self.spelled.values()))

    def within(self, language: Language) -> str | None:
        """The established spelling for readers of `language`, None where there is none."""
        return self.term if language == "en" else self.spelled.get(language)


@lru_cache
def terms() -> tuple[Term, ...]:
    """Every craft word that is known."""
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Term(one["term"], tuple(one["also"]), one["kind"], one["spelled"]) for one in document
    )


def named_in(text: str) -> tuple[Term, ...]:
    """The craft words in `text`, whichever script they are written in."""
    found = {spelling.casefold() for spelling in _pattern().findall(text)}
    return tuple(term for term in terms() if found & {one.casefold() for one in term.spellings})


def latin_names(text: str) -> tuple[str, ...]:
    """The craft words in `text` in their usual Latin spelling: `Ikat`."""
    return tuple(term.term[:1].upper() + term.term[1:] for term in named_in(text))


def for_prompt() -> str:
    """The glossary as text for a prompt: one craft word per line with its spellings."""
    return "\n".join(
        f"{term.term}: " + ", ".join(f"{code} {word}" for code, word in term.spelled.items())
        if term.spelled
        else term.term
        for term in terms()
    )


@lru_cache
def _pattern() -> "Pattern[str]":
    import regex  # noqa: PLC0415  # 30 ms that only the writing needs

    spellings = sorted(
        {spelling for term in terms() for spelling in term.spellings}, key=len, reverse=True
    )
    either = "|".join(regex.escape(spelling) for spelling in spellings)
    edge = r"[\p{L}\p{M}\p{N}]"
    return regex.compile(rf"(?<!{edge})(?:{either})(?!{edge})", regex.IGNORECASE)
