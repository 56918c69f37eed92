"""Snapdeal's categories, the template's columns, and what is refused in a row.

Source: seller.snapdeal.com (Products, Add products, category template and image URLs); the labels
and numbers are unconfirmed, so automation must treat them as data.
"""

from collections.abc import Mapping
from pathlib import Path

from infra.local.sandbox.panels import checks
from infra.local.sandbox.panels.products import States
from infra.local.sandbox.panels.site import Seller, Site

ADD = "/products/add"
SITE = Site(
    vendor="snapdeal",
    host="seller.snapdeal.com",
    cookie="sdsid",
    templates=Path(__file__).with_name("templates"),
    sellers={
        "9876543210": Seller(
            "9876543210",
            "Haat Craft House",
            "haatcraft",
            "seller@haat.example",
            "dokra and brass",
        ),
        "9876543211": Seller(
            "9876543211",
            "Neighbour Weavers",
            "nbrweave",
            "weavers@haat.example",
            "warp and weft",
        ),
    },
    sender="SNAPDL",
    name="seller zone",
    work=ADD,
    login="/login",
    home="/dashboard",
    logout="/logout",
    human="/verify/human",
    again="/verify/otp",
    passworded=True,
)
STATES = States("DRAFT", "PENDING", "REJECTED", "LIVE")
FIRST_ID = 640_000_000

CATEGORIES = {
    "hd-showpieces": "Home Decor > Showpieces & Figurines",
    "hd-wall": "Home Decor > Wall Decor",
    "hd-vases": "Home Decor > Vases",
    "hd-handicrafts": "Home Decor > Handicrafts",
    "hf-cushions": "Home Furnishing > Cushion Covers",
    "hf-rugs": "Home Furnishing > Rugs & Carpets",
    "kt-serveware": "Kitchen > Serveware",
    "fa-sarees": "Fashion > Sarees",
    "fa-stoles": "Fashion > Stoles & Shawls",
    "fa-jewellery": "Fashion > Jewellery",
    "ty-toys": "Toys > Wooden Toys",
}
COUNTRIES = ("India", "Nepal", "Bhutan", "Bangladesh", "Other")
TITLE_MAX, TEXT_MAX = 150, 2000

COLUMNS: dict[str, checks.Check] = {
    "SKU Code": checks.matching(checks.SKU, "Use letters, digits and . _ / - only.", 50),
    "Product Title": checks.length(5, TITLE_MAX),
    "Brand": checks.length(2, 100),
    "Description": checks.length(10, TEXT_MAX),
    "MRP": checks.price,
    "Selling Price": checks.price,
    "Inventory": checks.whole(1, 100_000),
    "Weight (g)": checks.whole(1, 50_000),
    "HSN Code": checks.matching(checks.HSN, "An HSN code has 4, 6 or 8 digits."),
    "GST %": checks.one_of(checks.GST),
    "Country of Origin": checks.one_of(COUNTRIES),
    "Manufacturer Name": checks.length(2, 100),
    "Manufacturer Address": checks.length(10, 250),
    "Manufacturer Pincode": checks.matching(checks.PINCODE, "A pincode has 6 digits."),
    "Image URL 1": checks.length(10, 500),
    "Image URL 2": checks.length(10, 500),
    "Image URL 3": checks.length(10, 500),
    "Image URL 4": checks.length(10, 500),
}
IMAGES = tuple(name for name in COLUMNS if name.startswith("Image URL"))
_OPTIONAL = IMAGES[1:]


def columns(layout: str) -> tuple[str, ...]:
    """The template's header; a new template calls every column something else."""
    if layout == "standard":
        return tuple(COLUMNS)
    return tuple(f"Attribute {place}: {name}" for place, name in enumerate(COLUMNS, 1))


def row_wrong(row: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a row, by column."""
    wrong = {}
    for name, check in COLUMNS.items():
        if not row.get(name):
            reason = None if name in _OPTIONAL else "This column is required."
        else:
            reason = check(row[name])
        if reason:
            wrong[name] = reason
    price, mrp = checks.rupees(row.get("Selling Price", "")), checks.rupees(row.get("MRP", ""))
    if price is not None and mrp is not None and price > mrp:
        wrong.setdefault("Selling Price", "The selling price cannot be above the MRP.")
    return wrong


def objection(row: Mapping[str, str]) -> str | None:
    """What a checker would object to, or None."""
    if checks.contact_details(row["Product Title"], row["Description"]):
        return "Title or description contains contact details or a web address."
    return None
