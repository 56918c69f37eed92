"""Normal forms of text that people type: what is stored, and the key by which texts are equal."""

import re
import unicodedata

ISOLATE, ISOLATE_END = "\u2068", "\u2069"
"""First strong isolate and its end: they keep the order of foreign words in a right-to-left text,
and unlike the other direction marks they cannot reorder anything around them (UAX #9)."""

_JOINERS = "\u200c\u200d"  # zero-width non-joiner and joiner: Indic spelling and emoji need them
_VIRAMA = 9  # the combining class of the signs that take a consonant's vowel away
# Letters and symbols by category that show nothing: Hangul fillers, Khmer's inherent vowels,
# the blank of Braille.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_NOTHING = re.compile(r"[\s\u2068\u2069\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def one_line(text: str) -> str:
    """`text` in NFC on one line, without controls and invisible signs; "" if nothing shows.

    A joiner stays where it joins: inside a word, or after a virama.
    """
    line = " ".join(_visible(text).split())
    return "" if _NOTHING.fullmatch(line) else line


def prose(text: str) -> str:
    """`text` cleaned as by `one_line`, with its line breaks but no two empty lines in a row."""
    lines = (" ".join(line.split()) for line in _visible(text).splitlines())
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "" if _NOTHING.fullmatch(tidy) else tidy


def fold(text: str) -> str:
    """The key by which two texts are compared: equal for texts that differ in case or spaces only.

    Texts that look alike in two encodings, as सफ़ेद may, have one key.
    """
    return unicodedata.normalize("NFC", one_line(without_isolates(text)).casefold())


def without_isolates(text: str) -> str:
    """`text` without the direction marks of `ISOLATE` and `ISOLATE_END`."""
    return text.replace(ISOLATE, "").replace(ISOLATE_END, "")


def has_control(text: str) -> bool:
    """Whether `text` holds a control character other than tab and line ends."""
    return _CONTROL.search(text) is not None


def has_hidden(text: str) -> bool:
    """Whether `text` holds a sign that nobody sees: a control, a direction or zero-width mark."""
    return not all(_is_seen(character) for character in text)


def _visible(text: str) -> str:
    kept: list[str] = []
    for place, character in enumerate(text):
        if character in "\n\t\u2028\u2029":
            kept.append("\t" if character == "\t" else "\n")
        elif character in _JOINERS:
            following = text[place + 1 : place + 2]
            kept.extend([character] if kept and _joins(kept[-1], following) else [])
        elif character in ISOLATE + ISOLATE_END or _is_seen(character):
            kept.append(character)
    # Last: what was taken out may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", _paired("".join(kept)))


def _joins(before: str, following: str) -> bool:
    # Between ASCII letters a joiner joins nothing; it can only hide a link.
    if before.isascii() or before.isspace() or before in _JOINERS:
        return False
    inside = bool(following) and not following.isspace() and _is_seen(following)
    return inside or unicodedata.combining(before) == _VIRAMA


def _is_seen(character: str) -> bool:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}
    return not hidden and character not in _BLANK


def _paired(text: str) -> str:
    """`text` with isolates only where they come in pairs around something, within one line."""
    if ISOLATE not in text and ISOLATE_END not in text:
        return text
    pair = re.compile(f"{ISOLATE}([^{ISOLATE}{ISOLATE_END}\n]+){ISOLATE_END}")
    marked = pair.sub("\ue000\\1\ue001", text)
    bare = without_isolates(marked)
    return bare.replace("\ue000", ISOLATE).replace("\ue001", ISOLATE_END)
