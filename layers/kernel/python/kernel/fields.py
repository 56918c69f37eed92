"""The types of the fields that describe a piece, each with the one limit that holds everywhere.

The limits are the least of what the platforms take, so that no platform refuses at the last step
what was accepted at the first.
"""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field

from kernel.errors import Malformed
from kernel.normal_form import fold, has_control, one_line, prose, without_isolates
from kernel.responses import MoneyAmount

TITLE_MAX = 140
PHRASE_MAX = 80
LONG_PHRASE_MAX = 120
STORY_MAX = 3000
LINK_MAX = 300
MATERIAL_MAX, MATERIALS_MAX = 45, 13
QUANTITY_MAX = 999_999

_LINK = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?")


def plain_line(text: str) -> str:
    """`text` on one line, "" for one of spaces and invisible signs; refuses control characters."""
    return one_line(_without_controls(text))


def filled_line(text: str) -> str:
    """`text` on one line; refuses control characters, and a text in which nothing shows."""
    return _filled(plain_line(text))


def person_name(text: str) -> str:
    """`text` as `filled_line` has it, without marks that could turn its order around."""
    return filled_line(without_isolates(text))


def plain_prose(text: str) -> str:
    """`text` with its line breaks; refuses control characters."""
    return prose(_without_controls(text))


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """`texts` without those that are equal to an earlier one when folded."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(fold(text), text)
    return tuple(first.values())


def _without_controls(text: str) -> str:
    if has_control(text):
        raise ValueError("it may hold no control characters")
    return text


def _filled(text: str) -> str:
    if not text:
        raise ValueError("it may not be empty")
    return text


def _web_address(text: str) -> str:
    if not _LINK.fullmatch(text):
        raise ValueError("it is a web address that starts with https:// or http://")
    return text


def _above_zero(price: MoneyAmount) -> MoneyAmount:
    try:
        positive = price.money().minor > 0
    except Malformed as error:
        raise ValueError(error.message) from error
    if not positive:
        raise ValueError("it is more than nothing")
    return price


Line = AfterValidator(filled_line)
PersonLine = AfterValidator(person_name)

Title = Annotated[
    str, Field(max_length=TITLE_MAX, examples=["Indigo Ajrakh stole"]), AfterValidator(filled_line)
]
Craft = Annotated[
    str,
    Field(max_length=PHRASE_MAX, examples=["Ajrakh block printing"]),
    AfterValidator(filled_line),
]
Region = Annotated[
    str, Field(max_length=PHRASE_MAX, examples=["Kutch, Gujarat"]), AfterValidator(filled_line)
]
Technique = Annotated[
    str,
    Field(max_length=LONG_PHRASE_MAX, examples=["Resist printing with carved blocks"]),
    AfterValidator(filled_line),
]
Dimensions = Annotated[
    str, Field(max_length=LONG_PHRASE_MAX, examples=["200 x 70 cm"]), AfterValidator(filled_line)
]
Story = Annotated[
    str,
    Field(max_length=STORY_MAX, examples=["My grandmother cut these blocks."]),
    AfterValidator(plain_prose),
    AfterValidator(_filled),
]
Link = Annotated[
    str,
    Field(max_length=LINK_MAX, examples=["https://asha.example"]),
    AfterValidator(filled_line),
    AfterValidator(_web_address),
]
Material = Annotated[str, Field(max_length=MATERIAL_MAX), AfterValidator(filled_line)]
Materials = Annotated[
    tuple[Material, ...],
    Field(max_length=MATERIALS_MAX, examples=[["silk", "indigo"]]),
    AfterValidator(distinct),
]
Price = Annotated[MoneyAmount, AfterValidator(_above_zero)]
Quantity = Annotated[int, Field(ge=0, le=QUANTITY_MAX)]
