"""Builds a WooCommerce shop's products and pictures from a listing; pure.

The product's own metadata records a digest of each picture that Haat added, in order, so that a
repetition adds what is missing and nothing twice.
https://woocommerce.github.io/woocommerce-rest-api-docs/#product-properties
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from functions.channels.adapters.http.pictures import described
from functions.channels.adapters.variants import option_values
from functions.channels.adapters.woocommerce.responses import (
    DRAFT,
    MARKER,
    SIMPLE,
    VARIABLE,
    meta,
    paragraphs,
)
from functions.channels.adapters.woocommerce.variations import same_price
from functions.channels.model.listing import Listing, Part, Picture
from functions.channels.model.platforms import platform

_CAPABILITIES = platform("woocommerce")
PICTURES = "_haat_pictures"
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


def changed_body(
    listing: Listing,
    product: Mapping[str, Any],
    parts: Collection[Part],
    category: int | None = None,
    tags: Sequence[int] = (),
) -> Body:
    """These parts of a product that is there, but its pictures and variations.

    Stock goes with it only where one form becomes several, or several one: then it is new.
    """
    body: Body = {}
    wanted = VARIABLE if listing.variants else SIMPLE
    if "words" in parts:
        body |= {"name": listing.title, "description": paragraphs(listing.text)}
        body |= {"tags": [{"id": id_} for id_ in tags]} if tags or product.get("tags") else {}
    if "options" in parts and product.get("type") != wanted:
        body |= {"type": wanted, "manage_stock": not listing.variants}
        if not listing.variants:
            body["stock_quantity"] = listing.quantity
            body["regular_price"] = listing.price.amount
    if "price" in parts and not listing.variants:
        held = product.get("regular_price")
        same = same_price(listing.price.amount, held)
        body |= {} if same else {"regular_price": listing.price.amount}
    if "options" in parts and category:
        body["categories"] = [{"id": category}]
    said = _attributes(listing, product, parts)
    return body | ({} if said is None else {"attributes": said})


def _attributes(
    listing: Listing, product: Mapping[str, Any], parts: Collection[Part]
) -> list[Body] | None:
    """All attributes as they are to be; None to leave them. Those of the shop's own stay."""
    held = [dict(one) for one in product.get("attributes") or ()]
    there: dict[str, list[Body]] = {"options": [], "words": [], "": []}
    for one in held:
        material = str(one.get("name", "")).casefold() == _MATERIAL.casefold()
        there["options" if one.get("variation") else "words" if material else ""].append(one)
    ours: dict[str, list[Body]] = {"options": [], "words": []}
    for one in attributes(listing):
        ours["options" if one.get("variation") else "words"].append(one)
    kept = [ours[part] if part in parts else there[part] for part in ("options", "words")]
    wanted = [*kept[0], *kept[1], *there[""]]
    return None if _said(wanted) == _said(held) else wanted


def _said(listed: Sequence[Mapping[str, Any]]) -> list[tuple[object, ...]]:
    """What attributes say, in an order of its own."""
    said = [
        (str(one.get("name")), bool(one.get("variation")), [*map(str, one.get("options") or ())])
        for one in listed
    ]
    return sorted(said)


def images_with_alt_texts(listing: Listing, product: Mapping[str, Any]) -> Body | None:
    """The body that gives our pictures their descriptions and keeps all; None if they have them."""
    wanted = {_digest(one.url): place for place, one in enumerate(shown(listing))}
    ours = {id_: digest for digest, id_ in held_pictures(product).items()}
    images, differs = [], False
    for one in product.get("images") or []:
        place = wanted.get(ours.get(one["id"], ""))
        if place is None or _alt(listing, place) == str(one.get("alt") or ""):
            images.append({"id": one["id"]})
        else:
            images.append(_kept_image(listing, place, one["id"]))
            differs = True
    return {"images": images} if differs else None


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

    A new picture comes with its description; a kept one stays described as it is.

    One at a time: a cheap host loads one picture within its limits, and not always several.
    """
    wanted = [_digest(one.url) for one in shown(listing)]
    held = held_pictures(product)
    if list(held) == wanted:
        return None
    missing = next((digest for digest in wanted if digest not in held), "")
    kept = [digest for digest in wanted if digest in held or digest == missing]
    images = [
        {"id": held[digest]} if digest in held else _new_image(listing, wanted.index(digest))
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
