"""What the artisan tells about a piece: the only things that may be claimed about it."""

from dataclasses import dataclass, fields, replace

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
        """These facts with the given ones in place of the old."""
        given = {name: getattr(change.facts, name) for name in change.given}
        return replace(self, **given)

    def beneath(self, said: "Facts") -> "Facts":
        """`said`, with these facts where it says nothing."""
        known = {one.name: getattr(self, one.name) for one in fields(self)}
        blank = {name: it for name, it in known.items() if it and not getattr(said, name)}
        return replace(said, **blank)

    def words(self) -> str:
        """Everything that the artisan wrote, one fact per line."""
        told = (self.title, self.craft, *self.materials, self.technique, self.region)
        return "\n".join(word for word in (*told, self.dimensions, self.story, self.link) if word)

    def contacts(self) -> frozenset[str]:
        """The links, addresses, handles and numbers that the artisan gave away on purpose."""
        return contacts(self.words())


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class FactsChange:
    """Facts to take over: of `facts`, only the fields named in `given`."""

    facts: Facts = NO_FACTS
    given: frozenset[str] = frozenset()


_QUESTIONS: tuple[tuple[str, str], ...] = (
    ("title", "What is it? A short name that a buyer would use."),
    ("materials", "What is it made of?"),
    ("technique", "How was it made?"),
    ("craft", "Which craft is it?"),
    ("region", "Where does it come from?"),
    ("dimensions", "How large is it?"),
    ("price", "What does it cost?"),
    ("story", "Is there a story to it that a buyer would like to know?"),
)


def questions(facts: Facts) -> tuple[str, ...]:
    """What is worth asking the artisan, the most useful first."""
    return tuple(question for name, question in _QUESTIONS if not getattr(facts, name))
