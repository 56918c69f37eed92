"""Builds requests to Etsy and reads the answers: pure, without the transport."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from functions.channels.adapters.etsy import rules
from functions.channels.adapters.variants import (
    combinations,
    lowest_price,
    option_values,
    stock,
)
from functions.channels.errors import Rejected
from functions.channels.model.listing import Listing, ListingVariant

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class ShopDefaults:
    """The ids of a shop's profiles that every listing refers to."""

    shipping_profile_id: str
    return_policy_id: str
    readiness_state_id: str


def shop_defaults(
    shipping: Sequence[Mapping[str, Any]],
    returns: Sequence[Mapping[str, Any]],
    readiness: Sequence[Mapping[str, Any]],
) -> ShopDefaults:
    """The shop's first usable profile of each kind; raises `Rejected` naming what is missing."""
    usable = [one for one in shipping if not one.get("is_deleted")]
    for found, what in (
        (usable, "shipping profile"),
        (returns, "return policy"),
        (readiness, "processing profile"),
    ):
        if not found:
            raise Rejected(
                f"Your Etsy shop has no {what} yet.",
                remedy=f"Create a {what} in Etsy's Shop Manager under Settings, then try again.",
            )
    in_stock = [one for one in readiness if one.get("readiness_state") == "ready_to_ship"]
    return ShopDefaults(
        str(usable[0]["shipping_profile_id"]),
        str(returns[0]["return_policy_id"]),
        str((in_stock or readiness)[0]["readiness_state_id"]),
    )


def draft_fields(listing: Listing, shop: ShopDefaults, taxonomy_id: str, now: datetime) -> Fields:
    """The form of createDraftListing; arrays are comma-separated."""
    fields = {
        "quantity": str(min(stock(listing), rules.QUANTITY_MAX)),
        "title": listing.title,
        "description": listing.text,
        "price": lowest_price(listing).amount,
        "who_made": "i_did",
        "when_made": rules.when_made(now),
        "taxonomy_id": taxonomy_id,
        "type": "physical",
        "shipping_profile_id": shop.shipping_profile_id,
        "return_policy_id": shop.return_policy_id,
        "readiness_state_id": shop.readiness_state_id,
        "should_auto_renew": "false",
        "shop_section_id": listing.field_values.get("section", ""),
        **_lists(listing),
    }
    return {name: value for name, value in fields.items() if value}


def changed_fields(listing: Listing, found: Mapping[str, Any]) -> Fields:
    """The form of updateListing: words and chosen options; a list that ended is sent empty."""
    chosen = {
        "taxonomy_id": listing.field_values.get("category", ""),
        "shop_section_id": listing.field_values.get("section", ""),
    }
    lists = {name: value for name, value in _lists(listing).items() if value or found.get(name)}
    return {
        "title": listing.title,
        "description": listing.text,
        **lists,
        **{name: value for name, value in chosen.items() if value},
    }


def _lists(listing: Listing) -> Fields:
    lists = {"tags": listing.tags, "materials": rules.materials(listing.materials)}
    return {name: ",".join(values) for name, values in lists.items()}


_CUSTOM = (513, 514)
"""Etsy's ids of the two properties that a seller names herself."""


def inventory_body(listing: Listing, readiness_state_id: str) -> dict[str, Any]:
    """The body of updateListingInventory: every product carries our SKU.

    Etsy wants each combination of the options; one that we have no variant for is switched off.
    """
    ids = dict(zip(option_values(listing.variants), _CUSTOM, strict=False))
    whole = ListingVariant({}, listing.price, listing.quantity)
    forms = combinations(listing.variants) if listing.variants else [({}, whole)]
    absent = ListingVariant({}, lowest_price(listing), 0)
    products = [
        {
            "sku": listing.sku,
            "property_values": [_value(ids[name], name, value) for name, value in options.items()],
            "offerings": [_offering(form or absent, readiness_state_id, shown=form is not None)],
        }
        for options, form in forms
    ]
    vary = [*ids.values()]
    return {
        "products": products,
        "price_on_property": vary if len({one.price for one in listing.variants}) > 1 else [],
        "quantity_on_property": vary,
        "sku_on_property": [],
    }


def _value(property_id: int, name: str, value: str) -> dict[str, Any]:
    named = {"property_id": property_id, "property_name": name, "scale_id": None}
    return {**named, "value_ids": [], "values": [value]}


def _offering(form: ListingVariant, readiness_state_id: str, *, shown: bool) -> dict[str, Any]:
    return {
        "price": float(form.price.amount),  # Etsy's schema asks for a float here
        "quantity": form.quantity,
        "is_enabled": shown,
        "readiness_state_id": int(readiness_state_id),
    }


def ours(listed: Iterable[Mapping[str, Any]], listing: Listing) -> Mapping[str, Any] | None:
    """Our listing among those of a shop, by its SKU.

    A draft without a SKU is not taken for ours, whatever it says: it may be the seller's own, or
    another post's of the same piece.
    """
    return next((one for one in listed if listing.sku in (one.get("skus") or [])), None)
