"""Stock: set and adjusted under an idempotency key, which these mutations demand since 2026-04.

https://shopify.dev/api/usage/idempotent-requests
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo, get_directive_values

from infra.local.sandbox.shopify import nodes, products, rules
from infra.local.sandbox.shopify.context import Node, Refused, RequestContext, when
from infra.local.sandbox.shopify.shops import gid, number_of
from infra.local.sandbox.shopify.subscriptions import announce
from infra.local.sandbox.world import Document

Json = Any  # any JSON value
KEYS = "shopify.idempotency"
KEY_SECONDS = 24 * 3600
REASONS = frozenset(
    {
        *("correction", "cycle_count_available", "damaged", "other", "promotion"),
        *("movement_created", "movement_updated", "movement_received", "movement_canceled"),
        *("quality_control", "received", "restock", "safety_stock", "shrinkage"),
        *("reservation_created", "reservation_deleted", "reservation_updated"),
    }
)
UNKNOWN_ITEM = "The specified inventory item could not be found."
UNKNOWN_PLACE = "The specified location could not be found."
REQUIRED = "The @idempotent directive is required for this mutation but was not provided."


def set_quantities(
    context: RequestContext, info: GraphQLResolveInfo, given: Mapping[str, Json]
) -> Node:
    """Answer inventorySetQuantities."""
    sent = given["input"]
    rows = [(one, one["quantity"], None) for one in sent["quantities"]]
    return _once(context, info, sent, ("quantities", rows))


def adjust_quantities(
    context: RequestContext, info: GraphQLResolveInfo, given: Mapping[str, Json]
) -> Node:
    """Answer inventoryAdjustQuantities."""
    sent = given["input"]
    rows = [(one, None, one["delta"]) for one in sent["changes"]]
    return _once(context, info, sent, ("changes", rows))


Row = tuple[Mapping[str, Json], int | None, int | None]


def _once(
    context: RequestContext,
    info: GraphQLResolveInfo,
    sent: Mapping[str, Json],
    asked: tuple[str, Sequence[Row]],
) -> Node:
    directive = info.schema.get_directive("idempotent")
    found = directive and get_directive_values(directive, info.field_nodes[0], info.variable_values)
    if not found or not found["key"]:
        raise GraphQLError(REQUIRED, extensions={"code": "BAD_REQUEST"})
    name = f"{context.shop.domain} {info.field_name} {found['key']}"
    mark = hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()
    with context.world.lock:
        kept = context.world.get(KEYS, name)
        if kept and context.world.now() < kept["until"]:
            if kept["mark"] == mark:
                return _answer(context, kept["group"], [])
            words = "The idempotency key was used with other parameters."
            refused = Refused((), words, "IDEMPOTENCY_KEY_PARAMETER_MISMATCH")
            return _answer(context, None, [refused.wire])
        try:
            group = _apply(context, sent, asked)
        except Refused as refused:
            return _answer(context, None, [refused.wire])
        until = context.world.now() + KEY_SECONDS
        context.world.put(KEYS, name, {"mark": mark, "group": group, "until": until})
        context.effects.append(("stocked", group["number"]))
    return _answer(context, group, [])


def _apply(
    context: RequestContext, sent: Mapping[str, Json], asked: tuple[str, Sequence[Row]]
) -> Document:
    word, rows = asked
    if sent["name"] not in ("available", "on_hand"):
        code = "INVALID_NAME" if word == "quantities" else "INVALID_QUANTITY_NAME"
        raise Refused(("input", "name"), "The quantity name is invalid.", code)
    if sent["reason"] not in REASONS:
        raise Refused(("input", "reason"), "The specified reason is invalid.", "INVALID_REASON")
    changes = [
        _checked(context, row, ("input", word, str(place))) for place, row in enumerate(rows)
    ]
    for change in changes:
        _keep(context, change)
    number = str(2_600_000_000_000 + context.world.next_id("shopify.adjustment"))
    return {
        "number": number,
        "changes": changes,
        "name": sent["name"],
        "reason": sent["reason"],
        "reference": sent.get("referenceDocumentUri"),
        "at": context.world.now(),
    }


def _checked(context: RequestContext, row: Row, here: Sequence[str]) -> Document:
    one, quantity, delta = row
    item = number_of(one["inventoryItemId"], "InventoryItem")
    location = number_of(one["locationId"], "Location")
    held = products.by_item(context, item)
    if held is None:
        raise Refused((*here, "inventoryItemId"), UNKNOWN_ITEM, "INVALID_INVENTORY_ITEM")
    if location not in {place.number for place in context.shop.locations}:
        raise Refused((*here, "locationId"), UNKNOWN_PLACE, "INVALID_LOCATION")
    before = held[1]["stock"].get(location, 0)
    expected = one.get("changeFromQuantity")
    if expected is not None and expected != before:
        words = "The changeFromQuantity no longer matches the quantity."
        raise Refused((*here, "changeFromQuantity"), words, "CHANGE_FROM_QUANTITY_STALE")
    after = quantity if quantity is not None else before + (delta or 0)
    if quantity is not None and quantity < 0:
        words = "The quantity can't be negative."
        raise Refused((*here, "quantity"), words, "INVALID_QUANTITY_NEGATIVE")
    if after > rules.STOCK_MAX:
        words = "The quantity can't be higher than 1,000,000,000."
        raise Refused((*here, "quantity"), words, "INVALID_QUANTITY_TOO_HIGH")
    return {"item": item, "location": location, "delta": after - before, "available": after}


def _keep(context: RequestContext, change: Document) -> None:
    held = products.by_item(context, change["item"])
    if held is None:
        return
    product, variant = held
    variant["stock"][change["location"]] = change["available"]
    context.world.put(products.KIND, product["number"], {**product, "updated": context.world.now()})
    announce(context.world, context.shop, "INVENTORY_LEVELS_UPDATE", change)


def sold(context: RequestContext, variant: Document, quantity: int) -> None:
    """Take what a buyer ordered from the first location that has it."""
    if not variant["tracked"]:
        return
    locations = [place.number for place in context.shop.locations]
    location = max(locations, key=lambda one: int(variant["stock"].get(one, 0)))
    after = variant["stock"].get(location, 0) - quantity
    _keep(
        context,
        {"item": variant["item"], "location": location, "delta": -quantity, "available": after},
    )


def _answer(context: RequestContext, group: Document | None, errors: list[Node]) -> Node:
    return {"inventoryAdjustmentGroup": group and _group(context, group), "userErrors": errors}


def _group(context: RequestContext, group: Document) -> Node:
    return {
        "id": gid("InventoryAdjustmentGroup", group["number"]),
        "createdAt": when(group["at"]),
        "reason": group["reason"],
        "referenceDocumentUri": group["reference"],
        "changes": [
            {
                "name": group["name"],
                "delta": change["delta"],
                "quantityAfterChange": change["available"],
                "item": nodes.item(context, change["item"]),
                "location": nodes.location(context, change["location"]),
            }
            for change in group["changes"]
        ],
    }
