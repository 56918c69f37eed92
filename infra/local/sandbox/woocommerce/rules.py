"""What WooCommerce reads of a product, and how: every field is checked by WordPress's schema."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from infra.local.sandbox.woocommerce.wire import Json, invalid
from infra.local.sandbox.world import Document

STATUSES = ("draft", "pending", "private", "publish")
TYPES = ("simple", "grouped", "external", "variable")
STOCK = ("instock", "outofstock", "onbackorder")
TITLE_MAX = 200
BLANK: Document = {
    "name": "",
    "type": "simple",
    "status": "publish",
    "description": "",
    "short_description": "",
    "sku": "",
    "regular_price": "",
    "sale_price": "",
    "manage_stock": False,
    "stock_quantity": None,
    "stock_status": "instock",
    "weight": "",
    "dimensions": {"length": "", "width": "", "height": ""},
    "categories": [],
    "tags": [],
    "images": [],
    "attributes": [],
    "meta_data": [],
}


def read(sent: Mapping[str, Json]) -> Document:
    """The known fields, each of its type; unknown fields are left aside, as WordPress does."""
    return {name: READERS[name](name, value) for name, value in sent.items() if name in READERS}


def _text(name: str, value: Json) -> str:
    if not isinstance(value, str):
        raise invalid(name, f"{name} is not of type string.")
    return value


def _price(name: str, value: Json) -> str:
    text = _text(name, value).strip()
    if not text:
        return ""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""  # WooCommerce keeps nothing of a price that it cannot read.
    return str(number) if number.is_finite() and number >= 0 else ""


def _truth(name: str, value: Json) -> bool:
    if not isinstance(value, bool):
        raise invalid(name, f"{name} is not of type boolean.")
    return value


def _count(name: str, value: Json) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise invalid(name, f"{name} is not of type integer,null.")
    return value


def _one_of(*known: str) -> Callable[[str, Json], str]:
    def reader(name: str, value: Json) -> str:
        if value not in known:
            words = f"{', '.join(known[:-1])}, and {known[-1]}"
            raise invalid(name, f"{name} is not one of {words}.")
        return str(value)

    return reader


def _objects(name: str, value: Json) -> list[Document]:
    if not isinstance(value, list):
        raise invalid(name, f"{name} is not of type array.")
    for place, one in enumerate(value):
        if not isinstance(one, dict):
            raise invalid(name, f"{name}[{place}] is not of type object.")
    return value


def _object(name: str, value: Json) -> Document:
    if not isinstance(value, dict):
        raise invalid(name, f"{name} is not of type object.")
    return {key: str(inner) for key, inner in value.items()}


READERS: dict[str, Callable[[str, Json], Any]] = {
    **dict.fromkeys(("name", "description", "short_description", "sku", "slug", "weight"), _text),
    **dict.fromkeys(("regular_price", "sale_price"), _price),
    **dict.fromkeys(("categories", "tags", "images", "attributes", "meta_data"), _objects),
    "dimensions": _object,
    "manage_stock": _truth,
    "stock_quantity": _count,
    "stock_status": _one_of(*STOCK),
    "status": _one_of(*STATUSES),
    "type": _one_of(*TYPES),
}


def slug(text: str) -> str:
    """A slug as WordPress makes it, kept readable for scripts other than Latin."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    marked = "".join(c if unicodedata.category(c)[0] in "LNM" else "-" for c in plain)
    return re.sub(r"-+", "-", marked).strip("-")[:TITLE_MAX] or "product"


def settled(product: Document) -> Document:
    """What follows from other fields: the price, and whether there is any."""
    if product["type"] == "variable":  # its variations have price and stock
        return {"price": "", **product, "stock_quantity": None}
    price = product["sale_price"] or product["regular_price"]
    stock = product["stock_status"]
    if product["manage_stock"]:
        stock = "instock" if (product["stock_quantity"] or 0) > 0 else "outofstock"
    quantity = product["stock_quantity"] if product["manage_stock"] else None
    return {**product, "price": price, "stock_status": stock, "stock_quantity": quantity}


def from_variations(product: Document, variations: list[Document]) -> Document:
    """What a variable product has of its variations: the lowest price, and whether any is left."""
    prices = [one["price"] for one in variations if one["price"]]
    left = any(one["stock_status"] == "instock" for one in variations)
    return {
        **product,
        "price": min(prices, key=Decimal) if prices else "",
        "stock_status": "instock" if left else "outofstock",
    }


def of_parent(attributes: list[Document], parent: Document) -> list[Document]:
    """The attributes of a variation: those that its product varies by; others are left aside."""
    varies = {one["name"] for one in parent["attributes"] if one.get("variation")}
    return [one for one in attributes if one.get("name") in varies]
