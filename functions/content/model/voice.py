"""Summarises how an artisan writes from her own texts, by counting and without a model."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.content.model.languages import LANGUAGE_INFO
from functions.content.model.wording import Voice

SAMPLES_MIN, SAMPLES_MAX, SAMPLE_MAX = 3, 20, 2000

_SENTENCE = re.compile(r"[.!?…।॥\u06d4\n]+")
_FAVOURITES, _OPENINGS, _EMOJI = 6, 3, 5
_SHORTEST = 4
"""The fewest letters of a favourite word: shorter ones join sentences rather than colour them."""
_TWICE = 2
_COMMON = frozenset(
    {
        "about",
        "after",
        "also",
        "been",
        "before",
        "from",
        "have",
        "here",
        "into",
        "just",
        "like",
        "made",
        "make",
        "more",
        "most",
        "only",
        "other",
        "over",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "very",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "would",
        "your",
        "yours",
        "each",
        "every",
        "बहुत",
        "अपने",
        "अपनी",
        "अपना",
        "हमारे",
        "हमारी",
        "हमारा",
        "इसके",
    }
)


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """An artisan's sample texts, and the summary of her way of writing."""

    owner_id: str
    samples: tuple[str, ...]
    summary: str
    learned_at: datetime

    def voice(self) -> Voice:
        """The profile as a `Voice` for a writer's brief."""
        return Voice(self.summary, self.samples)


def summary_of(samples: Sequence[str]) -> str:
    """The habits that `samples` show, one per line; counts only, nothing is guessed."""
    found = (
        f"{len(samples)} texts, about {_middle(len(_words(text)) for text in samples)} words each.",
        _sentences(samples),
        _emoji(samples),
        _marks(samples),
        _openings(samples),
        *_favourites(samples),
    )
    return "\n".join(line for line in found if line)


def _middle(numbers: Iterable[int]) -> int:
    # Not from `statistics`: it costs the API's cold start a hundredth of a second.
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) // 2


def _sentences(samples: Sequence[str]) -> str:
    parts = [part for text in samples for part in _SENTENCE.split(text)]
    lengths = [length for part in parts if (length := len(_words(part)))]
    return f"Sentences of about {_middle(lengths)} words." if lengths else ""


def _emoji(samples: Sequence[str]) -> str:
    used = [[sign for sign in text if _is_emoji(sign)] for text in samples]
    texts = sum(bool(signs) for signs in used)
    if not texts:
        return "No emoji."
    favourite = " ".join(_most(Counter(sign for signs in used for sign in signs), _EMOJI))
    return f"Emoji in {texts} of {len(samples)} texts: {favourite}"


def _marks(samples: Sequence[str]) -> str:
    exclaiming = sum("!" in text for text in samples)
    asking = sum("?" in text or "؟" in text for text in samples)
    tagged = _middle(text.count("#") for text in samples)
    return (
        f"An exclamation mark in {exclaiming}, a question in {asking} of {len(samples)} texts; "
        f"{tagged} hashtags each."
    )


def _openings(samples: Sequence[str]) -> str:
    first = Counter(" ".join(_words(text)[:_TWICE]) for text in samples if _words(text))
    usual = [words for words in _most(first, _OPENINGS) if first[words] >= _TWICE]
    return f"Often opens with: {_quoted(usual)}" if usual else ""


def _favourites(samples: Sequence[str]) -> list[str]:
    """One line per script with the words that occur in at least two of the texts."""
    texts: dict[str, Counter[str]] = {}
    for text in samples:
        for word in {word.casefold() for word in _words(text)}:
            if len(word) >= _SHORTEST and word not in _COMMON:
                texts.setdefault(_script(word), Counter())[word] += 1
    lines = []
    for script, counted in sorted(texts.items()):
        words = [word for word in _most(counted, _FAVOURITES) if counted[word] >= _TWICE]
        if words:
            lines.append(f"Favourite words ({_languages(script)}): {_quoted(words)}")
    return lines


def _most(counted: Counter[str], most: int) -> list[str]:
    ranked = sorted(counted, key=lambda word: (-counted[word], word))
    return ranked[:most]


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _languages(script: str) -> str:
    names = [
        language_info.name
        for language_info in LANGUAGE_INFO
        if language_info.script.upper() == script
    ]
    return " or ".join(names) or script.title()


def _words(text: str) -> list[str]:
    return [word for part in text.split() if (word := _core(part))]


def _core(part: str) -> str:
    """`part` without the signs around it; "" for a link, a hashtag or a sign alone."""
    if "://" in part or part.startswith(("#", "@", "www.")):
        return ""
    letters = [place for place, sign in enumerate(part) if unicodedata.category(sign)[0] in "LMN"]
    return part[letters[0] : letters[-1] + 1] if letters else ""


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").split(" ")[0]


def _is_emoji(sign: str) -> bool:
    return unicodedata.category(sign) == "So" and ord(sign) > 0x2190  # noqa: PLR2004  # the arrows
