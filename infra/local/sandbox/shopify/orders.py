"""Orders that buyers place on the storefront, and how the Admin API lists them."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from graphql import GraphQLError

from infra.local.sandbox import settings
from infra.local.sandbox.shopify import inventory
from infra.local.sandbox.shopify.context import RequestContext
from infra.local.sandbox.shopify.subscriptions import announce
from infra.local.sandbox.world import Document, World

Json = Any  # any JSON value
KIND = "shopify.order"
FIRST_ID = 6_540_000_000_000
WINDOW = 60 * 24 * 3600
SORTS = {
    "CREATED_AT": "created",
    "PROCESSED_AT": "created",
    "UPDATED_AT": "updated",
    "ID": "number",
}
TERM = re.compile(r"(\w+):(>=|<=|>|<)?('[^']*'|\"[^\"]*\"|\S+)")
TIMES = {"created_at": "created", "processed_at": "created", "updated_at": "updated"}


def place(context: RequestContext, product: Document, variant: Document, quantity: int) -> Document:
    """A buyer orders; it is not paid yet."""
    count = context.world.next_id(f"shopify.orders.{context.shop.domain}")
    number = str(FIRST_ID + context.world.next_id(KIND))
    now = context.world.now()
    default = variant["values"] == ["Default Title"]
    order: Document = {
        "number": number,
        "shop": context.shop.domain,
        "count": count,
        "name": f"#{1000 + count}",
        "token": secrets.token_hex(16),
        "created": now,
        "updated": now,
        "cancelled": None,
        "financial": "PENDING",
        "total": str(Decimal(variant["price"]) * quantity),
        "lines": [
            {
                "number": str(int(number) * 2 + 1),
                "product": product["number"],
                "variant": variant["number"],
                "title": product["title"],
                "variant_title": None if default else " / ".join(variant["values"]),
                "vendor": product["vendor"],
                "sku": variant["sku"],
                "price": variant["price"],
                "quantity": quantity,
            }
        ],
    }
    context.world.put(KIND, number, order)
    announce(context.world, context.shop, "ORDERS_CREATE", order)
    inventory.sold(context, variant, quantity)
    return order


def pay(context: RequestContext, order: Document) -> Document:
    """The money came."""
    if order["financial"] != "PENDING" or order["cancelled"]:
        return order
    return _change(context, order, "ORDERS_PAID", financial="PAID")


def cancel(context: RequestContext, order: Document) -> Document:
    """The buyer does not want it any more; what was paid goes back."""
    if order["cancelled"]:
        return order
    financial = "REFUNDED" if order["financial"] == "PAID" else "VOIDED"
    return _change(
        context, order, "ORDERS_CANCELLED", cancelled=context.world.now(), financial=financial
    )


def _change(context: RequestContext, order: Document, topic: str, **changes: Json) -> Document:
    changed = {**order, **changes, "updated": context.world.now()}
    context.world.put(KIND, order["number"], changed)
    announce(context.world, context.shop, topic, changed)
    announce(context.world, context.shop, "ORDERS_UPDATED", changed)
    return changed


def by_token(world: World, shop: str, token: str) -> Document | None:
    """The order behind a buyer's private address."""
    return next(iter(world.find(KIND, shop=shop, token=token)), None)


def listed(context: RequestContext, given: Mapping[str, Json]) -> list[Document]:
    """The orders that a query asks for; without read_all_orders those of the last 60 days."""
    held = context.world.find(KIND, shop=context.shop.domain)
    allowed = (
        context.may("read_all_orders") and settings.text(context.world, "shopify_orders") == "all"
    )
    if not allowed:
        held = [one for one in held if one["created"] > context.world.now() - WINDOW]
    chosen = [one for one in held if matches(one, given.get("query"))]
    chosen.sort(key=lambda one: one[SORTS[given["sortKey"]]])
    return chosen[::-1] if given["reverse"] else chosen


def matches(thing: Document, query: str | None) -> bool:
    """Whether a thing fits Shopify's search syntax, as far as it is used: `name:value` terms.

    Terms side by side must all fit; of those between two `OR` one side.
    https://shopify.dev/docs/api/usage/search-syntax
    """
    if not query:
        return True
    return any(_all_fit(thing, side) for side in query.split(" OR "))


def _all_fit(thing: Document, query: str) -> bool:
    terms = [*TERM.finditer(query)]
    if not terms:
        raise GraphQLError(f"Invalid search query: {query[:60]!r}")
    return all(_fits(thing, *term.groups()) for term in terms)


def _fits(thing: Document, name: str, sign: str | None, quoted: str) -> bool:
    value = quoted.strip("'\"")
    if name in TIMES:
        return _compared(float(thing[TIMES[name]]), sign or ":", _instant(value))
    if name == "id":
        return _compared(float(thing["number"]), sign or ":", float(value))
    held = {
        "financial_status": thing.get("financial"),
        "name": thing.get("name"),
        "status": thing.get("status", "any"),
        "handle": thing.get("handle"),
        "title": thing.get("title"),
        "vendor": thing.get("vendor"),
        "product_type": thing.get("productType"),
    }
    if name == "sku":
        parts = thing.get("variants") or thing.get("lines") or []
        return value in [one["sku"] for one in parts]
    if name == "tag":
        return value.casefold() in [tag.casefold() for tag in thing.get("tags") or []]
    if name not in held:
        return True  # Shopify leaves out a term that it does not know, and says so in a warning.
    return value == "any" or str(held[name]).casefold() == value.casefold()


def _compared(held: float, sign: str, wanted: float) -> bool:
    answers = {
        ">=": held >= wanted,
        "<=": held <= wanted,
        ">": held > wanted,
        "<": held < wanted,
        ":": held == wanted,
    }
    return answers[sign]


def _instant(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        raise GraphQLError(f"Invalid date in the search query: {text[:40]!r}") from None
