"""Builds requests to Meta's catalogues and reads the answers: pure.

A piece is one item, or one for each of its variants; items are found by our SKU, which is their id
there or that of their group. `status` says whether people see an item; an archived one is kept and
not shown, and shows itself as “staging” when it is read.
https://developers.facebook.com/docs/marketing-api/catalog/reference (fields of PRODUCT_ITEM)
https://developers.facebook.com/docs/marketing-api/reference/product-catalog/items_batch
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.channels.adapters.http.errors import quoted
from functions.channels.model.listing import PARTS, Listing, ListingVariant, Part
from functions.channels.model.platforms import platform

_CAPABILITIES = platform("catalogue")

ACTIVE, ARCHIVED = "active", "archived"
NARROWEST = 500
"""Pixels of a picture's shorter side, below which Meta takes no item."""

ITEM_FIELDS = "id,retailer_id,visibility,review_status,errors"
SHOWN_FIELDS = (
    f"{ITEM_FIELDS},name,description,url,material,price,availability,quantity_to_sell_on_facebook,"
    "image_url,additional_image_urls,category,size,color,pattern,additional_variant_attributes"
)
"""The fields that are read to compare an item with the listing."""
_PICTURES_LONGEST = 2000
_MATERIAL_LONGEST = 200
_BRAND_LONGEST = 100
_OWN_FIELDS = {
    "size": "size",
    "color": "color",
    "colour": "color",
    "pattern": "pattern",
    "material": "material",
}
"""Options with a field of their own; all others go into `additional_variant_attribute`."""

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """An item as the catalogue has it; `rejected` says why people may not see it, or "".

    `node` has all fields that were asked for.
    """

    id: str
    retailer_id: str
    visible: bool
    rejected: str
    node: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class ItemsBatchOutcome:
    """How a batch stands; `wrong` and `noted` are Meta's own words about our items."""

    finished: bool
    lost: bool = False
    wrong: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


def pieces(
    listing: Listing, brand: str, sku: str, parts: Collection[Part] = PARTS, *, stock: bool = True
) -> dict[str, Item]:
    """These parts of a listing's items, by their id in the catalogue, without their status."""
    common = _common(listing, brand, parts)
    items: dict[str, Item] = {}
    for form in listing.forms:
        id_ = item_id(form, sku)
        item: Item = {"id": id_, **common}
        if "options" in parts and form.options:
            item |= {"item_group_id": sku, **_options(form)}
        if "price" in parts:
            item["price"] = str(form.price)
        items[id_] = item | (stocked(form.quantity) if stock else {})
    return items


def item_id(form: ListingVariant, sku: str) -> str:
    """The id in the catalogue of a piece in one form, or of one of its variants."""
    return f"{sku}-{_digest(form)}" if form.options else sku


def _common(listing: Listing, brand: str, parts: Collection[Part]) -> Item:
    pictures = listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)
    material = ", ".join(listing.materials)[:_MATERIAL_LONGEST]
    category = listing.field_values.get("category", "")
    of_parts: Mapping[Part, Item] = {
        "words": {
            "title": listing.title,
            "description": listing.text,
            "link": listing.marked_link,
            **({"material": material} if material else {}),
        },
        "price": {},
        "pictures": {
            "image_link": pictures[0].url,
            # All of them are said each time: one that is not said any more would stay.
            "additional_image_link": list(_together(one.url for one in pictures[1:])),
        },
        "options": {"google_product_category": category} if category else {},
    }
    item: Item = {}
    for part in PARTS:
        item |= of_parts[part] if part in parts else {}
    whole = {"condition": "new", "brand": brand[:_BRAND_LONGEST]}
    return item | (whole if set(PARTS) <= set(parts) else {})


def _together(addresses: Iterable[str]) -> Iterator[str]:
    left = _PICTURES_LONGEST
    for address in addresses:
        left -= len(address) + 1
        if left < 0:
            return
        yield address


