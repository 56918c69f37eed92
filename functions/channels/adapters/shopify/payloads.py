"""Builds the variables of Shopify's mutations from a listing: product, stock, pictures; pure.

A picture's file is named after our SKU and a digest of what it shows and says, so that a picture
that the store has already is kept, and a changed one is sent anew.
https://shopify.dev/docs/api/admin-graphql/latest/mutations/productSet
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from functions.channels.adapters.http.pictures import described
from functions.channels.adapters.shopify import rules
from functions.channels.adapters.shopify.queries import Media, Places, StoreProduct, StoreVariant
from functions.channels.adapters.variants import option_values
from functions.channels.model.listing import Listing, ListingVariant
from functions.channels.model.platforms import platform

Json = Any  # a vendor's JSON has no closed type

_CAPABILITIES = platform("shopify")
_OPTION, _VALUE = "Title", "Default Title"
"""What Shopify itself calls the one variant of a product without variants."""


def new_variables(listing: Listing, known: StoreProduct | None, where: Places) -> dict[str, Json]:
    """The variables of productSet for a draft, new or known by our marker."""
    handle = rules.handle(listing)
    fields = {**_fields(listing, known, where), "handle": handle, "status": "DRAFT"}
    identifier = {"id": known.id} if known else {"handle": handle}
    return {"identifier": identifier, "input": fields}


def changed_variables(listing: Listing, known: StoreProduct, where: Places) -> dict[str, Json]:
    """The variables of productSet for what is on sale: its status and its address stay."""
    return {"identifier": {"id": known.id}, "input": _fields(listing, known, where)}


def _fields(listing: Listing, known: StoreProduct | None, where: Places) -> dict[str, Json]:
    """All that buyers see. Lists are replaced as wholes, so each is always sent."""
    forms = _forms(listing)
    options = [
        {"name": name, "values": [{"name": value} for value in values]}
        for name, values in option_values(forms).items()
    ]
    fields: dict[str, Json] = {
        "title": listing.title,
        "descriptionHtml": rules.description(listing.text),
        "tags": list(listing.tags),
        "productOptions": options,
        "variants": [_variant(listing, form, known, where) for form in forms],
        "files": _files(listing, known),
    }
    category = listing.field_values.get("category")
    return {**fields, "category": category} if category else fields


def _forms(listing: Listing) -> tuple[ListingVariant, ...]:
    alone = ListingVariant({_OPTION: _VALUE}, listing.price, listing.quantity)
    return listing.variants or (alone,)


def _variant(
    listing: Listing, form: ListingVariant, known: StoreProduct | None, where: Places
) -> dict[str, Json]:
    """One variant. Its stock comes with a new one only: a known one may have sold some since."""
    sent: dict[str, Json] = {
        "optionValues": [
            {"optionName": name, "name": value} for name, value in form.options.items()
        ],
        "price": form.price.amount,
        "inventoryPolicy": "DENY",
        "inventoryItem": {"sku": listing.sku, "tracked": True, "requiresShipping": True},
    }
    held = _held(known, form)
    if held is None:
        quantity = {"locationId": where.location, "name": "available"}
        return {**sent, "inventoryQuantities": [{**quantity, "quantity": form.quantity}]}
    return {**sent, "id": held.id}


def _held(known: StoreProduct | None, form: ListingVariant) -> StoreVariant | None:
    held = known.forms if known else ()
    return next((one for one in held if dict(one.options) == dict(form.options)), None)


def _files(listing: Listing, known: StoreProduct | None) -> list[dict[str, str]]:
    shown = listing.shown(_CAPABILITIES.image.rendition, _CAPABILITIES.photos_max)
    held = known.media if known else ()
    files = []
    for place, picture in enumerate(shown):
        alt = described(listing, place, len(shown), _CAPABILITIES.text)
        stem = file_stem(listing, picture.url, alt)
        kept = _kept(held, place, stem)
        new = {
            "originalSource": picture.url,
            "alt": alt,
            "contentType": "IMAGE",
            "filename": f"{stem}.jpg",
        }
        files.append({"id": kept.id} if kept else new)
    return files


def file_stem(listing: Listing, url: str, alt: str) -> str:
    """What a picture's file is called, without its ending."""
    shows = hashlib.blake2b(f"{url}\n{alt}".encode(), digest_size=6).hexdigest()
    return f"{listing.sku}-{shows}".lower()


def _kept(held: Sequence[Media], place: int, stem: str) -> Media | None:
    """The store's picture of this file; one in work has no name yet and is known by its place.

    The store appends to the name of a file that it has twice, so only the beginning is compared.
    """
    for at, one in enumerate(held):
        named = one.name.lower().startswith(stem)
        if one.status != "FAILED" and (named or (one.is_on_its_way and at == place)):
            return one
    return None


def stock_variables(
    listing: Listing, known: StoreProduct, where: Places, moment: str
) -> dict[str, Json]:
    """The variables of inventorySetQuantities: each quantity that differs from the listing's."""
    rows = [
        (held.item, form.quantity)
        for form in _forms(listing)
        if (held := _held(known, form)) and held.stock != form.quantity
    ]
    return {
        "key": rules.stock_key(listing, rows, moment),
        "input": {
            "name": "available",
            "reason": "correction",
            "quantities": [_quantity(item, quantity, where) for item, quantity in rows],
        },
    }


def _quantity(item: str, quantity: int, where: Places) -> Mapping[str, Json]:
    """The listing's quantity, to be set whatever the quantity was before."""
    place = {"inventoryItemId": item, "locationId": where.location}
    return {**place, "quantity": quantity, "changeFromQuantity": None}
