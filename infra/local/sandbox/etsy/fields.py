"""The form fields of a listing and how each is read, for create and for update alike."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from infra.local.sandbox.etsy import rules, shop
from infra.local.sandbox.etsy.rules import RequestRefused

Fields = dict[str, Any]

_DIMENSION_MAX = 10**9


def read(form: Mapping[str, str], now: datetime) -> Fields:
    """The known fields of a form, each checked; unknown fields are left aside, as Etsy does."""
    readers = _READERS | {
        "when_made": lambda text: rules.one_of("when_made", text, rules.when_made_literals(now))
    }
    return {name: readers[name](text) for name, text in form.items() if name in readers}


def _description(text: str) -> str:
    if not text.strip():
        raise RequestRefused(400, "Expected value for 'description' in request but none was found.")
    return text


def _taxonomy(text: str) -> int:
    id_ = rules.whole("taxonomy_id", text, 1)
    if id_ not in shop.taxonomy_ids():
        raise RequestRefused(400, f"Invalid taxonomy_id: {id_}")
    return id_


def _known(name: str, *ids: int) -> Callable[[str], int]:
    def read_id(text: str) -> int:
        id_ = rules.whole(name, text, 1)
        if id_ not in ids:
            raise RequestRefused(400, f"Invalid {name}: {id_} does not belong to this shop.")
        return id_

    return read_id


def _truth(name: str) -> Callable[[str], bool]:
    return lambda text: rules.truth(name, text)


def _measure(name: str) -> Callable[[str], float]:
    def read_measure(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise RequestRefused(400, f"Expected float value for '{name}'") from None
        if not 0 < number < _DIMENSION_MAX:
            raise RequestRefused(400, f"Invalid value for '{name}': must be greater than 0")
        return number

    return read_measure


def _choice(name: str, *choices: str) -> Callable[[str], str]:
    return lambda text: rules.one_of(name, text, choices)


_READERS: dict[str, Callable[[str], Any]] = {
    "quantity": lambda text: rules.whole("quantity", text, 1, rules.QUANTITY_MAX),
    "title": rules.title,
    "description": _description,
    "price": rules.price,
    "who_made": _choice("who_made", *rules.WHO_MADE),
    "taxonomy_id": _taxonomy,
    "shipping_profile_id": _known("shipping_profile_id", shop.SHIPPING_PROFILE_ID),
    "return_policy_id": _known("return_policy_id", shop.RETURN_POLICY_ID),
    "shop_section_id": _known("shop_section_id", *shop.SECTIONS),
    "readiness_state_id": _known(
        "readiness_state_id", shop.READY_TO_SHIP_ID, shop.MADE_TO_ORDER_ID
    ),
    "tags": lambda text: list(rules.tags(rules.listed(text))),
    "materials": lambda text: list(rules.materials(rules.listed(text))),
    "styles": lambda text: list(rules.styles(rules.listed(text))),
    "type": _choice("type", *rules.LISTING_TYPES),
    "state": _choice("state", *rules.WRITABLE_STATES),
    "is_supply": _truth("is_supply"),
    "is_taxable": _truth("is_taxable"),
    "is_customizable": _truth("is_customizable"),
    "should_auto_renew": _truth("should_auto_renew"),
    "item_weight": _measure("item_weight"),
    "item_length": _measure("item_length"),
    "item_width": _measure("item_width"),
    "item_height": _measure("item_height"),
    "item_weight_unit": _choice("item_weight_unit", "oz", "lb", "g", "kg"),
    "item_dimensions_unit": _choice(
        "item_dimensions_unit", "in", "ft", "mm", "cm", "m", "yd", "inches"
    ),
}
