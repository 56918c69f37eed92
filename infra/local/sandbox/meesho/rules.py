"""What the Meesho panel refuses: the front image and the product details.

Source: supplier.meesho.com/how-it-works. Undocumented numbers come from the settings.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from infra.local.sandbox import settings
from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.meesho import form
from infra.local.sandbox.world import Document, World

NAME_MIN = 3
NAME_MAX = 100
DESCRIPTION_MAX = 1400
ADDRESS_MIN = 10
TEXT_MAX = 250
SKU_MAX = 50
PRICE_MAX = Decimal(500_000)
INVENTORY_MAX = 100_000
WEIGHT_MAX = 50_000
PACK_MAX = 100

_PINCODE = re.compile(r"[1-9]\d{5}", re.ASCII)
_HSN = re.compile(r"\d{4}|\d{6}|\d{8}", re.ASCII)
_SKU = re.compile(r"[A-Za-z0-9._/-]+")
_CONTACT = re.compile(r"https?://|www\.|\b[\w.]+@[\w-]+\.\w+|(?<!\d)[6-9]\d{9}(?!\d)", re.ASCII)

Errors = dict[str, str]
Check = Callable[[str], str | None]


@dataclass(frozen=True)
class Details:
    """The form as sent, and what is wrong with it by field."""

    values: Document
    errors: Errors


def image_wrong(world: World, picture: Picture) -> str | None:
    """Why a picture cannot be the product's image, or None."""
    largest = settings.number(world, "meesho_image_bytes_max")
    side = settings.number(world, "meesho_image_side_min")
    stretch = settings.number(world, "meesho_image_stretch_max")
    if picture.format != "JPEG":
        return f"Only JPEG images are accepted. This file is {picture.format}."
    if picture.size > largest:
        return f"The image is larger than {largest // (1024 * 1024)} MB."
    if min(picture.width, picture.height) < side:
        return (
            f"The image must be at least {side} by {side} px. "
            f"This one is {picture.width} by {picture.height} px."
        )
    if 100 * max(picture.width, picture.height) > stretch * min(picture.width, picture.height):
        return (
            f"The image must be square or nearly so. "
            f"This one is {picture.width} by {picture.height} px."
        )
    return None


def details(sent: Mapping[str, str], category: str) -> Details:
    """Check every field of a category's form."""
    values = {field.name: sent.get(field.name, "").strip() for field in form.fields(category)}
    errors: Errors = {}
    for field in form.fields(category):
        wrong = _field_wrong(field, values[field.name])
        if wrong is not None:
            errors[field.name] = wrong
    _together(values, errors)
    return Details(values, errors)


def qc_objection(values: Mapping[str, str]) -> str | None:
    """What a quality checker would object to, or None."""
    text = f"{values.get('product_name', '')}\n{values.get('description', '')}"
    if _CONTACT.search(text):
        return "Product name or description contains contact details or a web address."
    return None


def _field_wrong(field: form.Field, value: str) -> str | None:
    if not value:
        return "This field is required." if field.required else None
    if field.kind == "select" and value not in field.options:
        return "Choose one from the list."
    check = _CHECKS.get(field.name)
    if check is not None:
        return check(value)
    if len(value) > TEXT_MAX:
        return f"Write at most {TEXT_MAX} characters."
    return None


def _together(values: Mapping[str, str], errors: Errors) -> None:
    price, mrp = _rupees(values["meesho_price"]), _rupees(values["mrp"])
    returns = _rupees(values["returns_price"])
    if "mrp" not in errors and price is not None and mrp is not None and price > mrp:
        errors.setdefault("meesho_price", "Meesho price cannot be above the MRP.")
    if price is not None and returns is not None and returns > price:
        errors.setdefault("returns_price", "The returns price cannot be above the Meesho price.")
    if values["country"] not in ("", "India") and not values["importer"]:
        errors.setdefault("importer", "Importer is required for goods not made in India.")


def _rupees(value: str) -> Decimal | None:
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _price(value: str) -> str | None:
    number = _rupees(value)
    if number is None:
        return "Enter a price in rupees."
    if number != number.quantize(Decimal("0.01")):
        return "A price has at most two decimals."
    if not 1 <= number <= PRICE_MAX:
        return f"Enter a price from ₹1 to ₹{PRICE_MAX:,}."
    return None


def _whole(low: int, high: int) -> Check:
    def check(value: str) -> str | None:
        if value.isascii() and value.isdigit() and low <= int(value) <= high:
            return None
        return f"Enter a whole number from {low} to {high:,}."

    return check


def _matching(pattern: re.Pattern[str], words: str, longest: int | None = None) -> Check:
    def check(value: str) -> str | None:
        if pattern.fullmatch(value) and (longest is None or len(value) <= longest):
            return None
        return words

    return check


def _length(low: int, high: int) -> Check:
    def check(value: str) -> str | None:
        if low <= len(value) <= high:
            return None
        return f"Write {low} to {high:,} characters. There are {len(value):,}."

    return check


_CHECKS: dict[str, Check] = {
    "product_name": _length(NAME_MIN, NAME_MAX),
    "description": _length(1, DESCRIPTION_MAX),
    "net_quantity": _whole(1, PACK_MAX),
    "meesho_price": _price,
    "returns_price": _price,
    "mrp": _price,
    "hsn": _matching(_HSN, "An HSN ID has 4, 6 or 8 digits."),
    "sku": _matching(
        _SKU, f"Use up to {SKU_MAX} letters, digits and . _ / - without spaces.", SKU_MAX
    ),
    "inventory": _whole(1, INVENTORY_MAX),
    "net_weight": _whole(1, WEIGHT_MAX),
    "manufacturer_address": _length(ADDRESS_MIN, TEXT_MAX),
    "packer_address": _length(ADDRESS_MIN, TEXT_MAX),
    "manufacturer_pincode": _matching(_PINCODE, "A pincode has 6 digits."),
    "packer_pincode": _matching(_PINCODE, "A pincode has 6 digits."),
}
