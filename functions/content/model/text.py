"""Text as platforms count it and people read it: never cut inside what reads as one character."""

import re
import unicodedata
from collections.abc import Iterable

_JOINERS = "\u200c\u200d"  # zero-width non-joiner and joiner: Indic spelling and emoji need them
_ELLIPSIS = "…"
_WORTH_KEEPING = 0.6  # a word boundary earlier than this share of the room wastes too much of it

_HASHTAG = re.compile(r"[#＃]+(?=\w)")  # noqa: RUF001  # Japanese keyboards type the wide one
_MENTION = re.compile(r"@+(?=\w)")
_PHONE = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){9,}")
_MISSING_SPACE = re.compile(r"(?<=[a-z])\.(?=[A-Z][a-z]+\W*$)")
_DOMAIN = re.compile(r"\w\.[^\W\d_]{2}")
_HANDLE = re.compile(r"@\w")
_AROUND = "()[]{}<>\"'“”\u2018\u2019.,;:!?…*_`"


def units(text: str) -> int:
    """The length in UTF-16 code units.

    Vendors say "characters" without saying which. UTF-16 is never fewer than code points or
    graphemes, so a text that fits by this count fits by each of them; it is also what
    `String.length` says in the browser.
    """
    return len(text) + sum(character > "\uffff" for character in text)


def clusters(text: str) -> list[str]:
    """The extended grapheme clusters (UAX #29, with the Indic conjuncts of GB9c) of `text`."""
    import regex  # noqa: PLC0415  # 30 ms that only a cut needs; the API rarely cuts

    found: list[str] = regex.findall(r"\X", text)
    return found


def trimmed(text: str, most: int | None, mark: str = "") -> str:
    """`text` within `most` units, cut between words where that wastes little, then `mark`."""
    if most is None or units(text) <= most:
        return text
    room = most - units(mark)
    if room <= 0:
        return ""
    kept = ""
    for cluster in clusters(text):
        room -= units(cluster)
        if room < 0:
            break
        kept += cluster
    boundary = max(kept.rfind(" "), kept.rfind("\n"))
    follows_word = text[len(kept)].isspace()
    if not follows_word and boundary > len(kept) * _WORTH_KEEPING:
        kept = kept[:boundary]
    kept = kept.rstrip()
    return kept + mark if kept else ""


def shortened(text: str, most: int | None) -> str:
    """`trimmed` with an ellipsis, for running text."""
    return trimmed(text, most, _ELLIPSIS)


def whole_words(text: str, most: int) -> str:
    """The longest run of whole words from the start that fits; empty when the first does not."""
    kept: list[str] = []
    for word in text.split():
        if units(" ".join([*kept, word])) > most:
            break
        kept.append(word)
    return " ".join(kept)


def one_line(text: str) -> str:
    """`text` without control and invisible characters, on one line, in NFC."""
    return " ".join(_visible(text).split())


def prose(text: str) -> str:
    """As `one_line`, but line breaks stay; never more than one empty line in a row."""
    lines = (" ".join(line.split()) for line in _visible(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _visible(text: str) -> str:
    kept: list[str] = []
    for character in text:
        if character in "\n\t\u2028\u2029":
            kept.append("\t" if character == "\t" else "\n")
        elif character in _JOINERS:
            # Between ASCII letters a joiner joins nothing; it can only hide a link.
            kept.extend([character] if kept and not kept[-1].isascii() else [])
        elif unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}:
            kept.append(character)
    # Last: what was taken out may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", "".join(kept))


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


def hashtags_in(text: str) -> int:
    """How many hashtags a platform could read in `text`, counted generously."""
    return len(_HASHTAG.findall(text))


def mentions_in(text: str) -> int:
    """How many @-mentions a platform could read in `text`, counted generously."""
    return len(_MENTION.findall(text))


def fewer_hashtags(text: str, most: int | None) -> str:
    """`text` with the `#` taken from every hashtag beyond the first `most`."""
    return _without_surplus(_HASHTAG, text, most)


def fewer_mentions(text: str, most: int | None) -> str:
    """`text` with the `@` taken from every mention beyond the first `most`."""
    return _without_surplus(_MENTION, text, most)


def _without_surplus(sign: re.Pattern[str], text: str, most: int | None) -> str:
    if most is None:
        return text
    seen = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match.group() if seen <= most else ""

    return sign.sub(keep, text)


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """`words` without empty ones and without repeats, whatever their case."""
    seen: dict[str, str] = {}
    for word in words:
        if word:
            seen.setdefault(word.casefold(), word)
    return tuple(seen.values())


def contacts(text: str) -> frozenset[str]:
    """The links, e-mail addresses, handles and phone numbers that `text` holds."""
    words = {_core(word) for word in text.split() if _is_contact(word)}
    return frozenset(words | {_digits(found) for found in _PHONE.findall(text)})


def without_contacts(text: str, allowed: frozenset[str]) -> str:
    """`text` without any contact that is not among `allowed` (made by `contacts`)."""

    def phone(match: re.Match[str]) -> str:
        return match.group() if _digits(match.group()) in allowed else ""

    lines = []
    for line in _PHONE.sub(phone, text).split("\n"):
        words = (_MISSING_SPACE.sub(". ", word) for word in line.split(" "))
        lines.append(
            " ".join(word for word in words if not _is_contact(word) or _core(word) in allowed)
        )
    return prose("\n".join(lines))


def _is_contact(word: str) -> bool:
    if "://" in word or word.lower().lstrip(_AROUND).startswith("www."):
        return True
    return bool(_HANDLE.search(word) or _DOMAIN.search(word))


def _core(word: str) -> str:
    return word.strip(_AROUND).casefold()


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
