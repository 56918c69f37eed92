"""The types of the fields of stores and products, with what each may hold."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from kernel.errors import Malformed
from kernel.ids import is_id
from kernel.responses import MoneyAmount

# C0 and C1 controls other than tab and line ends: they have no place in text that is shown.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINK = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?")


def _clean(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("it may hold no control characters")
    return text.strip()


def one_line(text: str) -> str:
    """The text on one line, without superfluous spaces; raises `ValueError` when it is empty."""
    tidy = " ".join(_clean(text).split())
    if not tidy:
        raise ValueError("it may not be empty")
    return tidy


def _link(text: str) -> str:
    if not _LINK.fullmatch(text):
        raise ValueError("it is a web address that starts with https:// or http://")
    return text


def _photo_id(text: str) -> str:
    if not is_id(text, "photo"):
        raise ValueError("it is no id of a photo")
    return text


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError("the same one is in it twice")
    return values


def _price(price: MoneyAmount) -> MoneyAmount:
    try:
        positive = price.money().minor > 0
    except Malformed as error:
        raise ValueError(error.message) from error
    if not positive:
        raise ValueError("it is more than nothing")
    return price


Name = Annotated[str, Field(max_length=80), AfterValidator(one_line)]
Craft = Annotated[
    str, Field(max_length=80, examples=["Ajrakh block printing"]), AfterValidator(one_line)
]
Region = Annotated[str, Field(max_length=80, examples=["Kutch, Gujarat"]), AfterValidator(one_line)]
Link = Annotated[
    str, Field(max_length=300, examples=["https://asha.example"]), AfterValidator(_link)
]
Title = Annotated[
    str, Field(max_length=140, examples=["Indigo Ajrakh stole"]), AfterValidator(one_line)
]
Description = Annotated[str, Field(max_length=5000), AfterValidator(_clean)]
Price = Annotated[MoneyAmount, AfterValidator(_price)]
Quantity = Annotated[int, Field(ge=0, le=999_999)]
Material = Annotated[str, Field(max_length=45), AfterValidator(one_line)]
Materials = Annotated[
    tuple[Material, ...],
    Field(max_length=13, examples=[["silk", "indigo"]]),
    AfterValidator(_distinct),
]
PhotoIds = Annotated[
    tuple[Annotated[str, AfterValidator(_photo_id)], ...],
    Field(max_length=10),
    AfterValidator(_distinct),
]


def not_null(value: object) -> object:
    """`value`; raises `ValueError` for null where a field may be left out but not emptied."""
    if value is None:
        raise ValueError("leave it out to keep it; it cannot be null")
    return value
