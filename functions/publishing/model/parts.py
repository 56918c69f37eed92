"""The parts of a listing: which differ from those that were sent last, and what was brought."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from functions.channels.model.listing import PARTS, Listing, ListingVariant, Part, StockLevel


@dataclass(frozen=True, slots=True)
class Behind:
    """What a live listing does not show yet: `parts` to bring, and numbers to set by hand."""

    parts: tuple[Part, ...] = ()
    stock: tuple[StockLevel, ...] = ()


def outdated(sent: Listing, now: Listing) -> tuple[Part, ...]:
    """The parts of `now` that do not equal what was sent last."""
    return tuple(part for part in PARTS if _part(sent, part) != _part(now, part))


def _part(listing: Listing, part: Part) -> object:
    match part:
        case "words":
            return (
                *(listing.title, listing.text, listing.tags, listing.alt_text),
                *(listing.materials, listing.link),
            )
        case "price":
            return listing.price, {_key(one): one.price for one in listing.variants}
        case "pictures":
            return dict(listing.pictures), [dict(one) for one in listing.more_pictures]
        case "options":
            return {_key(one): one.sku for one in listing.variants}, dict(listing.field_values)


def brought(sent: Listing, now: Listing, parts: Collection[Part]) -> Listing:
    """What was sent last, once these parts of `now` are there."""
    after = sent
    if "words" in parts:
        after = replace(
            after,
            title=now.title,
            text=now.text,
            tags=now.tags,
            alt_text=now.alt_text,
            materials=now.materials,
            link=now.link,
        )
    if "pictures" in parts:
        after = replace(after, pictures=now.pictures, more_pictures=now.more_pictures)
    if "options" in parts:
        after = replace(after, variants=_varied(after, now), field_values=now.field_values)
    if "price" in parts:
        prices = {_key(one): one.price for one in now.variants}
        variants = tuple(
            replace(one, price=prices.get(_key(one), one.price)) for one in after.variants
        )
        after = replace(after, price=now.price, variants=variants)
    return after


def _varied(sent: Listing, now: Listing) -> tuple[ListingVariant, ...]:
    """The variants of `now`; one that was there before keeps the price and number that it had."""
    before = {_key(one): one for one in sent.variants}
    return tuple(
        replace(one, price=was.price, quantity=was.quantity)
        if (was := before.get(_key(one)))
        else one
        for one in now.variants
    )


def _key(variant: ListingVariant) -> frozenset[tuple[str, str]]:
    return frozenset(variant.options.items())
