"""Builds requests to Etsy and reads the answers: pure, without the transport."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from functions.channels.adapters.etsy import rules
from functions.channels.adapters.variants import lowest_price, stock
from functions.channels.errors import Rejected
from functions.channels.model.listing import PARTS, Listing, Part

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


def changed_fields(
    listing: Listing, found: Mapping[str, Any], parts: Collection[Part] = PARTS
) -> Fields:
    """The form of updateListing for these parts; a list that ended is sent empty."""
    fields: Fields = {}
    if "words" in parts:
        fields |= {"title": listing.title, "description": listing.text}
        fields |= {name: text for name, text in _lists(listing).items() if text or found.get(name)}
    if "options" in parts:
        chosen = {
            "taxonomy_id": listing.field_values.get("category", ""),
            "shop_section_id": listing.field_values.get("section", ""),
        }
        fields |= {name: value for name, value in chosen.items() if value}
    return fields


def _lists(listing: Listing) -> Fields:
    lists = {"tags": listing.tags, "materials": rules.materials(listing.materials)}
    return {name: ",".join(values) for name, values in lists.items()}


def number(amount: str) -> float:
    """An amount as the inventory takes it: Etsy's schema asks for a float there."""
    return float(amount)


def ours(listed: Iterable[Mapping[str, Any]], listing: Listing) -> Mapping[str, Any] | None:
    """Our listing among those of a shop, by its SKU or that of one of its variants.

    A draft without a SKU is not taken for ours, whatever it says: it may be the seller's own, or
    another post's of the same piece.
    """
    return next((one for one in listed if listing.skus & {*(one.get("skus") or ())}), None)
