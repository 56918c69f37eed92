"""IndiaMART's product form: groups, units, specifications, and what is refused.

Source: seller.indiamart.com (Products, Add product); the labels and numbers are unconfirmed, so
automation must treat them as data.
"""

from collections.abc import Mapping
from pathlib import Path

from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.panels import checks
from infra.local.sandbox.panels.products import PanelProduct, States
from infra.local.sandbox.panels.site import Seller, Site
from infra.local.sandbox.world import World

NEW = "/products/new"
SITE = Site(
    vendor="indiamart",
    host="seller.indiamart.com",
    cookie="imsess",
    templates=Path(__file__).with_name("templates"),
    sellers={
        "9876543210": Seller("9876543210", "Haat Craft House", "haatcraft"),
        "9876543211": Seller("9876543211", "Neighbour Weavers", "nbrweave"),
    },
    sender="INDMRT",
    name="seller dashboard",
    work=NEW,
    login="/login",
    home="/dashboard",
    logout="/logout",
    human="/verify/human",
    again="/verify/otp",
)
STATES = States("Incomplete", "Under review", "Rejected", "Approved")
FIRST_ID = 23_400_000_000

UNITS = ("Piece", "Pair", "Set", "Meter", "Kg")
GROUPS = (
    "Brass Handicrafts",
    "Wooden Handicrafts",
    "Terracotta Products",
    "Handloom Fabrics",
    "Sarees & Dupattas",
    "Home Furnishing",
    "Baskets & Cane Products",
    "Jewellery",
    "Toys & Games",
    "Handicraft Items",
)
NAME_MAX, TEXT_MAX = 100, 4000
PHOTOS_MOST = 5
SPECS = 4
GOOD_TEXT = 100

_BASICS: dict[str, checks.Check] = {
    "product_name": checks.length(3, NAME_MAX),
    "price": checks.price,
    "unit": checks.one_of(UNITS),
}
_DETAILS: dict[str, checks.Check] = {
    "group": checks.one_of(GROUPS),
    "description": checks.length(10, TEXT_MAX),
}


def picture_wrong(world: World, picture: Picture) -> str | None:
    """Why a photo is not taken, or None."""
    side = SITE.number(world, "image_side_min")
    if picture.format not in ("JPEG", "PNG"):
        return f"Only JPEG and PNG photos are accepted. This file is {picture.format}."
    if picture.size > SITE.number(world, "image_bytes_max"):
        return "The photo is too large."
    if min(picture.width, picture.height) < side:
        return f"The photo must be at least {side} by {side} px."
    return None


def basics_wrong(sent: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the first page, by field; without a price buyers ask for it."""
    fields = dict(_BASICS)
    if sent.get("ask_price"):
        del fields["price"]
    return _wrong(fields, sent)


def details_wrong(sent: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the second page, by field."""
    wrong = _wrong(_DETAILS, sent)
    for place in range(1, SPECS + 1):
        name, value = sent.get(f"spec_name_{place}", ""), sent.get(f"spec_value_{place}", "")
        if bool(name) != bool(value):
            wrong[f"spec_value_{place}"] = "A specification has a name and a value."
    return wrong


def _wrong(fields: Mapping[str, checks.Check], sent: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    for name, check in fields.items():
        reason = check(sent[name]) if sent.get(name) else "This field is required."
        if reason:
            wrong[name] = reason
    return wrong


def specs(product: PanelProduct) -> list[tuple[str, str]]:
    """A product's specifications."""
    own = [("Material", product.value("isq_material"))]
    given = [
        (product.value(f"spec_name_{place}"), product.value(f"spec_value_{place}"))
        for place in range(1, SPECS + 1)
    ]
    return [(name, value) for name, value in (*own, *given) if name and value]


def score(product: PanelProduct) -> int:
    """How complete a product is, in per cent."""
    earned = (
        (30, bool(product.images)),
        (20, bool(product.value("price"))),
        (25, len(product.value("description")) >= GOOD_TEXT),
        (25, len(specs(product)) > 1),
    )
    return sum(points for points, has in earned if has)


def objection(product: PanelProduct) -> str | None:
    """What a checker would object to, or None."""
    if checks.contact_details(product.value("product_name"), product.value("description")):
        return "Name or description contains contact details or a web address."
    return None
