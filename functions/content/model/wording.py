"""Copy about a piece, its writer and cost, and the length limits for any writer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from functions.content.model.facts import Facts
from functions.content.model.languages import Language
from functions.content.model.text import distinct, hashtag, shortened, trimmed, without_contacts
from kernel.normal_form import one_line, prose

TITLE_MAX = 140
DESCRIPTION_MAX = 5000
ALT_TEXT_MAX = 500  # Pinterest's and Etsy's limit, the lowest of all
CALL_TO_ACTION_MAX = 150
HASHTAGS_MAX = 10
HASHTAG_MAX = 50
QUESTIONS_MAX = 8
QUESTION_MAX = 200


@dataclass(frozen=True, slots=True)
class Copy:
    """What is said about a piece on every platform; lengths are bounded by the `…_MAX` above."""

    title: str = ""
    description: str = ""
    hashtags: tuple[str, ...] = ()
    alt_text: str = ""
    call_to_action: str = ""


CopyField = Literal["title", "description", "hashtags", "alt_text", "call_to_action"]


@dataclass(frozen=True, slots=True)
class Voice:
    """How an artisan writes, learned from texts of her own."""

    summary: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRewriteRequest:
    """A request to rewrite one field by `instruction`; other fields of the answer are ignored."""

    field: CopyField
    language: Language
    instruction: str
    current: str = ""
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A writer's input: facts, photo to look at ("" for none), and the field to rewrite, if any."""

    owner_id: str
    photo_id: str
    facts: Facts
    languages: tuple[Language, ...] = ("en",)
    voice: Voice | None = None
    rewrite: FieldRewriteRequest | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote: `name` is `facts` or a provider; `note` explains a fallback to the artisan.

    `prompt` names the version of the prompt that a model was given.
    """

    name: str
    model: str | None = None
    note: str | None = None
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """An answer's tokens and price; `micros` are millionths of a US dollar."""

    input_tokens: int = 0
    output_tokens: int = 0
    micros: int = 0
    model: str | None = None

    def plus(self, other: "Cost") -> "Cost":
        """The sum of both costs, with the model of `other` if it names one."""
        return Cost(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.micros + other.micros,
            other.model or self.model,
        )


@dataclass(frozen=True, slots=True)
class RemovedClaim:
    """A claim removed from the copy, and the reason as shown to the artisan."""

    language: Language
    field: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """A writer's answer: words in each language of the brief, the main language first."""

    copies: Mapping[Language, Copy]
    writer: Writer
    questions: tuple[str, ...] = ()
    removed: tuple[RemovedClaim, ...] = ()
    cost: Cost = field(default_factory=Cost)

    @property
    def copy(self) -> Copy:
        """The words in the main language."""
        return next(iter(self.copies.values()))


def bounded(copy: Copy) -> Copy:
    """`copy` within every length limit and without control characters; no claim is added."""
    tags = distinct(hashtag(one_line(tag), HASHTAG_MAX - 1) for tag in copy.hashtags)
    return Copy(
        title=trimmed(one_line(copy.title), TITLE_MAX),
        description=shortened(prose(copy.description), DESCRIPTION_MAX),
        hashtags=tags[:HASHTAGS_MAX],
        alt_text=shortened(one_line(copy.alt_text), ALT_TEXT_MAX),
        call_to_action=shortened(one_line(copy.call_to_action), CALL_TO_ACTION_MAX),
    )


def tidied(copy: Copy, facts: Facts) -> Copy:
    """A model's copy within the length limits and without contacts that the facts do not give.

    Claims stay in the copy: the artisan approves them.
    """
    allowed = facts.contacts()
    return bounded(
        Copy(
            title=without_contacts(one_line(copy.title), allowed),
            description=without_contacts(prose(copy.description), allowed),
            hashtags=tuple(without_contacts(one_line(tag), allowed) for tag in copy.hashtags),
            alt_text=without_contacts(one_line(copy.alt_text), allowed),
            call_to_action=without_contacts(one_line(copy.call_to_action), allowed),
        )
    )


def tidied_questions(questions: tuple[str, ...]) -> tuple[str, ...]:
    """Questions to the artisan, without repeats, at most `QUESTIONS_MAX`."""
    lines = (without_contacts(one_line(question), frozenset()) for question in questions)
    return distinct(shortened(line, QUESTION_MAX) for line in lines)[:QUESTIONS_MAX]
