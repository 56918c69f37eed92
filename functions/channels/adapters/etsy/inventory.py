"""Reads the inventory of an Etsy listing, and builds the one that replaces it: pure.

Etsy replaces all products at once, so that each change carries over what it does not change. What
Etsy answers is not what it takes: ids, deletion marks and names of scales are left out, and a price
is a number.
https://developers.etsy.com/documentation/tutorials/listings/#listing-inventory
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from functions.channels.adapters.etsy import payloads, rules
from functions.channels.adapters.etsy.orders import price_of
from functions.channels.adapters.store_variants import counted, matched
from functions.channels.adapters.variants import combinations, lowest_price, option_values
from functions.channels.errors import Rejected
from functions.channels.model.listing import Listing, ListingVariant, Part
from kernel.money import Money

Body = dict[str, Any]

CUSTOM = (513, 514)
"""Etsy's ids of the two properties that a seller names herself."""
_PROPERTY = ("property_id", "property_name", "scale_id", "value_ids", "values")
_VARY = ("price", "quantity", "sku", "readiness_state")


@dataclass(frozen=True)
class InventoryProduct:
    """One product of an inventory, with its one offering, as Etsy takes it."""

    sku: str
    values: tuple[Mapping[str, Any], ...]
    price: Money
    quantity: int
    is_enabled: bool
    readiness: int | None

    @cached_property
    def options(self) -> dict[str, str]:
        """The product's options by name."""
        return {str(one["property_name"]): ", ".join(one["values"]) for one in self.values}

    @property
    def body(self) -> Body:
        """The product as updateListingInventory takes it."""
        offering = {
            "price": payloads.number(self.price.amount),
            "quantity": self.quantity,
            "is_enabled": self.is_enabled,
            "readiness_state_id": self.readiness,
        }
        return {
            "sku": self.sku,
            "property_values": [dict(one) for one in self.values],
            "offerings": [offering],
        }


@dataclass(frozen=True)
class EtsyInventory:
    """The products of a listing, and by which properties something differs."""

    products: tuple[InventoryProduct, ...]
    on_property: Mapping[str, tuple[int, ...]]

    def forms(self, listing: Listing) -> list[ListingVariant | None]:
        """The listing's form for each product."""
        return matched(listing, [(one.sku, one.options) for one in self.products])

    def on_sale(self, listing: Listing) -> Iterator[tuple[InventoryProduct, ListingVariant | None]]:
        """The products that buyers can choose, each with the listing's form."""
        pairs = zip(self.products, self.forms(listing), strict=True)
        return ((one, form) for one, form in pairs if one.is_enabled)

    def stock(self, listing: Listing) -> dict[str, int]:
        """How many there are of each of the listing's forms, by our SKU."""
        return counted(listing, ((form, one.quantity) for one, form in self.on_sale(listing)))

    @property
    def body(self) -> Body:
        """The body of updateListingInventory; what differs is said to, and what did is still."""
        ids = [one["property_id"] for one in self.products[0].values]
        shown = [one for one in self.products if one.is_enabled]
        differs = {
            "price": len({one.price for one in shown}) > 1,
            "quantity": len({one.quantity for one in shown}) > 1,
            "sku": len({one.sku for one in self.products}) > 1,
            "readiness_state": len({one.readiness for one in self.products}) > 1,
        }
        said = {name: [*self.on_property.get(name, ())] for name in _VARY}
        return {
            "products": [one.body for one in self.products],
            **{
                f"{name}_on_property": (said[name] or ids) if differs[name] else said[name]
                for name in _VARY
            },
        }


def read(answer: Mapping[str, Any]) -> EtsyInventory:
    """The inventory of an answer, without products and offerings that were deleted."""
    held = [one for one in answer.get("products") or () if not one.get("is_deleted")]
    return EtsyInventory(
        tuple(_product(one) for one in held),
        {name: tuple(answer.get(f"{name}_on_property") or ()) for name in _VARY},
    )


def _product(one: Mapping[str, Any]) -> InventoryProduct:
    offering = next(each for each in one["offerings"] if not each.get("is_deleted"))
    return InventoryProduct(
        str(one.get("sku") or ""),
        tuple({name: each.get(name) for name in _PROPERTY} for each in one["property_values"]),
        price_of(offering["price"]),
        int(offering["quantity"]),
        bool(offering["is_enabled"]),
        offering.get("readiness_state_id"),
    )