def stocked(quantity: int) -> Item:
    """How many there are, and whether the item can be had."""
    available = "in stock" if quantity > 0 else "out of stock"
    return {"availability": available, "quantity_to_sell_on_facebook": quantity}


def _options(variant: ListingVariant) -> Item:
    own = {
        _OWN_FIELDS[name.casefold()]: value
        for name, value in variant.options.items()
        if name.casefold() in _OWN_FIELDS
    }
    others = {
        name: value for name, value in variant.options.items() if name.casefold() not in _OWN_FIELDS
    }
    return own | ({"additional_variant_attribute": others} if others else {})


def _digest(variant: ListingVariant) -> str:
    """A digest of the variant's options, independent of its place in the list and its price."""
    data = json.dumps(sorted(variant.options.items()), ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()[:12]


def objections(listing: Listing) -> Iterator[str]:
    """Why Meta would refuse the listing, one sentence each."""
    for picture in listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max):
        if min(picture.width, picture.height) < NARROWEST:
            yield (
                f"A picture has {picture.width} by {picture.height} pixels; "
                f"{_CAPABILITIES.name} takes {NARROWEST} by {NARROWEST} and more."
            )
    if any(variant.price.minor <= 0 for variant in listing.variants):
        yield "A variant has no price."


def batch(items: Iterable[Item], *, upsert: bool = True) -> dict[str, str]:
    """The form of one call; with `upsert` an item that is not there is made."""
    requests = [{"method": "UPDATE", "data": item} for item in items]
    return {
        "item_type": "PRODUCT_ITEM",
        "allow_upsert": "true" if upsert else "false",
        "requests": json.dumps(requests, ensure_ascii=False, separators=(",", ":")),
    }


def by_sku(sku: str) -> str:
    """The filter for a piece's items."""
    same = {"eq": sku}
    return json.dumps(
        {"or": [{"retailer_id": same}, {"retailer_product_group_id": same}]},
        separators=(",", ":"),
    )


def held(nodes: Iterable[Mapping[str, Any]]) -> dict[str, Held]:
    """The items of an answer, by their id in the catalogue."""
    return {
        str(node["retailer_id"]): Held(
            str(node["id"]),
            str(node["retailer_id"]),
            str(node.get("visibility", "published")).lower() == "published",
            _rejection(node),
            node,
        )
        for node in nodes
        if isinstance(node, dict) and node.get("id") and node.get("retailer_id")
    }


def _rejection(node: Mapping[str, Any]) -> str:
    if str(node.get("review_status", "")).lower() != "rejected":
        return ""
    data = node.get("errors")
    first = data[0] if isinstance(data, list) and data else {}
    words = first.get("title") or first.get("description") if isinstance(first, dict) else ""
    return quoted("Meta", words)


def validated(answer: Mapping[str, Any]) -> ItemsBatchOutcome:
    """Meta's check of a batch in the answer to sending it, before Meta works on the items."""
    data = _objects(answer.get("validation_status"))
    return ItemsBatchOutcome(
        finished=False,
        wrong=tuple(dict.fromkeys(text for one in data for text in _messages(one.get("errors")))),
        noted=tuple(dict.fromkeys(text for one in data for text in _messages(one.get("warnings")))),
    )


def outcome(answer: Mapping[str, Any]) -> ItemsBatchOutcome:
    """How a batch stands, by `check_batch_request_status`."""
    data = _objects(answer.get("data"))
    batch_ = data[0] if data else {}
    status = str(batch_.get("status", "")).lower()
    return ItemsBatchOutcome(
        finished=status == "finished",
        lost=not data or status in ("canceled", "cancelled", "error", "failed", "fatal"),
        wrong=tuple(dict.fromkeys(_messages(batch_.get("errors")))),
        noted=tuple(dict.fromkeys(_messages(batch_.get("warnings")))),
    )


def _messages(data: object) -> Iterator[str]:
    for one in _objects(data):
        text = one.get("message") or one.get("summary") or one.get("description")
        if text:
            yield str(text)


def _objects(data: object) -> list[Mapping[str, Any]]:
    return [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
