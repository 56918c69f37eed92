"""Finds the claims in a text: words, in all languages at once, that need a supporting fact."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from functions.content.model.glossary import terms

if TYPE_CHECKING:
    from regex import Pattern

Kind = Literal["claim", "material", "place", "craft", "number", "order", "command"]
"""`order` tells readers to do something, `command` tells a model to."""

_FILE = Path(__file__).with_name("claims.json")
_NEVER_JOINED = 5  # letters of a first word that is not run together with the next
_EDGE = r"[\p{L}\p{M}\p{N}]"
_NUMBER = r"(?<![\p{L}\p{N}_.,])(?<![\p{L}\p{N}_.,]\u2069)\p{Nd}[\p{Nd},]*(?:\.\p{Nd}+)?"
# What turns a claim into none: “not handmade”, “silk-like”, “faux silk”, “हाथ से बना नहीं”.
_GAP = r"[^\p{L},;:.!?\u2013\u2014]+"
_NOT_BEFORE = (
    r"(?i)(?<!\p{L})(?:(?:not(?! (?:only|just|merely))|no|never|without|isn['\u2019]t|"
    rf"aren['\u2019]t|wasn['\u2019]t|non|neither|nor){_GAP}(?:\p{{L}}+{_GAP}){{0,3}}|(?:faux|imitation|"
    rf"artificial|mock|art|like|resembling|resembles|as \p{{L}}+ as){_GAP})$"
)
_NOT_AFTER = (
    r"(?i)^(?:[ -](?:like|look|style|styled|finish|inspired|tone|toned|colou?r|colou?red|free)"
    r"(?!\p{L})|[^,;\u2013\u2014।\u06d4.!?]*?(?<!\p{L})(?:नहीं|नाही|नाहीत|নয়|নেই|இல்லை|அல்ல|కాదు|"
    r"లేదు|નથી|નહીં|ಅಲ್ಲ|ಇಲ್ಲ|അല്ല|ഇല്ല|ନୁହେଁ|ନାହିଁ|ਨਹੀਂ|نہیں)(?![\p{L}\p{M}]))"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that needs a fact; a proven claim of `implied_by` proves this claim too.

    `seen`: a picture can prove the claim.
    """

    id: str
    kind: Kind
    words: tuple[str, ...]
    implied_by: tuple[str, ...] = ()
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that a text makes between `start` and `end`."""

    claim: str
    kind: Kind
    start: int
    end: int
    seen: bool = False


@lru_cache
def claims() -> Mapping[str, Claim]:
    """Every known claim by its id, including one for each craft of the glossary."""
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    known = [
        Claim(
            one["id"],
            one["kind"],
            tuple(one["words"]),
            tuple(one.get("implied_by", ())),
            bool(one.get("seen")),
        )
        for one in document
    ]
    crafts = (Claim(f"craft:{term.term}", "craft", term.spellings) for term in terms())
    return {one.id: one for one in (*known, *crafts)}


def found_in(text: str) -> tuple[Found, ...]:
    """The claims in `text` (NFC) by position, without those that `text` denies."""
    return tuple(sorted(_found(text), key=lambda one: (one.start, -one.end)))


def _found(text: str) -> Iterator[Found]:
    ids, pattern = _pattern()
    for match in pattern.finditer(text, overlapped=True):
        for place in (int(name[1:]) for name, hit in match.groupdict().items() if hit):
            claim = claims()[ids[place]]
            if claim.kind in {"order", "command"} or not _denied(text, match.start(), match.end()):
                yield Found(claim.id, claim.kind, match.start(), match.end(), claim.seen)
    for number in _numbers().finditer(text):
        yield Found(plain_number(number.group()), "number", number.start(), number.end())


def _denied(text: str, start: int, end: int) -> bool:
    before, after = _negations()
    return bool(before.search(text[max(0, start - 60) : start]) or after.search(text[end:]))


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of `text` as `plain_number` puts them."""
    return frozenset(plain_number(one) for one in _numbers().findall(text))


def plain_number(written: str) -> str:
    """A number in any script's digits, as `1,25,000.50`, in the form `125000.5`."""
    digits = "".join(str(unicodedata.digit(one, one)) for one in written.replace(",", ""))
    whole, _, fraction = digits.partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{'.' if fraction else ''}{fraction}"


@lru_cache
def _numbers() -> "Pattern[str]":
    import regex  # noqa: PLC0415  # 30 ms that only the writing needs

    return regex.compile(_NUMBER)


@lru_cache
def _negations() -> "tuple[Pattern[str], Pattern[str]]":
    import regex  # noqa: PLC0415  # as above

    return regex.compile(_NOT_BEFORE), regex.compile(_NOT_AFTER)


@lru_cache
def _pattern() -> "tuple[tuple[str, ...], Pattern[str]]":
    import regex  # noqa: PLC0415  # as above

    ids = tuple(claims())
    # Lookaheads, for the same words may claim several things: “शुद्ध रेशम”, “मुगा रेशम”.
    either = "|".join(
        f"(?P<c{place}>{'|'.join(_spelled(word) for word in claims()[one].words)})"
        for place, one in enumerate(ids)
    )
    start = rf"(?:(?<!{_EDGE})|(?<=\p{{N}} ?))"
    return ids, regex.compile(rf"{start}(?:{either})(?!{_EDGE})", regex.IGNORECASE)


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    """A word as a pattern: a space may be missing or a hyphen, `*` stands for any ending."""
    import regex  # noqa: PLC0415  # as above

    word = unicodedata.normalize("NFC", word)
    if word.startswith("100"):
        return r"100\s?%"
    gap = r"[\s\-\u2010-\u2015]*" if word.isascii() else r"[\s\-]+"
    if word.isascii() and len(word.split()[0]) > _NEVER_JOINED:
        gap = r"[\s\-\u2010-\u2015]+"
    spelled = gap.join(regex.escape(part) for part in word.rstrip("*").split())
    return spelled + (r"[\p{L}\p{M}]*" if word.endswith("*") else "")
