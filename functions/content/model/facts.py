"""The artisan's facts about a piece: the only claims that its words may make."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from functions.content.model.languages import LANGUAGES, Language
from functions.content.model.phrases import phrases
from functions.content.model.text import contacts
from kernel.money import Money


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

    def merged(self, change: "FactsChange") -> "Facts":
        """These facts, with the fields that `change.given` names taken from `change.facts`."""
        given = {name: getattr(change.facts, name) for name in change.given}
        return replace(self, **given)

    def beneath(self, above: "Facts") -> "Facts":
        """The facts in `above`, with empty fields filled from these facts."""
        known = {one.name: getattr(self, one.name) for one in fields(self)}
        blank = {name: it for name, it in known.items() if it and not getattr(above, name)}
        return replace(above, **blank)

    def words(self) -> str:
        """Everything that the artisan wrote, one fact per line."""
        names = (self.title, self.craft, *self.materials, self.technique, self.region)
        return "\n".join(word for word in (*names, self.dimensions, self.story, self.link) if word)

    def contacts(self) -> frozenset[str]:
        """The links, addresses, handles and numbers that the artisan gave away on purpose."""
        return contacts(self.words())


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class FactsChange:
    """Facts to take over: of `facts`, only the fields named in `given`."""

    facts: Facts = NO_FACTS
    given: frozenset[str] = frozenset()


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
