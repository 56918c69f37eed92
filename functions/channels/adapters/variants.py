"""Sums up a piece's variants: options, combinations, lowest price, stock, currencies."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from functions.channels.model.listing import Listing, ListingVariant
from kernel.money import Money

Options = Mapping[str, str]


def option_values(variants: Sequence[ListingVariant]) -> dict[str, list[str]]:
    """Each option with its values, all in the order in which the variants name them."""
    found: dict[str, list[str]] = {}
    for one in variants:
        for name, value in one.options.items():
            values = found.setdefault(name, [])
            if value not in values:
                values.append(value)
    return found


def combinations(
    variants: Sequence[ListingVariant],
) -> Iterator[tuple[dict[str, str], ListingVariant | None]]:
    """Every combination of the options' values, with the variant that has it, or None."""
    known = {frozenset(one.options.items()): one for one in variants}
    named = option_values(variants)
    for values in product(*named.values()):
        options = dict(zip(named, values, strict=True))
        yield options, known.get(frozenset(options.items()))


def lowest_price(listing: Listing) -> Money:
    """What the cheapest variant costs; the piece's own price if it has one form."""
    prices = [one.price for one in listing.variants]
    return min(prices, key=lambda price: price.minor) if prices else listing.price


def stock(listing: Listing) -> int:
    """How many there are of all variants together, or of the piece's one form."""
    return sum(one.quantity for one in listing.variants) if listing.variants else listing.quantity


def currencies(listing: Listing) -> set[str]:
    """The currencies of the listing's prices: one, if all is well."""
    return {listing.price.currency, *(one.price.currency for one in listing.variants)}
