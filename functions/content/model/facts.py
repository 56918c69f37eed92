"""The artisan's facts about a piece: the only claims that its words may make."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from hashlib import sha256

from functions.content.model.languages import LANGUAGES, Language
from functions.content.model.phrases import phrases
from functions.content.model.text import contacts
from kernel.money import Money

_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one piece, as the artisan put them; None and empty mean "not said"."""

    title: str | None = None
    craft: str | None = None
    materials: tuple[str, ...] = ()
    technique: str | None = None
    region: str | None = None
    price: Money | None = None
    quantity: int | None = None
    dimensions: str | None = None
    story: str | None = None
    link: str | None = None

    def words(self) -> str:
        """Everything that the artisan wrote, one fact per line."""
        names = (self.title, self.craft, *self.materials, self.technique, self.region)
        return "\n".join(word for word in (*names, self.dimensions, self.story, self.link) if word)

    def contacts(self) -> frozenset[str]:
        """The links, addresses, handles and numbers that the artisan gave away on purpose."""
        return contacts(self.words())


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Piece:
    """A product as words are written about it: its facts, and its photographs in their order."""

    product_id: str
    facts: Facts = NO_FACTS
    photo_ids: tuple[str, ...] = ()
    is_archived: bool = False

    @property
    def cover(self) -> str:
        """The photograph that writers look at; "" for a piece without photographs."""
        return self.photo_ids[0] if self.photo_ids else ""


@dataclass(frozen=True, slots=True)
class Basis:
    """Digests of what a draft's words were made from, which keep no fact and no photograph.

    `facts` is of all facts but the quantity, which few words use; `stock` is of the quantity.
    """

    facts: str = ""
    stock: str = ""
    cover: str = ""
    photos: str = ""

    @classmethod
    def of(cls, piece: Piece) -> "Basis":
        """The digests of the piece as it is now."""
        return cls(
            facts=_digest(asdict(replace(piece.facts, quantity=None))),
            stock=_digest(piece.facts.quantity),
            cover=_digest(piece.cover),
            photos=_digest(piece.photo_ids),
        )


def _digest(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:_DIGEST]


def questions(facts: Facts, language: Language = "en") -> tuple[str, ...]:
    """Questions to the artisan about missing facts, the most useful first."""
    asked = phrases(language).questions
    return tuple(question for name, question in asked.items() if not getattr(facts, name))


def asked_about(question: str) -> str | None:
    """The fact that one of our own `questions` asks for; None for a question of a model."""
    return _facts_by_question().get(question)


@lru_cache
def _facts_by_question() -> Mapping[str, str]:
    asked = (phrases(language).questions for language in LANGUAGES)
    return {question: name for questions in asked for name, question in questions.items()}
