"""Removes claims from a sentence so that a whole sentence is left, or nothing."""

import json
import re
from functools import lru_cache
from pathlib import Path

from functions.content.model.claims import Found

_FILE = Path(__file__).with_name("claim_removal.json")


@lru_cache
def _replacements() -> dict[str, str]:
    document: dict[str, str] = json.loads(_FILE.read_text(encoding="utf-8"))
    return document


def words(name: str) -> frozenset[str]:
    """The words of the list `name` in `claim_removal.json`."""
    return frozenset(_replacements()[name].split())


_BEFORE = re.compile(
    r"(?:\b(?:truly|genuinely|completely|fully|entirely|very|beautifully|lovingly|carefully|"
    r"exquisitely|absolutely|\d+\s?%)\s+)+$",
    re.IGNORECASE,
)
# A describing word may go when the thing that it describes follows: neither a joint nor an end.
_JOINTS = words("joints")
_VERBS = words("verbs")
_NOUNS = words("nouns")
_NOUNS_ABROAD = words("nouns_abroad")
_ORIGIN = re.compile(
    r"(?:(?P<by>\s\w+)?\s(?:made|woven|crafted|carved|cast|painted|printed|dyed)(?=\s))?"
    r"\s(?:from|of|in|at)(?:\s(?:the|pure))?\s$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([\w'\u2019]+)\W*$")
_FOLLOWS = re.compile(r",?\s+([^\W\d_][^\s,.;:!?।\u06d4\u061f]*)")
_ENDS = re.compile(r"\s*(?:$|[.,;:!?।\u06d4)]|(?:for|with|on|by|and)\s)")
_OPENS_WHOLE = re.compile(r"(?:this|it|the|these|a|an|each|our|my)\b", re.IGNORECASE)
_SHORTEST = 4  # words of the shortest sentence that is left of one
_CLAUSE = re.compile(r"(?:,|;|:|\s[-|·/\u2013\u2014])\s*")
_ARTICLE = re.compile(r"\b(an?)(\s+)(?=(\w+))", re.IGNORECASE)
_SOUNDS_ELSE = re.compile(
    r"(?:uni|use|usu|one\b|once|eu)|(?P<mute>hour|honest|heir|honou?r)", re.IGNORECASE
)


def without(sentence: str, faults: tuple[Found, ...]) -> str | None:
    """`sentence` without the words at `faults`; None when the rest would be no sentence."""
    for fault in reversed(faults):
        if fault.kind in {"number", "order", "command"}:
            return None
        cut = _describing(sentence, fault) or _origin(sentence, fault)
        if cut is None:
            return None
        sentence = cut
    return sentence


def clauses(line: str) -> list[str]:
    """The parts of a title, which may stand alone."""
    return [part for part in _CLAUSE.split(line) if part.strip()]


def opening(sentence: str, start: int) -> str | None:
    """An English sentence up to the comma before `start`; None when that part is no sentence."""
    comma = sentence.rfind(",", 0, start)
    kept = sentence[:comma].strip()
    if comma < 0 or len(kept.split()) < _SHORTEST or not _OPENS_WHOLE.match(kept):
        return None
    return f"{kept}."


def _describing(sentence: str, fault: Found) -> str | None:
    if fault.claim in _NOUNS or (
        fault.claim in _NOUNS_ABROAD and not sentence[fault.start].isascii()
    ):
        return None
    start = fault.start
    degree = _BEFORE.search(sentence[:start])
    start = degree.start() if degree else start
    before = _WORD_BEFORE.search(sentence[:start])
    follows = _FOLLOWS.match(sentence, fault.end)
    if not follows or follows[1].casefold() in _JOINTS | _VERBS:
        return None
    if before and before[1].casefold() in _VERBS:
        return None
    return _mended(sentence[:start], sentence[follows.start(1) :])


def _origin(sentence: str, fault: Found) -> str | None:
    if fault.kind == "claim" or not _ENDS.match(sentence, fault.end):
        return None
    joint = _ORIGIN.search(sentence[: fault.start])
    if not joint:
        return None
    before = _WORD_BEFORE.search(sentence[: joint.start()])
    words = {(before[1] if before else "").casefold(), (joint["by"] or "").strip().casefold()}
    if words & _VERBS or not before:
        return None
    kept = sentence[: joint.start()] + (joint["by"] or "")
    return kept + sentence[fault.end :]


def _mended(before: str, after: str) -> str:
    """`before` and `after` joined, with the article and the capital that the seam needs."""
    if not before.strip() and after:
        return before + after[0].upper() + after[1:]
    seam = _ARTICLE.search(f"{before}{after}", max(0, len(before) - 4))
    text = f"{before}{after}"
    if seam and seam.end() >= len(before) - 1 and before.rstrip().lower().endswith((" a", " an")):
        return text[: seam.start(1)] + _article(seam[1], seam[3]) + text[seam.end(1) :]
    if before.strip().lower() in {"a", "an"}:
        return _article(before.strip(), after) + " " + after
    return text


def _article(old: str, word: str) -> str:
    odd = _SOUNDS_ELSE.match(word)
    vowel = word[0].lower() in "aeiou" if not odd else bool(odd["mute"])
    new = "an" if vowel else "a"
    return new.capitalize() if old[0].isupper() else new
