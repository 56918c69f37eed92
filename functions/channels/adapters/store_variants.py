"""Finds a listing's variants among those of a shop; their stock, and our SKU on each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from functions.channels.adapters.shown import form_name
from functions.channels.errors import Rejected
from functions.channels.model.listing import Listing, ListingVariant, StockLevel

OURS = re.compile(r"[A-Z]{3}-[0-9A-Z]{4}(-\d+)?")
"""What a SKU looks like that Haat made."""

Variant = tuple[str, Mapping[str, str]]
"""A variant at a shop: its SKU, or "", and its options."""


def matched(listing: Listing, there: Sequence[Variant]) -> list[ListingVariant | None]:
    """The listing's form for each of a shop's variants; None for one that the listing has not.

    A variant is known by its SKU where only one has that SKU, here and there; else by its options,
    as in a listing of before variants had SKUs of their own.
    """
    here = Counter(map(listing.sku_of, listing.forms))
    held = Counter(sku for sku, _ in there)
    by_sku = {listing.sku_of(one): one for one in listing.forms}
    found = [by_sku.get(sku) if here[sku] == held[sku] == 1 else None for sku, _ in there]
    left = [one for one in listing.forms if one not in found]
    for place, (_, options) in enumerate(there):
        if found[place] is None:
            alike = next((one for one in left if dict(one.options) == dict(options)), None)
            found[place] = alike
            left = [one for one in left if one is not alike]
    return found


def counted(listing: Listing, there: Iterable[tuple[ListingVariant | None, int]]) -> dict[str, int]:
    """How many there are of each of the listing's forms, by our SKU."""
    stock: dict[str, int] = {}
    for form, quantity in there:
        if form is not None:
            sku = listing.sku_of(form)
            stock[sku] = stock.get(sku, 0) + quantity
    return stock


def targets(
    listing: Listing, levels: Iterable[StockLevel], there: Mapping[str, int]
) -> dict[str, int]:
    """The numbers to write, by our SKU; a variant that is not there has none.

    Raises `Rejected` for a SKU that several variants share: it does not say which is meant.
    """
    shared = Counter(map(listing.sku_of, listing.forms))
    wanted: dict[str, int] = {}
    for level in levels:
        sku = level.sku or listing.sku
        if shared[sku] > 1:
            raise Rejected(
                f"Several variants have the SKU {sku}, so that their stock cannot be told apart.",
                remedy="Give each variant a SKU of its own.",
            )
        target = level.target(there[sku]) if sku in there else None
        if target is not None:
            wanted[sku] = target
    return wanted


def must_be_free(listing: Listing, skus: Iterable[str], name: str) -> None:
    """Raise `Rejected` if one of `skus`, at the shop `name`, is of another piece at Haat."""
    for sku in sorted(filter(None, skus)):
        if OURS.fullmatch(sku) and sku not in listing.skus:
            raise Rejected(
                f"This listing on {name} has the SKU {sku}: it belongs to another piece of yours.",
                remedy="Choose another listing, or the piece that it belongs to.",
            )


def must_match(
    listing: Listing,
    there: Sequence[Variant],
    found: Sequence[ListingVariant | None],
    name: str,
) -> None:
    """Raise `Rejected` naming every variant that only the shop `name`, or only the piece, has."""
    only_there = [form_name(one[1]) for one, form in zip(there, found, strict=True) if not form]
    only_here = [form_name(one.options) for one in listing.forms if one not in found]
    wrong = [f"Only {name} has “{one}”." for one in sorted(only_there)]
    wrong += [f"{name} does not have “{one}”." for one in sorted(only_here)]
    if wrong:
        raise Rejected(
            " ".join(wrong), remedy=f"Make the piece's variants and those on {name} the same."
        )
