"""What Etsy refuses: the field rules of createDraftListing, updateListing, images and inventory.

Source: Etsy's OAS 3.0.0 for Open API v3 (baseline of 2026-08-17) and its error texts.
"""

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

TITLE_MAX = 140
TAGS_MAX = 13
TAG_LENGTH_MAX = 20
MATERIALS_MAX = 13
MATERIAL_LENGTH_MAX = 45
STYLES_MAX = 2
SKU_MAX = 32
QUANTITY_MAX = 999
ALT_TEXT_MAX = 500
IMAGES_MAX = 20
IMAGE_BYTES_MAX = 10 * 1024 * 1024
IMAGE_SIDE_MIN = 50
IMAGE_FORMATS = ("JPEG", "PNG", "GIF")
PRICE_MIN = 0.2
PRICE_MAX = 50_000_000.0

WHO_MADE = ("i_did", "someone_else", "collective")
LISTING_TYPES = ("physical", "download", "both")
WRITABLE_STATES = ("active", "inactive")
READABLE_STATES = ("active", "inactive", "sold_out", "draft", "expired")
REQUIRED = (
    "quantity",
    "title",
    "description",
    "price",
    "who_made",
    "when_made",
    "taxonomy_id",
)

_VINTAGE_YEARS = 19
_LAST_OF_DECADE = 2009
_ONCE_ONLY = "%:&+"
_SYMBOLS = "™©®"
_TAG_MARKS = "-'" + _SYMBOLS


class RequestRefused(Exception):
    """Etsy answers `{"error": text}` with this status."""

    def __init__(self, status: int, error: str, description: str | None = None) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.description = description


@dataclass(frozen=True)
class Offering:
    """One price and quantity of a product in an inventory; the price is in minor units."""

    price: int
    quantity: int
    is_enabled: bool
    readiness_state_id: int | None


def when_made_literals(now: datetime) -> tuple[str, ...]:
    """The `when_made` values of this year: the first and the vintage border move every January."""
    border = now.year - _VINTAGE_YEARS
    decades = tuple(f"{decade}s" for decade in range(1990, 1890, -10))
    recent = (f"{border}_{_LAST_OF_DECADE}",) if border <= _LAST_OF_DECADE else ()
    return (
        "made_to_order",
        f"2020_{now.year}",
        "2010_2019",
        *recent,
        f"before_{border}",
        f"2000_{border - 1}",
        *decades,
        "1800s",
        "1700s",
        "before_1700",
    )


def required(form: Mapping[str, str]) -> None:
    """Refuse a form that leaves out a required field, naming the first one missing."""
    for name in REQUIRED:
        if not form.get(name, "").strip():
            raise RequestRefused(400, f"Expected value for '{name}' in request but none was found.")


def one_of(name: str, value: str, choices: Sequence[str]) -> str:
    """The value, if Etsy knows it."""
    if value not in choices:
        raise RequestRefused(
            400, f"Invalid value for '{name}': '{value}'. Expected one of: {', '.join(choices)}"
        )
    return value


def whole(name: str, text: str, low: int, high: int | None = None) -> int:
    """An integer within its bounds."""
    try:
        number = int(text)
    except ValueError:
        raise RequestRefused(
            400, f"Expected int value for '{name}' (got string '{text}')"
        ) from None
    if number < low:
        raise RequestRefused(400, f"Invalid value for '{name}': must be at least {low}")
    if high is not None and number > high:
        raise RequestRefused(400, f"Invalid value for '{name}': must be at most {high}")
    return number


def truth(name: str, text: str) -> bool:
    """A boolean as forms carry it."""
    if text.lower() in {"true", "1"}:
        return True
    if text.lower() in {"false", "0"}:
        return False
    raise RequestRefused(400, f"Expected boolean value for '{name}' (got string '{text}')")


def price(text: object) -> int:
    """Minor units of a decimal price; Etsy takes a float and keeps two decimals."""
    try:
        number = float(str(text))
    except ValueError:
        raise RequestRefused(400, "Expected float value for 'price'") from None
    if not math.isfinite(number) or not PRICE_MIN <= number <= PRICE_MAX:
        raise RequestRefused(400, f"Price must be between {PRICE_MIN:.2f} and {PRICE_MAX:.2f}")
    return round(number * 100)


