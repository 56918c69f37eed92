"""Changes some variants or pictures of a product and leaves the others as they are.

https://shopify.dev/docs/api/admin-graphql/latest/mutations/productVariantsBulkUpdate
https://shopify.dev/docs/api/admin-graphql/latest/mutations/productUpdateMedia
"""

from collections.abc import Mapping, Sequence
from typing import Any

from infra.local.sandbox.shopify import files, nodes, products, rules, variants
from infra.local.sandbox.shopify.context import Node, Refused, RequestContext
from infra.local.sandbox.shopify.shops import gid, number_of
from infra.local.sandbox.world import Document

Json = Any  # any JSON value
MISSING = "Product does not exist"


def set_variants(context: RequestContext, given: Mapping[str, Json]) -> Node:
    """Answer productVariantsBulkUpdate: all of the variants, or none if one is refused."""
    try:
        with context.world.lock:
            product = _product(context, given["productId"])
            held = [*product["variants"]]
            for place, one in enumerate(given["variants"]):
                here = ("variants", str(place))
                at = _place(held, one, here)
                held[at] = _changed(held[at], one, here)
            kept = products.save(context, product, {**product, "variants": held})
    except Refused as refused:
        return {"product": None, "productVariants": None, "userErrors": [refused.wire]}
    named = {number_of(one["id"], "ProductVariant") for one in given["variants"]}
    changed = [nodes.variant(context, kept, one) for one in held if one["number"] in named]
    return {
        "product": nodes.product(context, kept),
        "productVariants": changed,
        "userErrors": [],
    }


def _product(context: RequestContext, id_: str) -> Document:
    product = products.of(context, id_)
    if product is None:
        raise Refused(("productId",), MISSING, "PRODUCT_DOES_NOT_EXIST")
    return product


def _place(held: Sequence[Document], one: Mapping[str, Json], here: tuple[str, ...]) -> int:
    if not one.get("id"):
        words = "Product variant is missing ID attribute"
        raise Refused((*here, "id"), words, "PRODUCT_VARIANT_ID_MISSING")
    if one.get("inventoryQuantities"):
        words = "Inventory quantities can only be provided during create."
        code = "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE"
        raise Refused((*here, "inventoryQuantities"), words, code)
    for at, variant in enumerate(held):
        if gid("ProductVariant", variant["number"]) == one["id"]:
            return at
    words = "Product variant does not exist"
    raise Refused((*here, "id"), words, "PRODUCT_VARIANT_DOES_NOT_EXIST")


def _changed(held: Document, sent: Mapping[str, Json], here: tuple[str, ...]) -> Document:
    changed = {**held, **{to: sent[at] for at, to in variants.SAME.items() if at in sent}}
    item = sent.get("inventoryItem") or {}
    changed["sku"] = item.get("sku", changed["sku"])
    changed["tracked"] = bool(item.get("tracked", changed["tracked"]))
    for name in ("price", "compareAtPrice"):
        if changed[name] is not None:
            changed[name] = _price(changed[name], (*here, name))
    return changed


def _price(value: Json, here: tuple[str, ...]) -> str:
    try:
        return rules.price(value, here)
    except Refused as refused:
        raise Refused(refused.field, refused.message, "NEGATIVE_PRICE_VALUE") from refused


def update_media(context: RequestContext, given: Mapping[str, Json]) -> Node:
    """Answer productUpdateMedia: other descriptions; places and numbers stay."""
    try:
        with context.world.lock:
            product = _product(context, given["productId"])
            described = [
                _with_alt_text(context, product, one, ("media", str(place)))
                for place, one in enumerate(given["media"])
            ]
            for media in described:
                context.world.put(files.KIND, media["number"], media)
            kept = products.save(context, product, product)
    except Refused as refused:
        return {"media": None, "product": None, "mediaUserErrors": [refused.wire]}
    return {
        "media": [files.node(context, one) for one in described],
        "product": nodes.product(context, kept),
        "mediaUserErrors": [],
    }


def _with_alt_text(
    context: RequestContext, product: Document, one: Mapping[str, Json], here: tuple[str, ...]
) -> Document:
    media = files.of(context, one["id"])
    if media is None or media["number"] not in product["media"]:
        words = "Media does not exist on the given product"
        raise Refused((*here, "id"), words, "MEDIA_DOES_NOT_EXIST_ON_PRODUCT")
    if files.node(context, media)["status"] != "READY":
        raise Refused((*here, "id"), "Media must be in a ready state", "NON_READY_MEDIA")
    alt = one.get("alt", media["alt"]) or ""
    if len(alt) > rules.ALT_MAX:
        raise Refused((*here, "alt"), "The alt value exceeds 512 characters", "INVALID")
    return {**media, "alt": alt}
