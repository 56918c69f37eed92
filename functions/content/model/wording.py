"""The words about a piece, who wrote them, and the bounds that any writer is held to."""

from dataclasses import dataclass

from functions.content.model.facts import Facts
from functions.content.model.text import (
    distinct,
    hashtag,
    one_line,
    prose,
    shortened,
    trimmed,
    without_contacts,
)

TITLE_MAX = 140
DESCRIPTION_MAX = 5000
ALT_TEXT_MAX = 500  # Pinterest's and Etsy's limit, the lowest of all
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


@dataclass(frozen=True, slots=True)
class Brief:
    """What a writer is given: the facts, and the photo to look at."""

    owner_id: str
    photo_id: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote: `name` is `facts` or a provider; `note` tells the artisan of a fallback."""

    name: str
    model: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A writer's answer."""

    copy: Copy
    writer: Writer
    questions: tuple[str, ...] = ()


def bounded(copy: Copy) -> Copy:
    """`copy` within every bound, without control characters; nothing is said that was not."""
    tags = distinct(hashtag(one_line(tag), HASHTAG_MAX - 1) for tag in copy.hashtags)
    return Copy(
        title=trimmed(one_line(copy.title), TITLE_MAX),
        description=shortened(prose(copy.description), DESCRIPTION_MAX),
        hashtags=tags[:HASHTAGS_MAX],
        alt_text=shortened(one_line(copy.alt_text), ALT_TEXT_MAX),
    )


def tidied(copy: Copy, facts: Facts) -> Copy:
    """A model's words made fit to show: bounded, and without contacts that nobody gave it.

    What the words claim is for the artisan to approve.
    """
    allowed = facts.contacts()
    return bounded(
        Copy(
            title=without_contacts(one_line(copy.title), allowed),
            description=without_contacts(prose(copy.description), allowed),
            hashtags=tuple(without_contacts(one_line(tag), allowed) for tag in copy.hashtags),
            alt_text=without_contacts(one_line(copy.alt_text), allowed),
        )
    )


def tidied_questions(questions: tuple[str, ...]) -> tuple[str, ...]:
    """Questions to the artisan, without repeats, at most `QUESTIONS_MAX`."""
    lines = (without_contacts(one_line(question), frozenset()) for question in questions)
    return distinct(shortened(line, QUESTION_MAX) for line in lines)[:QUESTIONS_MAX]