def title(text: str) -> str:
    """A title of at most 140 letters, digits, punctuation, mathematical symbols and ™©®."""
    if not text.strip():
        raise RequestRefused(400, "Expected value for 'title' in request but none was found.")
    if len(text) > TITLE_MAX:
        raise RequestRefused(400, f"Title must be {TITLE_MAX} characters or fewer.")
    if any(not _in_title(character) for character in text):
        raise RequestRefused(400, "Title contains characters that are not allowed.")
    for mark in _ONCE_ONLY:
        if text.count(mark) > 1:
            raise RequestRefused(400, f"Title may contain the character '{mark}' only once.")
    return text


def _in_title(character: str) -> bool:
    category = unicodedata.category(character)
    # Etsy's pattern has no combining marks, so most Indic words are refused: faithfully kept.
    return category[0] in "LP" or category in {"Nd", "Sm", "Zs"} or character in _SYMBOLS


def listed(text: str) -> tuple[str, ...]:
    """The members of a comma-separated form value."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def tags(values: Sequence[str]) -> tuple[str, ...]:
    """At most 13 different tags of at most 20 characters."""
    if len(values) > TAGS_MAX:
        raise RequestRefused(400, f"A listing can have at most {TAGS_MAX} tags.")
    for value in values:
        if len(value) > TAG_LENGTH_MAX:
            raise RequestRefused(
                400, f"The tag '{value}' is longer than {TAG_LENGTH_MAX} characters."
            )
        if not _only(value, _TAG_MARKS):
            raise RequestRefused(400, f"The tag '{value}' contains characters not allowed.")
    if len({value.casefold() for value in values}) != len(values):
        raise RequestRefused(400, "Tags must be unique.")
    return tuple(values)


def materials(values: Sequence[str]) -> tuple[str, ...]:
    """At most 13 materials of letters, digits and spaces."""
    if len(values) > MATERIALS_MAX:
        raise RequestRefused(400, f"A listing can have at most {MATERIALS_MAX} materials.")
    for value in values:
        if len(value) > MATERIAL_LENGTH_MAX or not _only(value, ""):
            raise RequestRefused(400, f"The material '{value}' is not valid.")
    return tuple(values)


def styles(values: Sequence[str]) -> tuple[str, ...]:
    """At most two styles."""
    if len(values) > STYLES_MAX:
        raise RequestRefused(400, f"A listing can have at most {STYLES_MAX} styles.")
    return tuple(values)


def _only(text: str, marks: str) -> bool:
    return all(
        unicodedata.category(character)[0] == "L"
        or unicodedata.category(character) in {"Nd", "Zs"}
        or character in marks
        for character in text
    )


def alt_text(text: str) -> str:
    """Alternative text of at most 500 characters."""
    if len(text) > ALT_TEXT_MAX:
        raise RequestRefused(400, f"alt_text must be {ALT_TEXT_MAX} characters or fewer.")
    return text


def offerings(values: object) -> tuple[Offering, ...]:
    """The offerings of one product in an inventory."""
    if not isinstance(values, list) or not values:
        raise RequestRefused(400, "Each product must have at least one offering.")
    return tuple(_offering(value) for value in values)


def _offering(value: object) -> Offering:
    if not isinstance(value, dict):
        raise RequestRefused(400, "Each offering must be an object.")
    for name in ("price", "quantity", "is_enabled"):
        if name not in value:
            raise RequestRefused(400, f"Expected value for '{name}' in offering but none found.")
    if isinstance(value["price"], dict):
        raise RequestRefused(400, "Expected float value for 'price' (got array)")
    if not isinstance(value["is_enabled"], bool):
        raise RequestRefused(400, "Expected boolean value for 'is_enabled'")
    readiness = value.get("readiness_state_id")
    return Offering(
        price=price(value["price"]),
        quantity=whole("quantity", str(value["quantity"]), 0, QUANTITY_MAX),
        is_enabled=value["is_enabled"],
        readiness_state_id=None
        if readiness is None
        else whole("readiness_state_id", str(readiness), 1),
    )


def sku(value: object) -> str:
    """A SKU of at most 32 characters."""
    if not isinstance(value, str) or len(value) > SKU_MAX:
        raise RequestRefused(400, f"SKU must be a string of {SKU_MAX} characters or fewer.")
    return value


def scopes_missing(held: Iterable[str], needed: Iterable[str]) -> tuple[str, ...]:
    """The scopes that a call needs and its token lacks."""
    have = set(held)
    return tuple(scope for scope in needed if scope not in have)
