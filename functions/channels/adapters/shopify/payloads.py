"""Builds the variables of Shopify's mutations from a listing: product, stock, pictures; pure.

A picture's file is named after our SKU and a digest of what it shows, so that a picture that the
store has already is kept, and another one is sent anew.
https://shopify.dev/docs/api/admin-graphql/latest/mutations/productSet
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from functions.channels.adapters.http.pictures import described
from functions.channels.adapters.shopify import rules
from functions.channels.adapters.shopify.queries import (
    DEFAULT_OPTION,
    DEFAULT_VALUE,
    Media,
    Places,
    StoreProduct,
    StoreVariant,
)
from functions.channels.adapters.store_variants import matched
from functions.channels.adapters.variants import option_values
from functions.channels.model.listing import PARTS, Listing, ListingVariant, Part, Picture
from functions.channels.model.platforms import platform

Json = Any  # a vendor's JSON has no closed type

_CAPABILITIES = platform("shopify")


def new_variables(listing: Listing, known: StoreProduct | None, where: Places) -> dict[str, Json]:
    """The variables of productSet for a draft, new or known by our marker."""
    handle = rules.handle(listing)
    fields = {**_fields(listing, known, where, PARTS), "handle": handle, "status": "DRAFT"}
    identifier = {"id": known.id} if known else {"handle": handle}
    return {"identifier": identifier, "input": fields}


def changed_variables(
    listing: Listing, known: StoreProduct, where: Places, parts: Collection[Part]
) -> dict[str, Json]:
    """The variables of productSet for these parts; what it is not told of stays as it is.

    A price goes with it only where the variants do, which are replaced as a whole.
    """
    return {"identifier": {"id": known.id}, "input": _fields(listing, known, where, parts)}


def _fields(
    listing: Listing, known: StoreProduct | None, where: Places, parts: Collection[Part]
) -> dict[str, Json]:
    """What buyers see of these parts. A list is replaced as a whole, so it is whole or absent."""
    fields: dict[str, Json] = {}
    if "words" in parts:
        fields["title"] = listing.title
        fields["descriptionHtml"] = rules.description(listing.text)
        fields["tags"] = list(listing.tags)
    if "options" in parts:
        fields |= _options(listing, known, where, parts)
    if "pictures" in parts:
        fields["files"] = _files(listing, known)
    return fields


def _options(
    listing: Listing, known: StoreProduct | None, where: Places, parts: Collection[Part]
) -> dict[str, Json]:
    named = option_values(listing.variants) or {DEFAULT_OPTION: [DEFAULT_VALUE]}
    fields: dict[str, Json] = {
        "productOptions": [
            {"name": name, "values": [{"name": value} for value in values]}
            for name, values in named.items()
        ],
        "variants": [
            _variant(listing, form, held, where, parts) for form, held in _held(listing, known)
        ],
    }
    category = listing.field_values.get("category")
    return {**fields, "category": category} if category else fields


def _held(
    listing: Listing, known: StoreProduct | None
) -> Iterator[tuple[ListingVariant, StoreVariant | None]]:
    """Each of the listing's forms with the variant that the store has of it."""
    there = known.forms if known else ()
    found = matched(listing, [(one.sku, one.chosen_by) for one in there])
    for form in listing.forms:
        yield form, there[found.index(form)] if form in found else None


def _variant(
    listing: Listing,
    form: ListingVariant,
    held: StoreVariant | None,
    where: Places,
    parts: Collection[Part],
) -> dict[str, Json]:
    """One variant. A known one keeps its stock, as it may have sold some, and what else it has."""
    named = form.options or {DEFAULT_OPTION: DEFAULT_VALUE}
    sent: dict[str, Json] = {
        "optionValues": [{"optionName": name, "name": value} for name, value in named.items()],
        "inventoryItem": {"sku": listing.sku_of(form)},
    }
    if held is None:
        quantity = {"locationId": where.location, "name": "available"}
        sent["inventoryQuantities"] = [{**quantity, "quantity": form.quantity}]
        sent["inventoryItem"] |= {"tracked": True, "requiresShipping": True}
        sent["inventoryPolicy"] = "DENY"
    else:
        sent["id"] = held.id
    if held is None or "price" in parts:
        sent["price"] = form.price.amount
    return sent


