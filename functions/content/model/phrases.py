"""Our own phrases in each language, and money as readers of that language write it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from functions.content.model.languages import Language
from kernel.money import Money

_FILE = Path(__file__).with_name("phrases.json")
_SYMBOLS = {"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£"}
_ENDS = ".!?…।॥\u06d4؟。"
_LATIN_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language that join the artisan's words.

    English says in sentences what the other languages say with labels (“सामग्री: …”): a word in
    their sentences would have to be inflected, and we never change the artisan's words. `digits`
    are those of prices where they are not Latin (CLDR's default numbers).
    """

    stop: str
    comma: str
    last: str
    piece: str
    craft: str
    region: str
    materials: str
    technique: str
    size: str
    price: str
    photo: str
    call_to_action: str
    name_question: str
    why: Mapping[str, str]
    questions: Mapping[str, str]
    digits: str
    origin: str
    piece_of: str
    piece_from: str
    photo_of: str

    def listed(self, words: Sequence[str]) -> str:
        """`words` as a list: `clay, glass and borax`."""
        *most, last = words
        return f"{self.comma.join(most)}{self.last}{last}" if most else last

    def sentence(self, text: str) -> str:
        """`text` with a full stop, unless it ends already."""
        return text if text[-1] in _ENDS else f"{text}{self.stop}"

    def labelled(self, label: str, value: str) -> str:
        """A label and what it names, as `Size: 20 cm`."""
        return self.sentence(f"{label}: {value}")

    def money(self, money: Money) -> str:
        """`money` as buyers write it: `₹1,25,000`, `$12.50`, `1,200 NPR`."""
        whole, _, cents = money.amount.partition(".")
        groups = [whole[-3:]]
        rest, step = whole[:-3], 2 if money.currency == "INR" else 3  # lakh grouping
        while rest:
            groups.insert(0, rest[-step:])
            rest = rest[:-step]
        number = ",".join(groups) + (f".{cents}" if cents.strip("0") else "")
        if self.digits:
            number = number.translate(str.maketrans(_LATIN_DIGITS, self.digits))
        symbol = _SYMBOLS.get(money.currency)
        return f"{symbol}{number}" if symbol else f"{number} {money.currency}"


@lru_cache
def _all() -> Mapping[str, Phrases]:
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    return {language: Phrases(**phrases) for language, phrases in document.items()}


def phrases(language: Language) -> Phrases:
    """The phrases of `language`."""
    return _all()[language]


def spoken(money: Money, language: Language = "en") -> str:
    """`money` as buyers write it in `language`."""
    return phrases(language).money(money)
