"""The body of Shopify's webhooks about orders: a former REST Order."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from infra.local.sandbox.shopify.shops import CURRENCY, Shop, gid
from infra.local.sandbox.world import Document, World

Json = dict[str, Any]
INDIA = timezone(timedelta(hours=5, minutes=30))
PLACE = frozenset({"latitude", "longitude"})
ADDRESS: Json = {
    "first_name": "Priya",
    "last_name": "Nair",
    "name": "Priya Nair",
    "address1": "14 Temple Road",
    "address2": None,
    "city": "Kochi",
    "company": None,
    "country": "India",
    "country_code": "IN",
    "province": "Kerala",
    "province_code": "KL",
    "zip": "682001",
    "phone": "+910000000000",
    "latitude": None,
    "longitude": None,
}


def time(seconds: float) -> str:
    """A time in the store's zone."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(INDIA).isoformat(timespec="seconds")


def _set(amount: str) -> Json:
    one = {"amount": amount, "currency_code": CURRENCY}
    return {"shop_money": one, "presentment_money": one}


def order(world: World, shop: Shop, kept: Document) -> Json:
    """orders/create, orders/paid and the others: one shape for all."""
    total = kept["total"]
    outstanding = "0.00" if kept["financial"] == "PAID" else total
    names = ("total_price", "subtotal_price", "total_line_items_price")
    nothing = ("total_tax", "total_discounts")
    money = {
        **dict.fromkeys(names, total),
        **{f"{name}_set": _set(total) for name in names},
        **dict.fromkeys(nothing, "0.00"),
        **{f"{name}_set": _set("0.00") for name in nothing},
        **{f"current_{name}": total for name in names[:2]},
        **{f"current_{name}_set": _set(total) for name in names[:2]},
        **dict.fromkeys((f"current_{name}" for name in nothing), "0.00"),
        **{f"current_{name}_set": _set("0.00") for name in nothing},
    }
    return {**_nothing(), **money, **_facts(world, shop, kept), "total_outstanding": outstanding}


def _facts(world: World, shop: Shop, kept: Document) -> Json:
    number, paid = int(kept["number"]), kept["financial"] == "PAID"
    return {
        "id": number,
        "admin_graphql_api_id": gid("Order", number),
        "name": kept["name"],
        "number": kept["count"],
        "order_number": 1000 + kept["count"],
        "token": kept["token"],
        "order_status_url": f"{world.public_url}/{shop.domain}/orders/{kept['token']}",
        "created_at": time(kept["created"]),
        "updated_at": time(kept["updated"]),
        "processed_at": time(kept["created"]),
        "cancelled_at": time(kept["cancelled"]) if kept["cancelled"] else None,
        "cancel_reason": "customer" if kept["cancelled"] else None,
        "currency": CURRENCY,
        "presentment_currency": CURRENCY,
        "financial_status": kept["financial"].lower(),
        "fulfillment_status": None,
        "confirmed": True,
        "test": False,
        "payment_gateway_names": ["Razorpay"] if paid else ["Cash on Delivery (COD)"],
        "line_items": [_line(line) for line in kept["lines"]],
        "location_id": None,
        "source_name": "web",
    }


def _line(line: Document) -> Json:
    return {
        "id": int(line["number"]),
        "admin_graphql_api_id": gid("LineItem", line["number"]),
        "attributed_staffs": [],
        "current_quantity": line["quantity"],
        "discount_allocations": [],
        "duties": [],
        "fulfillable_quantity": line["quantity"],
        "fulfillment_service": "manual",
        "fulfillment_status": None,
        "gift_card": False,
        "grams": 0,
        "name": line["title"],
        "price": line["price"],
        "price_set": _set(line["price"]),
        "product_exists": True,
        "product_id": int(line["product"]),
        "properties": [],
        "quantity": line["quantity"],
        "requires_shipping": True,
        "sales_line_item_group_id": None,
        "sku": line["sku"] or "",
        "tax_lines": [],
        "taxable": True,
        "title": line["title"],
        "total_discount": "0.00",
        "total_discount_set": _set("0.00"),
        "variant_id": int(line["variant"]),
        "variant_inventory_management": "shopify",
        "variant_title": line["variant_title"],
        "vendor": line["vendor"],
    }


def _nothing() -> Json:
    """What an order has and this store leaves empty; the buyer is the same pretend person."""
    absent = (
        "app_id browser_ip cart_token checkout_token client_details closed_at company "
        "confirmation_number current_total_additional_fees_set current_total_duties_set "
        "customer_locale device_id landing_site landing_site_ref merchant_of_record_app_id note "
        "original_total_additional_fees_set original_total_duties_set payment_terms phone "
        "po_number reference referring_site source_identifier source_url user_id"
    )
    lists = (
        "discount_applications discount_codes fulfillments line_item_groups note_attributes "
        "refunds returns shipping_lines tax_lines"
    )
    free = (
        "current_shipping_price_set total_cash_rounding_payment_adjustment_set "
        "total_cash_rounding_refund_adjustment_set total_shipping_price_set"
    )
    return {
        **dict.fromkeys(absent.split()),
        **{name: [] for name in lists.split()},
        **{name: _set("0.00") for name in free.split()},
        "buyer_accepts_marketing": False,
        "contact_email": "priya@buyer.example",
        "email": "priya@buyer.example",
        "duties_included": False,
        "estimated_taxes": False,
        "merchant_business_entity_id": "MTcxMjAwMzAwNDAx",
        "tags": "",
        "tax_exempt": False,
        "taxes_included": True,
        "total_tip_received": "0.00",
        "total_weight": 0,
        "billing_address": ADDRESS,
        "shipping_address": ADDRESS,
        "customer": _customer(),
    }


def _customer() -> Json:
    return {
        "id": 8_230_000_000_001,
        "admin_graphql_api_id": gid("Customer", 8_230_000_000_001),
        "created_at": None,
        "updated_at": None,
        "currency": CURRENCY,
        "email": "priya@buyer.example",
        "first_name": "Priya",
        "last_name": "Nair",
        "multipass_identifier": None,
        "note": None,
        "phone": None,
        "state": "disabled",
        "tags": "",
        "tax_exempt": False,
        "tax_exemptions": [],
        "verified_email": True,
        "email_marketing_consent": {
            "state": "not_subscribed",
            "opt_in_level": "single_opt_in",
            "consent_updated_at": None,
        },
        "sms_marketing_consent": None,
        "default_address": {
            **{name: value for name, value in ADDRESS.items() if name not in PLACE},
            "id": 9_100_000_000_001,
            "customer_id": 8_230_000_000_001,
            "country_name": "India",
            "default": True,
        },
    }
