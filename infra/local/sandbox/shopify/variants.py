"""Variants of a product and what lies in stock of each."""

from collections.abc import Mapping
from typing import Any

from infra.local.sandbox.shopify import rules
from infra.local.sandbox.shopify.context import Refused, RequestContext
from infra.local.sandbox.world import Document

Json = Any  # any JSON value
KIND = "shopify.variant"
FIRST_ID = 47_300_000_000_000
FIRST_ITEM = 49_400_000_000_000
SAME = {
    "price": "price",
    "compareAtPrice": "compareAtPrice",
    "barcode": "barcode",
    "sku": "sku",
    "inventoryPolicy": "policy",
}


def replace(context: RequestContext, product: Document, sent: Mapping[str, Json]) -> None:
    """Set the variants of a product that is being changed; ids and stock of known ones stay."""
    if sent.get("variants") is None:
        product["variants"] = product["variants"] or [_new(context, [rules.DEFAULT_VALUE])]
        return
    product["options"] = rules.options(sent["productOptions"])
    kept: list[Document] = []
    for place, one in enumerate(sent["variants"]):
        here = ("input", "variants", str(place))
        values = rules.chosen(one, product["options"], (*here, "optionValues"))
        if values in [other["values"] for other in kept]:
            words = f"The variant '{' / '.join(values)}' already exists."
            raise Refused(here, words, "INVALID_VARIANT")
        kept.append(_set(context, _known(product, one, values), one, (values, here)))
    if not kept:
        raise Refused(("input", "variants"), "Variants are missing", "VARIANTS_INPUT_MISSING")
    product["variants"] = kept


def _known(product: Document, one: Mapping[str, Json], values: list[str]) -> Document | None:
    return next(
        (
            held
            for held in product["variants"]
            if one.get("id") == f"gid://shopify/ProductVariant/{held['number']}"
            or (not one.get("id") and held["values"] == values)
        ),
        None,
    )


def _new(context: RequestContext, values: list[str]) -> Document:
    number = context.world.next_id(KIND)
    return {
        "number": str(FIRST_ID + number),
        "item": str(FIRST_ITEM + number),
        "values": values,
        "price": "0.00",
        "compareAtPrice": None,
        "barcode": None,
        "sku": None,
        "policy": "DENY",
        "tracked": False,
        "shipping": True,
        "stock": {},
    }


def _set(
    context: RequestContext,
    held: Document | None,
    sent: Mapping[str, Json],
    where: tuple[list[str], tuple[str, ...]],
) -> Document:
    values, here = where
    base = held or _new(context, values)
    changed = {**base, "values": values, **{to: sent[at] for at, to in SAME.items() if at in sent}}
    item = sent.get("inventoryItem") or {}
    changed["sku"] = item.get("sku", changed["sku"])
    changed["tracked"] = bool(item.get("tracked", changed["tracked"]))
    changed["shipping"] = bool(item.get("requiresShipping", changed["shipping"]))
    for name in ("price", "compareAtPrice"):
        if changed[name] is not None:
            changed[name] = rules.price(changed[name], (*here, name))
    if sent.get("inventoryQuantities") is not None:
        given = rules.stock(
            context.shop, sent["inventoryQuantities"], (*here, "inventoryQuantities")
        )
        changed["stock"] = {**base["stock"], **given}
    return changed


def total(variant: Document) -> int:
    """What is available of a variant at all locations."""
    return sum(variant["stock"].values())


def sellable(variant: Document) -> bool:
    """Whether a buyer may order one."""
    return not variant["tracked"] or variant["policy"] == "CONTINUE" or total(variant) > 0
