"""What Etsy refuses of a listing's variations: properties, their values, all combinations.

https://developers.etsy.com/documentation/reference/#operation/updateListingInventory
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from infra.local.sandbox.etsy.rules import RequestRefused
from infra.local.sandbox.world import Document

ON_PROPERTY = (
    "price_on_property",
    "quantity_on_property",
    "sku_on_property",
    "readiness_state_on_property",
)
CUSTOM = (513, 514)
PROPERTIES_MAX = 2
PRODUCTS_MAX = 400
_NEEDED = ("property_id", "value_ids", "values")


def values(given: object) -> list[Document]:
    """The property values of one product; a custom value gets an id of Etsy's own."""
    if not isinstance(given, list) or not all(isinstance(value, dict) for value in given):
        raise RequestRefused(400, "Expected array value for 'property_values'")
    return [_value(one) for one in given]


def _value(one: Mapping[str, Any]) -> Document:
    for name in _NEEDED:
        if name not in one:
            raise RequestRefused(400, f"Expected value for '{name}' in property_values.")
    if one["property_id"] not in CUSTOM or not one.get("property_name"):
        raise RequestRefused(400, f"Invalid property_id: {one['property_id']}")
    texts = one["values"]
    if not isinstance(texts, list) or len(texts) != 1 or not str(texts[0]).strip():
        raise RequestRefused(400, "Each property needs one value.")
    for text in (str(one["property_name"]), str(texts[0])):
        if set("()") & set(text):
            raise RequestRefused(400, "Parenthesis characters are not allowed in properties.")
    number = int.from_bytes(str(texts[0]).encode()[:5])
    return {**one, "scale_name": None, "value_ids": [number]}


def checked(products: Sequence[Document], body: Mapping[str, Any]) -> dict[str, list[int]]:
    """By which properties price, quantity and SKU differ; refused if the products say otherwise."""
    ids = [[value["property_id"] for value in one["property_values"]] for one in products]
    if any(one != ids[0] for one in ids) or len(set(ids[0])) < len(ids[0]):
        raise RequestRefused(400, "All products must have the same properties.")
    if len(ids[0]) > PROPERTIES_MAX:
        raise RequestRefused(409, "The listing has more variations than max_variations_supported.")
    _all_combinations(products)
    on_property = {name: list(body.get(name) or []) for name in ON_PROPERTY}
    for name, vary in on_property.items():
        if not set(vary) <= set(ids[0]):
            raise RequestRefused(400, f"{name} names a property that no product has.")
    if len(ids[0]) in map(len, on_property.values()) and len(products) > PRODUCTS_MAX:
        raise RequestRefused(400, f"A listing can have at most {PRODUCTS_MAX} products.")
    _consistent(products, on_property)
    return on_property


def _all_combinations(products: Sequence[Document]) -> None:
    chosen = [tuple(value["values"][0] for value in one["property_values"]) for one in products]
    several = math.prod(len(set(column)) for column in zip(*chosen, strict=True))
    if len(products) != several or len(set(chosen)) < len(chosen):
        raise RequestRefused(400, "All combinations of property values must be supplied")


def _consistent(products: Sequence[Document], on_property: Mapping[str, list[int]]) -> None:
    shown = [one for one in products if one["offerings"][0]["is_enabled"]]
    for name, field in (("price_on_property", "price"), ("quantity_on_property", "quantity")):
        if not on_property[name] and len({one["offerings"][0][field] for one in shown}) > 1:
            raise RequestRefused(400, f"{field} must be consistent across all products.")
    if not on_property["sku_on_property"] and len({one["sku"] for one in products}) > 1:
        raise RequestRefused(400, "sku must be consistent across all products.")
