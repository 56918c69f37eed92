"""The one Etsy shop that the stand-in knows: its person, profiles, policies and taxonomy."""

from collections.abc import Iterator
from typing import Any

Wire = dict[str, Any]

USER_ID = 518203344
SHOP_ID = 48211907
SHOP_NAME = "HaatCraftHouse"
PERSON = "Meera (Etsy shop HaatCraftHouse)"
CURRENCY = "INR"
SHIPPING_PROFILE_ID = 219400331001
RETURN_POLICY_ID = 1301988442
READY_TO_SHIP_ID = 1402779335771
MADE_TO_ORDER_ID = 1402779335772

SECTIONS = {38114201: "Metal and brass", 38114202: "Cloth and thread"}

# https://help.etsy.com: 0.20 USD for each listing put on sale, good for four months.
LISTING_FEE = {"amount": 20, "divisor": 100, "currency_code": "USD"}
LISTING_SECONDS = 120 * 24 * 3600

SCOPES = {
    "address_r": "See your shipping addresses",
    "address_w": "Change your shipping addresses",
    "email_r": "See your e-mail address",
    "listings_d": "Delete your listings",
    "listings_r": "See your listings, also the ones not on sale",
    "listings_w": "Create and change your listings",
    "profile_r": "See your profile",
    "profile_w": "Change your profile",
    "shops_r": "See your shop, also what is not public",
    "shops_w": "Change your shop",
    "transactions_r": "See your orders and payments",
    "transactions_w": "Update your orders",
}


def money(minor: int, currency: str = CURRENCY) -> Wire:
    """Etsy's money: an integer amount over a divisor."""
    return {"amount": minor, "divisor": 100, "currency_code": currency}


def shop(url: str, active: int) -> Wire:
    """The Shop resource."""
    return {
        "shop_id": SHOP_ID,
        "user_id": USER_ID,
        "shop_name": SHOP_NAME,
        "create_date": 1735689600,
        "created_timestamp": 1735689600,
        "title": "Craft from the hands that made it",
        "announcement": None,
        "currency_code": CURRENCY,
        "is_vacation": False,
        "listing_active_count": active,
        "digital_listing_count": 0,
        "login_name": "haatcrafthouse",
        "accepts_custom_requests": False,
        "url": url,
        "num_favorers": 0,
        "languages": ["en-IN"],
        "shop_location_country_iso": "IN",
    }


def shipping_profile() -> Wire:
    """The ShopShippingProfile resource."""
    return {
        "shipping_profile_id": SHIPPING_PROFILE_ID,
        "title": "India Post, tracked",
        "user_id": USER_ID,
        "origin_country_iso": "IN",
        "is_deleted": False,
        "shipping_profile_destinations": [
            {
                "shipping_profile_destination_id": SHIPPING_PROFILE_ID + 1,
                "shipping_profile_id": SHIPPING_PROFILE_ID,
                "origin_country_iso": "IN",
                "destination_country_iso": "IN",
                "destination_region": "none",
                "primary_cost": money(12000),
                "secondary_cost": money(6000),
                "shipping_carrier_id": None,
                "mail_class": None,
                "min_delivery_days": 3,
                "max_delivery_days": 9,
            }
        ],
        "shipping_profile_upgrades": [],
        "origin_postal_code": "302001",
        "profile_type": "manual",
        "domestic_handling_fee": 0,
        "international_handling_fee": 0,
    }


def return_policy() -> Wire:
    """The ShopReturnPolicy resource."""
    return {
        "return_policy_id": RETURN_POLICY_ID,
        "shop_id": SHOP_ID,
        "accepts_returns": True,
        "accepts_exchanges": True,
        "return_deadline": 30,
    }


def sections() -> list[Wire]:
    """The ShopSection resources, in the shop's order."""
    return [
        {
            "shop_section_id": id_,
            "title": title,
            "rank": rank,
            "user_id": USER_ID,
            "active_listing_count": 0,
        }
        for rank, (id_, title) in enumerate(SECTIONS.items())
    ]


def readiness_states() -> list[Wire]:
    """The shop's processing profiles."""
    return [
        _readiness(READY_TO_SHIP_ID, "ready_to_ship", 1, 3),
        _readiness(MADE_TO_ORDER_ID, "made_to_order", 7, 14),
    ]


def _readiness(id_: int, state: str, low: int, high: int) -> Wire:
    return {
        "shop_id": SHOP_ID,
        "readiness_state_id": id_,
        "readiness_state": state,
        "min_processing_days": low,
        "max_processing_days": high,
        "processing_days_display_label": f"{low}-{high} days",
    }


_Tree = dict[int, tuple[str, "_Tree"]]

_TAXONOMY: _Tree = {
    66: (
        "Art & Collectibles",
        {
            119: ("Painting", {2078: ("Folk Art", {})}),
            124: ("Sculpture", {}),
        },
    ),
    68: (
        "Accessories",
        {
            171: ("Scarves & Wraps", {1697: ("Shawls & Wraps", {}), 1698: ("Scarves", {})}),
        },
    ),
    132: ("Bags & Purses", {137: ("Handbags", {}), 169: ("Totes", {})}),
    374: ("Clothing", {482: ("Women's Clothing", {490: ("Saris", {})})}),
    891: (
        "Home & Living",
        {
            928: ("Home Decor", {1029: ("Baskets & Bowls", {}), 1030: ("Vases", {})}),
            922: ("Floor & Rugs", {923: ("Rugs", {})}),
            1057: ("Kitchen & Dining", {1062: ("Drink & Barware", {1063: ("Mugs", {})})}),
            1858: ("Bedding", {1859: ("Blankets & Throws", {})}),
        },
    ),
    1179: ("Jewelry", {1203: ("Earrings", {}), 1229: ("Necklaces", {}), 1192: ("Bracelets", {})}),
}


def taxonomy() -> list[Wire]:
    """The SellerTaxonomyNode resources, roots first, each with its children inside."""
    return [_node(id_, name, inner, ()) for id_, (name, inner) in _TAXONOMY.items()]


def _node(id_: int, name: str, inner: _Tree, above: tuple[int, ...]) -> Wire:
    path = (*above, id_)
    return {
        "id": id_,
        "level": len(path),
        "name": name,
        "parent_id": above[-1] if above else None,
        "children": [_node(child, *rest, path) for child, rest in inner.items()],
        "full_path_taxonomy_ids": list(path),
    }


def taxonomy_ids() -> frozenset[int]:
    """Every node that a listing may name."""
    return frozenset(node["id"] for node in _walk(taxonomy()))


def _walk(nodes: list[Wire]) -> Iterator[Wire]:
    for node in nodes:
        yield node
        yield from _walk(node["children"])
