"""Counts, cuts and cleans text, never cutting inside what people read as one character."""

import re
import unicodedata
from collections.abc import Iterable

from kernel.normal_form import ISOLATE, ISOLATE_END, fold, prose, without_isolates
from kernel.texts import HASHTAG, MENTION, UTF16, Counting, fewer_signs, signs_in

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
_FOREIGN_RUN = re.compile(  # Latin or Indic words, with their vowel signs and joiners
    r"[^\W_\u0590-\u08ff](?:[ -~\u00a0-\u024f\u0900-\u0dff\u200c\u200d]*"
    r"[A-Za-z0-9\u00c0-\u024f\u0900-\u0963\u0966-\u0dff])?"
)
_ELLIPSIS = "…"
_WORTH_KEEPING = 0.6  # a word boundary earlier than this share of the room wastes too much of it

_PHONE = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){9,}")
_MISSING_SPACE = re.compile(r"(?<=[a-z])\.(?=[A-Z][a-z]+\W*$)")
_DOMAIN = re.compile(r"\w\.[^\W\d_]{2}")
_HANDLE = re.compile(r"@\w")
_AROUND = "()[]{}<>\"'“”\u2018\u2019.,;:!?…*_`।॥\u06d4\u061f\u060c\u061b"


def units(text: str) -> int:
    """The length in UTF-16 code units.

    Our own bounds are in these: they are never fewer than code points or graphemes, so a text that
    fits by this count fits by each of them, and `String.length` says the same in the browser.
    """
    return UTF16.size(text)


def trimmed(text: str, most: int | None, mark: str = "", by: Counting = UTF16) -> str:
    """`text` within `most` as `by` counts, cut between words where that wastes little, then `mark`.

    The cut splits nothing that reads as one letter, and no link whose length does not count.
    """
    if most is None or by.size(text) <= most:
        return text
    room = most - by.size(mark)
    if room <= 0:
        return ""
    kept = ""
    for piece, size in by.pieces(text):
        room -= size
        if room < 0:
            break
        kept += piece
    boundary = max(kept.rfind(" "), kept.rfind("\n"))
    follows_word = text[len(kept)].isspace()
    if not follows_word and boundary > len(kept) * _WORTH_KEEPING:
        kept = kept[:boundary]
    kept = kept.rstrip()
    return kept + mark if kept else ""


def shortened(text: str, most: int | None, by: Counting = UTF16) -> str:
    """`trimmed` with an ellipsis, for running text."""
    return trimmed(text, most, _ELLIPSIS, by)


def whole_words(text: str, most: int, by: Counting = UTF16) -> str:
    """The longest run of whole words from the start within `most`; "" if the first is longer."""
    kept: list[str] = []
    for word in text.split():
        if by.size(" ".join([*kept, word])) > most:
            break
        kept.append(word)
    return " ".join(kept)


def isolate(text: str) -> str:
    """`text` in direction marks that separate it from the rest of a right-to-left line."""
    return f"{ISOLATE}{text}{ISOLATE_END}"


def isolated(text: str) -> str:
    """A right-to-left text with each run of foreign words in `isolate`, so that they read in order.

    Lines without any right-to-left letter, and contacts and hashtags, are left as they are.
    """

    def apart(match: "re.Match[str]") -> str:
        run = match.group()
        bare = not any(character.isalpha() for character in run)
        near = match.string[max(0, match.start() - 1) : match.start()]
        alone = bare or near in {"#", "@", "/"} or contacts(run) or "#" in run
        return run if alone else isolate(run)

    lines = without_isolates(text).split("\n")
    return "\n".join(
        _FOREIGN_RUN.sub(apart, line) if _RIGHT_TO_LEFT.search(line) else line for line in lines
    )


def hashtag(words: str, most: int = 50) -> str:
    """`blue pottery` as `#BluePottery`; empty when nothing in it can stand in a hashtag."""
    parts = [_taggable(word) for word in words.replace("#", " ").split()]
    joined = "".join(part[:1].upper() + part[1:] for part in parts)
    joined = trimmed(joined, most)
    return f"#{joined}" if any(c.isalpha() for c in joined) else ""


def _taggable(word: str) -> str:
    kept: list[str] = []
    follows = False
    for character in word:
        category = unicodedata.category(character)[0]
        # A vowel sign or accent (M) belongs to the letter before it, and goes where that goes.
        follows = follows if category == "M" else category in "LN" or character == "_"
        kept.extend([character] if follows else [])
    return "".join(kept)


def unhashed(tag: str) -> str:
    """`#BluePottery` as `Blue Pottery`."""
    return re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])", " ", tag.removeprefix("#")).replace("_", " ")


def hashtags_in(text: str, sign: str = HASHTAG) -> int:
    """How many hashtags a platform could read in `text`, counted generously."""
    return signs_in(text, sign)


def mentions_in(text: str, sign: str = MENTION) -> int:
    """How many @-mentions a platform could read in `text`, counted generously."""
    return signs_in(text, sign)


def fewer_hashtags(text: str, most: int | None, sign: str = HASHTAG) -> str:
    """`text` with the `#` taken from every hashtag beyond the first `most`."""
    return fewer_signs(text, most, sign)


def fewer_mentions(text: str, most: int | None, sign: str = MENTION) -> str:
    """`text` with the `@` taken from every mention beyond the first `most`."""
    return fewer_signs(text, most, sign)


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """`words` without empty ones and without repeats, by their folded form."""
    seen: dict[str, str] = {}
    for word in words:
        if word:
            seen.setdefault(fold(word), word)
    return tuple(seen.values())


def contacts(text: str) -> frozenset[str]:
    """The links, e-mail addresses, handles and phone numbers that `text` holds."""
    words = {_core(word) for word in text.split() if _is_contact(word)}
    # Facts stand on a line each: two numbers below each other are not one.
    phones = {_digits(found) for line in text.split("\n") for found in _PHONE.findall(line)}
    return frozenset(words | phones)


def without_contacts(text: str, allowed: frozenset[str]) -> str:
    """`text` without any contact that is not among `allowed` (made by `contacts`)."""

    def phone(match: re.Match[str]) -> str:
        return match.group() if _digits(match.group()) in allowed else ""

    lines = []
    for line in text.split("\n"):
        words = (_MISSING_SPACE.sub(". ", word) for word in _PHONE.sub(phone, line).split(" "))
        lines.append(
            " ".join(word for word in words if not _is_contact(word) or _core(word) in allowed)
        )
    return prose("\n".join(lines))


def _is_contact(word: str) -> bool:
    if "://" in word or word.lower().lstrip(_AROUND).startswith("www."):
        return True
    return bool(_HANDLE.search(word) or _DOMAIN.search(word))


def _core(word: str) -> str:
    return without_isolates(word).strip(_AROUND).casefold()


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