def price_changes(listing: Listing, known: StoreProduct) -> list[dict[str, Json]]:
    """The members of productVariantsBulkUpdate for each price that differs."""
    return [
        {"id": held.id, "price": form.price.amount}
        for form, held in _held(listing, known)
        if held and held.price != form.price.amount
    ]


def sku_changes(listing: Listing, known: StoreProduct) -> list[dict[str, Json]]:
    """The members of productVariantsBulkUpdate for each SKU that is not ours yet."""
    return [
        {"id": held.id, "inventoryItem": {"sku": listing.sku_of(form)}}
        for form, held in _held(listing, known)
        if held and held.sku != listing.sku_of(form)
    ]


def description_changes(listing: Listing, known: StoreProduct) -> list[dict[str, Json]]:
    """The members of productUpdateMedia for each of our pictures with another description."""
    pictures = _pictures(listing)
    changes = []
    for place, picture in enumerate(pictures):
        kept = _kept(listing, known.media, place, picture, len(pictures))
        alt = described(listing, place, len(pictures), _CAPABILITIES.text)
        if kept and kept.alt != alt:
            changes.append({"id": kept.id, "alt": alt})
    return changes


def _pictures(listing: Listing) -> tuple[Picture, ...]:
    return listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)


def _files(listing: Listing, known: StoreProduct | None) -> list[dict[str, str]]:
    pictures = _pictures(listing)
    held = known.media if known else ()
    files = []
    for place, picture in enumerate(pictures):
        kept = _kept(listing, held, place, picture, len(pictures))
        new = {
            "originalSource": picture.url,
            "alt": described(listing, place, len(pictures), _CAPABILITIES.text),
            "contentType": "IMAGE",
            "filename": f"{file_stem(listing, picture.url)}.jpg",
        }
        files.append({"id": kept.id} if kept else new)
    return files


def file_stem(listing: Listing, shows: str) -> str:
    """What a picture's file is called, without its ending."""
    digest = hashlib.blake2b(shows.encode(), digest_size=6).hexdigest()
    return f"{listing.sku}-{digest}".lower()


def _kept(
    listing: Listing, held: Sequence[Media], place: int, picture: Picture, of: int
) -> Media | None:
    """The store's picture of this file; one in work has no name yet and is known by its place.

    The store appends to the name of a file that it has twice, so only the beginning is compared. A
    file of before November 2026 is named after its description too.
    """
    alt = described(listing, place, of, _CAPABILITIES.text)
    stems = (file_stem(listing, picture.url), file_stem(listing, f"{picture.url}\n{alt}"))
    for at, one in enumerate(held):
        named = one.name.lower().startswith(stems)
        if one.status != "FAILED" and (named or (one.is_on_its_way and at == place)):
            return one
    return None


def stock_variables(listing: Listing, known: StoreProduct, where: Places) -> dict[str, Json]:
    """The variables of inventorySetQuantities for a draft: what differs from the listing's."""
    rows = [
        (held.item, form.quantity, None)
        for form, held in _held(listing, known)
        if held and held.stock != form.quantity
    ]
    return _stock(rows, where, rules.stock_key(listing, [row[:2] for row in rows], ""))


def compared_stock(
    listing: Listing,
    found: StoreProduct,
    wanted: Mapping[str, int],
    where: Places,
    moment: str,
) -> dict[str, Json]:
    """The variables of inventorySetQuantities that hold only while nothing else has changed.

    `wanted` is what the store is to sell, by our SKU; what lies at its other places stays there.
    """
    rows = []
    for form, held in _held(listing, found):
        target = wanted.get(listing.sku_of(form))
        if held is None or target is None or held.level is None:
            continue
        quantity = max(0, held.level + target - held.stock)
        if quantity != held.level:
            rows.append((held.item, quantity, held.level))
    return _stock(rows, where, rules.stock_key(listing, rows, moment))


def _stock(rows: Sequence[tuple[str, int, int | None]], where: Places, key: str) -> dict[str, Json]:
    """Each quantity of `rows`, to be set where it is still the last of the row, or whatever."""
    return {
        "key": key,
        "input": {
            "name": "available",
            "reason": "correction",
            "quantities": [
                {
                    "inventoryItemId": item,
                    "locationId": where.location,
                    "quantity": quantity,
                    "changeFromQuantity": before,
                }
                for item, quantity, before in rows
            ],
        },
    }
