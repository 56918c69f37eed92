"""Builds a WooCommerce product's variations from a listing's variants, and finds these there; pure.

A variation's own metadata records which variant it is, by a digest of its options; one that a shop
made itself is known by its SKU, or by its attributes.
https://woocommerce.github.io/woocommerce-rest-api-docs/#product-variation-properties
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from functions.channels.adapters.store_variants import Variant, counted, matched
from functions.channels.adapters.woocommerce.responses import VARIABLE, meta
from functions.channels.model.listing import Listing, ListingVariant, Part

VARIANT = "_haat_variant"

Body = dict[str, Any]
Product = Mapping[str, Any]


def variant_mark(form: ListingVariant) -> str:
    """The digest that identifies a variation, whatever the shop calls its attributes."""
    options = "\n".join(f"{name}\t{value}" for name, value in sorted(form.options.items()))
    return hashlib.blake2b(options.encode(), digest_size=6).hexdigest()


def own_sku(variation: Product, product: Product) -> str:
    """A variation's own SKU; "" for one that only has its product's."""
    sku = str(variation.get("sku") or "")
    return "" if sku == str(product.get("sku") or "") else sku


def options_of(variation: Product) -> dict[str, str]:
    """The options of a variation by the names of its attributes."""
    named = [one for one in variation.get("attributes") or () if isinstance(one, dict)]
    return {str(one.get("name")): str(one["option"]) for one in named if one.get("option")}


def sold_as(product: Product, there: Sequence[Product]) -> list[Variant]:
    """What buyers can choose of a product, each by its SKU and options."""
    if product.get("type") != VARIABLE:
        return [(str(product.get("sku") or ""), {})]
    return [(own_sku(one, product), options_of(one)) for one in there]


def forms(
    listing: Listing, product: Product, there: Sequence[Product]
) -> list[ListingVariant | None]:
    """The listing's variant for each variation; of two that are marked alike the older counts."""
    if not listing.variants:
        return [None] * len(there)
    marked = {variant_mark(form): form for form in listing.variants}
    found: dict[int, ListingVariant] = {}
    for one in sorted(there, key=lambda data: int(data["id"])):
        form = marked.pop(_mark(one), None)
        if form is not None:
            found[one["id"]] = form
    bare = [one for one in there if not _mark(one)]
    known = matched(listing, [(own_sku(one, product), options_of(one)) for one in bare])
    for one, form in zip(bare, known, strict=True):
        if form is not None and form not in found.values():
            found[one["id"]] = form
    return [found.get(one["id"]) for one in there]


def _mark(variation: Product) -> str:
    return str(meta(variation, VARIANT) or "")


def stock(listing: Listing, product: Product, there: Sequence[Product]) -> dict[str, int]:
    """How many there are of each of the listing's forms that the shop counts, by our SKU."""
    if product.get("type") != VARIABLE:
        form = matched(listing, sold_as(product, there))[0]
        return counted(listing, [(form, _quantity(product))] if _counts(product) else [])
    pairs = zip(there, forms(listing, product, there), strict=True)
    return counted(listing, ((form, _quantity(one)) for one, form in pairs if _counts(one)))


def stock_changes(
    listing: Listing, product: Product, there: Sequence[Product], wanted: Mapping[str, int]
) -> list[Body]:
    """The variations to update with the quantities `wanted`, by our SKU."""
    pairs = zip(there, forms(listing, product, there), strict=True)
    return [
        {"id": one["id"], "stock_quantity": wanted[listing.sku_of(form)]}
        for one, form in pairs
        if form and _counts(one) and listing.sku_of(form) in wanted
    ]


def _counts(data: Product) -> bool:
    # A variation may also say “parent”: then its product counts, for all of them together.
    return data.get("manage_stock") is True


def _quantity(data: Product) -> int:
    return int(data.get("stock_quantity") or 0)


def changes(
    listing: Listing,
    product: Product,
    there: Sequence[Product],
    parts: Collection[Part],
    *,
    restock: bool = False,
) -> dict[str, list[Any]]:
    """What makes these parts of the shop's variations the listing's: to create, update and delete.

    Only with `restock` is the stock of a known one set. A variation that somebody else made is left
    alone.
    """
    known = forms(listing, product, there)
    pairs = list(zip(there, known, strict=True))
    updates = [
        {"id": one["id"], **fields}
        for one, form in pairs
        if form and (fields := _differing(listing, form, one, parts, restock=restock))
    ]
    if "options" not in parts:
        return {"create": [], "update": updates, "delete": []}
    return {
        "create": [_variation(listing, form) for form in listing.variants if form not in known],
        "update": updates,
        "delete": [one["id"] for one, form in pairs if form is None and _mark(one)],
    }


def sku_changes(listing: Listing, product: Product, there: Sequence[Product]) -> list[Body]:
    """The variations to update with their own SKUs."""
    pairs = zip(there, forms(listing, product, there), strict=True)
    return [
        {"id": one["id"], **fields}
        for one, form in pairs
        if form and (fields := _own(listing, form, one))
    ]


def _differing(
    listing: Listing,
    form: ListingVariant,
    held: Product,
    parts: Collection[Part],
    *,
    restock: bool,
) -> Body:
    fields: Body = _own(listing, form, held) if "options" in parts else {}
    if "price" in parts and not same_price(form.price.amount, held.get("regular_price")):
        fields["regular_price"] = form.price.amount
    if restock and held.get("stock_quantity") != form.quantity:
        fields |= {"manage_stock": True, "stock_quantity": form.quantity}
    return fields


def _own(listing: Listing, form: ListingVariant, held: Product) -> Body:
    """The variant's SKU if it has another; without one it has the product's, which is unique."""
    sku = listing.sku_of(form)
    return {"sku": sku} if sku not in (listing.sku, held.get("sku")) else {}


def _variation(listing: Listing, form: ListingVariant) -> Body:
    return {
        "regular_price": form.price.amount,
        "manage_stock": True,
        "stock_quantity": form.quantity,
        "attributes": [{"name": name, "option": value} for name, value in form.options.items()],
        "meta_data": [{"key": VARIANT, "value": variant_mark(form)}],
        **_own(listing, form, {}),
    }


def same_price(amount: str, there: object) -> bool:
    """Whether two prices are equal: a shop may write one with fewer decimals than it was given."""
    try:
        return Decimal(str(there)) == Decimal(amount)
    except InvalidOperation:
        return False
