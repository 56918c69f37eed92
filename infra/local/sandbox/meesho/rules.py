"""What the Meesho panel refuses: the front image and the product details.

Source: supplier.meesho.com/how-it-works. Undocumented numbers come from the settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.local.sandbox import settings
from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.meesho import form
from infra.local.sandbox.panels import checks
from infra.local.sandbox.panels.layout import Field
from infra.local.sandbox.world import Document, World

NAME_MIN = 3
NAME_MAX = 100
DESCRIPTION_MAX = 1400
ADDRESS_MIN = 10
TEXT_MAX = 250
SKU_MAX = 50
INVENTORY_MAX = 100_000
WEIGHT_MAX = 50_000
PACK_MAX = 100


Errors = dict[str, str]


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
    if checks.contact_details(values.get("product_name", ""), values.get("description", "")):
        return "Product name or description contains contact details or a web address."
    return None


def _field_wrong(field: Field, value: str) -> str | None:
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
    price, mrp = checks.rupees(values["meesho_price"]), checks.rupees(values["mrp"])
    returns = checks.rupees(values["returns_price"])
    if "mrp" not in errors and price is not None and mrp is not None and price > mrp:
        errors.setdefault("meesho_price", "Meesho price cannot be above the MRP.")
    if price is not None and returns is not None and returns > price:
        errors.setdefault("returns_price", "The returns price cannot be above the Meesho price.")
    if values["country"] not in ("", "India") and not values["importer"]:
        errors.setdefault("importer", "Importer is required for goods not made in India.")


_CHECKS: dict[str, checks.Check] = {
    "product_name": checks.length(NAME_MIN, NAME_MAX),
    "description": checks.length(1, DESCRIPTION_MAX),
    "net_quantity": checks.whole(1, PACK_MAX),
    "meesho_price": checks.price,
    "returns_price": checks.price,
    "mrp": checks.price,
    "hsn": checks.matching(checks.HSN, "An HSN ID has 4, 6 or 8 digits."),
    "sku": checks.matching(
        checks.SKU, f"Use up to {SKU_MAX} letters, digits and . _ / - without spaces.", SKU_MAX
    ),
    # With 0 the product is taken and waits until it is in stock.
    "inventory": checks.whole(0, INVENTORY_MAX),
    "net_weight": checks.whole(1, WEIGHT_MAX),
    "manufacturer_address": checks.length(ADDRESS_MIN, TEXT_MAX),
    "packer_address": checks.length(ADDRESS_MIN, TEXT_MAX),
    "manufacturer_pincode": checks.matching(checks.PINCODE, "A pincode has 6 digits."),
    "packer_pincode": checks.matching(checks.PINCODE, "A pincode has 6 digits."),
}