def new(listing: Listing, readiness: str) -> EtsyInventory:
    """The inventory of a new listing, each variant under its own SKU.

    Etsy wants each combination of the options; one that we have no variant for is switched off.
    """
    return _built(listing, EtsyInventory((), {}), frozenset({"price", "options"}), readiness)


def changed(
    listing: Listing, there: EtsyInventory, parts: Collection[Part], readiness: str
) -> EtsyInventory:
    """What is there with the listing's variants or prices; quantities stay, but of new variants."""
    if "options" in parts:
        return _built(listing, there, parts, readiness)
    lowest = lowest_price(listing)
    products = []
    for one, form in zip(there.products, there.forms(listing), strict=True):
        if form is not None:
            products.append(replace(one, price=form.price))
        else:  # one that is switched off has some price too, and one of the seller's own keeps hers
            products.append(one if one.is_enabled else replace(one, price=lowest))
    return replace(there, products=tuple(products))


def stocked(listing: Listing, there: EtsyInventory, wanted: Mapping[str, int]) -> EtsyInventory:
    """What is there with these quantities, by our SKU; raises `Rejected` for what Etsy refuses."""
    if any(quantity > rules.QUANTITY_MAX for quantity in wanted.values()):
        raise Rejected(
            f"Etsy takes a quantity of at most {rules.QUANTITY_MAX}.", remedy="Offer fewer there."
        )
    pairs = zip(there.products, there.forms(listing), strict=True)
    products = tuple(
        replace(one, quantity=wanted.get(listing.sku_of(form), one.quantity))
        if form and one.is_enabled
        else one
        for one, form in pairs
    )
    if not any(one.is_enabled and one.quantity for one in products):
        raise Rejected(
            "Etsy takes no number 0 for a listing that is on sale.",
            remedy="Take the listing off sale on Etsy.",
        )
    return replace(there, products=products)


def marked(listing: Listing, there: EtsyInventory) -> EtsyInventory:
    """What is there under our SKUs; a product that nobody can choose has the piece's own."""
    pairs = zip(there.products, there.forms(listing), strict=True)
    products = tuple(
        replace(one, sku=listing.sku_of(form) if form else listing.sku) for one, form in pairs
    )
    return replace(there, products=products)


def _built(
    listing: Listing, there: EtsyInventory, parts: Collection[Part], readiness: str
) -> EtsyInventory:
    """A product for each combination of the options; what was there keeps its numbers."""
    held = {
        listing.forms.index(form): one
        for one, form in zip(there.products, there.forms(listing), strict=True)
        if form is not None and (one.is_enabled or one.quantity)
    }
    ids = _property_ids(listing, there)
    all_forms = combinations(listing.variants) if listing.variants else [({}, listing.forms[0])]
    products = []
    for options, form in all_forms:
        kept = held.get(listing.forms.index(form)) if form else None
        products.append(
            InventoryProduct(
                listing.sku_of(form) if form else listing.sku,
                tuple(_value(ids[name], name, value) for name, value in options.items()),
                _price(listing, form, kept, parts),
                kept.quantity if kept else form.quantity if form else 0,
                form is not None,
                kept.readiness if kept else int(readiness),
            )
        )
    vary = tuple(ids.values())
    prices = {one.price for one in products if one.is_enabled}
    return EtsyInventory(
        tuple(products), {"quantity": vary, "price": vary if len(prices) > 1 else ()}
    )


def _price(
    listing: Listing,
    form: ListingVariant | None,
    kept: InventoryProduct | None,
    parts: Collection[Part],
) -> Money:
    if kept is not None and "price" not in parts:
        return kept.price
    return form.price if form else lowest_price(listing)


def _property_ids(listing: Listing, there: EtsyInventory) -> dict[str, int]:
    """The properties' ids: those that are there if they have the same names, else our own."""
    names = [*option_values(listing.variants)]
    values = there.products[0].values if there.products else ()
    known = {str(one["property_name"]): int(one["property_id"]) for one in values}
    return known if set(known) == set(names) else dict(zip(names, CUSTOM, strict=False))


def _value(property_id: int, name: str, value: str) -> Mapping[str, Any]:
    named = {"property_id": property_id, "property_name": name, "scale_id": None}
    return {**named, "value_ids": [], "values": [value]}
