"""Builds a WooCommerce shop's products, pictures and variations from a listing; pure.

The product's own metadata records what Haat added: a digest of each picture, in order, and of each
variation's options, so that a repetition adds what is missing and nothing twice.
https://woocommerce.github.io/woocommerce-rest-api-docs/#product-properties
"""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from functions.channels.adapters.http.pictures import described
from functions.channels.adapters.variants import option_values
from functions.channels.adapters.woocommerce.responses import (
    DRAFT,
    MARKER,
    SIMPLE,
    meta,
    paragraphs,
)
from functions.channels.model.listing import Listing, ListingVariant, Picture
from functions.channels.model.platforms import platform

_CAPABILITIES = platform("woocommerce")
VARIABLE = "variable"
PICTURES, VARIANT = "_haat_pictures", "_haat_variant"
_MATERIAL = "Material"

Body = dict[str, Any]


def shown(listing: Listing) -> tuple[Picture, ...]:
    """The pictures that the shop shows, in order."""
    return listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)


def product_body(listing: Listing, category: int | None, tags: Sequence[int]) -> Body:
    """A draft with its first picture, which the shop fetches while we wait."""
    first, *_ = shown(listing)
    return {
        **words_body(listing, category, tags),
        "status": DRAFT,
        "sku": listing.sku,
        "images": [_new_image(listing, 0)],
        "meta_data": [
            {"key": MARKER, "value": listing.marker},
            {"key": PICTURES, "value": _digest(first.url)},
        ],
    }


def words_body(listing: Listing, category: int | None, tags: Sequence[int]) -> Body:
    """All that buyers see of a product but its pictures and variations."""
    body: Body = {"name": listing.title, "description": paragraphs(listing.text)}
    stock: Body = {
        "type": SIMPLE,
        "regular_price": listing.price.amount,
        "manage_stock": True,
        "stock_quantity": listing.quantity,
    }
    if listing.variants:  # each has its own price and stock
        stock = {"type": VARIABLE, "manage_stock": False}
    more: Body = {
        "categories": [{"id": category}] if category else [],
        "tags": [{"id": id_} for id_ in tags],
        "attributes": attributes(listing),
    }
    return {**body, **stock, **{name: value for name, value in more.items() if value}}


def emptied(body: Body, product: Mapping[str, Any]) -> Body:
    """The body of a change, which also takes away the lists that the listing no longer has."""
    lists = [name for name in ("tags", "attributes") if product.get(name) and name not in body]
    return {**body, **{name: [] for name in lists}}


def attributes(listing: Listing) -> list[Body]:
    """The options of the variants, and the materials, as attributes that buyers see."""
    options = option_values(listing.variants)
    found: list[Body] = [
        {"name": name, "visible": True, "variation": True, "options": values}
        for name, values in options.items()
    ]
    if listing.materials and _MATERIAL.casefold() not in map(str.casefold, options):
        materials = list(listing.materials)
        found.append({"name": _MATERIAL, "visible": True, "options": materials})
    return found


def next_images(listing: Listing, product: Mapping[str, Any]) -> Body | None:
    """The body that adds one more picture and keeps those already there; None if all are there.

    One at a time: a cheap host loads one picture within its limits, and not always several.
    """
    wanted = [_digest(one.url) for one in shown(listing)]
    held = held_pictures(product)
    if list(held) == wanted:
        return None
    missing = next((digest for digest in wanted if digest not in held), "")
    kept = [digest for digest in wanted if digest in held or digest == missing]
    images = [
        _kept_image(listing, wanted.index(digest), held[digest])
        if digest in held
        else _new_image(listing, wanted.index(digest))
        for digest in kept
    ]
    return {"images": images, "meta_data": [{"key": PICTURES, "value": ",".join(kept)}]}


def held_pictures(product: Mapping[str, Any]) -> dict[str, int]:
    """The shop's pictures in order, by the digest of ours; empty if somebody changed them."""
    ids = [one["id"] for one in product.get("images") or []]
    digests = [one for one in str(meta(product, PICTURES) or "").split(",") if one]
    return dict(zip(digests, ids, strict=True)) if len(digests) == len(ids) else {}


def _new_image(listing: Listing, place: int) -> Body:
    pictures = shown(listing)
    return {"src": pictures[place].url, "name": listing.title, "alt": _alt(listing, place)}


def _kept_image(listing: Listing, place: int, id_: int) -> Body:
    return {"id": id_, "alt": _alt(listing, place)}


def _alt(listing: Listing, place: int) -> str:
    return described(listing, place, len(shown(listing)), _CAPABILITIES.text)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def variant_mark(form: ListingVariant) -> str:
    """The digest that identifies a variation, whatever the shop calls its attributes."""
    return _digest("\n".join(f"{name}\t{value}" for name, value in sorted(form.options.items())))


def variation_changes(listing: Listing, there: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The changes that make the shop's variations the listing's: to create, update and delete.

    A variation that somebody else made is left alone; of two alike the older one stays.
    """
    held: dict[str, Mapping[str, Any]] = {}
    spare: list[int] = []
    for one in sorted(there, key=lambda data: int(data["id"])):
        mark = str(meta(one, VARIANT) or "")
        if mark in held:
            spare.append(one["id"])
        elif mark:
            held[mark] = one
    wanted = {variant_mark(form): form for form in listing.variants}
    return {
        "create": [_variation(form) for mark, form in wanted.items() if mark not in held],
        "update": [
            {"id": held[mark]["id"], **_offer(form)}
            for mark, form in wanted.items()
            if mark in held and not _is_so(form, held[mark])
        ],
        "delete": [*spare, *(one["id"] for mark, one in held.items() if mark not in wanted)],
    }


def _variation(form: ListingVariant) -> Body:
    named = [{"name": name, "option": value} for name, value in form.options.items()]
    mark = [{"key": VARIANT, "value": variant_mark(form)}]
    # Without a SKU of its own it has the product's, by which its orders are known.
    return {**_offer(form), "attributes": named, "meta_data": mark}


def _offer(form: ListingVariant) -> Body:
    return {
        "regular_price": form.price.amount,
        "manage_stock": True,
        "stock_quantity": form.quantity,
    }


def _is_so(form: ListingVariant, data: Mapping[str, Any]) -> bool:
    # A shop may write a price with fewer decimals than it was given.
    try:
        price = Decimal(str(data.get("regular_price")))
    except InvalidOperation:
        return False
    return price == Decimal(form.price.amount) and data.get("stock_quantity") == form.quantity
