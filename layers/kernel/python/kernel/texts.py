"""How platforms count a text and which characters they take: values that contexts share."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from regex import Match, Pattern

Unit = Literal["utf16", "codepoints", "graphemes", "bytes"]

# Both patterns are read by Python's `regex` and by JavaScript with the flag `u`. A sign is counted
# wherever a platform could read one, but not inside a link, and a mention not inside an e-mail
# address. Japanese keyboards type the wide signs.
HASHTAG = r"[#\uff03]+(?=[\p{L}\p{N}_])"
MENTION = r"(?<![\p{L}\p{M}\p{N}_.+\-])[@\uff20]+(?=[\p{L}\p{N}_])"
LINK = r"[Hh][Tt][Tt][Pp][Ss]?://[!-~]+"

_LINK = re.compile(LINK)


def clusters(text: str) -> list[str]:
    """The extended grapheme clusters (UAX #29, with the Indic conjuncts of GB9c) of `text`."""
    import regex  # noqa: PLC0415  # 30 ms that only a cut or a count of letters needs

    found: list[str] = regex.findall(r"\X", text)
    return found


@dataclass(frozen=True, slots=True)
class Counting:
    """How a platform counts text; `link_weight` is what any link counts (None: its own length)."""

    unit: Unit = "utf16"
    link_weight: int | None = None

    def size(self, text: str) -> int:
        """The length of `text` as the platform counts it."""
        if self.link_weight is None:
            return _size(text, self.unit)
        links = _LINK.findall(text)
        return _size(_LINK.sub("", text), self.unit) + len(links) * self.link_weight

    def pieces(self, text: str) -> Iterator[tuple[str, int]]:
        """Split `text` into pieces that may not be cut (letters and links), each with its size."""
        if self.link_weight is None:
            yield from self._letters(text)
            return
        end = 0
        for link in _LINK.finditer(text):
            yield from self._letters(text[end : link.start()])
            yield link.group(), self.link_weight
            end = link.end()
        yield from self._letters(text[end:])

    def _letters(self, text: str) -> Iterator[tuple[str, int]]:
        for cluster in clusters(text):
            yield cluster, 1 if self.unit == "graphemes" else _size(cluster, self.unit)


def _size(text: str, unit: Unit) -> int:
    match unit:
        case "utf16":
            return len(text) + sum(character > "\uffff" for character in text)
        case "codepoints":
            return len(text)
        case "bytes":
            return len(text.encode())
        case "graphemes":
            return len(clusters(text))


UTF16 = Counting()
"""The strictest count of characters: what fits by it fits by code points and by graphemes."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters that a field takes: Unicode categories (or their first letter), and `others`.

    `words` names these characters to a person.
    """

    categories: tuple[str, ...]
    others: str
    words: str

    def takes(self, text: str) -> bool:
        """Whether every character of `text` is in the alphabet."""
        return all(self._has(character) for character in text)

    def _has(self, character: str) -> bool:
        category = unicodedata.category(character)
        known = category in self.categories or category[0] in self.categories
        return known or character in self.others


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What one field of a platform takes; None in `most` is no known limit.

    A text may have each character of `once` a single time.
    """

    most: int | None = None
    counting: Counting = UTF16
    allowed: Alphabet | None = None
    once: str = ""


ANY_TEXT = FieldRule()


def signs_in(text: str, sign: str = HASHTAG) -> int:
    """How many hashtags or mentions a platform could read in `text`."""
    return sum(not found["link"] for found in _either(sign).finditer(text))


def fewer_signs(text: str, most: int | None, sign: str = HASHTAG) -> str:
    """`text` with the sign taken from every hashtag or mention beyond the first `most`."""
    if most is None:
        return text
    seen = 0

    def keep(match: "Match[str]") -> str:
        nonlocal seen
        seen += not match["link"]
        return match.group() if match["link"] or seen <= most else ""

    kept: str = _either(sign).sub(keep, text)
    return kept


@lru_cache
def _either(sign: str) -> "Pattern[str]":
    import regex  # noqa: PLC0415  # as above

    return regex.compile(f"(?<link>{LINK})|{sign}")
