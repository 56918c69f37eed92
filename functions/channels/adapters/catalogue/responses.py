"""Reads what a catalogue shows of a piece's items: pure, without the transport."""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.channels.adapters.catalogue.payloads import Held, item_id
from functions.channels.adapters.shown import forms, lines, pictures, prices
from functions.channels.adapters.variants import option_values
from functions.channels.model.listing import Listing, ShownListing

_OWN, _MATERIAL = ("size", "color", "pattern"), "material"
_SOLD_OUT = "out of stock"

Node = Mapping[str, Any]


def shown(listing: Listing, held: Mapping[str, Held]) -> ShownListing:
    """The parts and the stock of a piece: of the items that people see, or else of all."""
    items = sorted(held.values(), key=lambda one: one.retailer_id)
    nodes = [one.node for one in items if one.visible] or [one.node for one in items]
    alone = len(nodes) == 1 and nodes[0].get("retailer_id") == listing.sku
    options = [{} if alone else _options(one, listing) for one in nodes]
    categories = sorted({str(one.get("category") or "") for one in nodes})
    category = lines(("Category", ", ".join(filter(None, categories))))
    return ShownListing(
        {
            "words": _each(nodes, [_words(one, listing) for one in nodes]),
            "price": prices(
                (named, str(one.get("price") or ""))
                for named, one in zip(options, nodes, strict=True)
            ),
            "pictures": _each(nodes, [_pictures(one) for one in nodes]),
            "options": "\n".join(filter(None, (forms(options), category))),
        },
        stock(listing, held),
    )


def stock(listing: Listing, held: Mapping[str, Held]) -> dict[str, int]:
    """How many there are of each form that the catalogue has a number of, by our SKU."""
    counted: dict[str, int] = {}
    for form in listing.forms:
        item = held.get(item_id(form, listing.sku))
        number = quantity(item) if item else None
        if number is not None:
            counted[listing.sku_of(form)] = counted.get(listing.sku_of(form), 0) + number
    return counted


def quantity(item: Held) -> int | None:
    """How many of an item there are: none if it is said to be sold out; None if nothing is said."""
    if str(item.node.get("availability") or "").lower().replace("_", " ") == _SOLD_OUT:
        return 0
    number = item.node.get("quantity_to_sell_on_facebook")
    return None if number is None else int(number)


def _each(nodes: Sequence[Node], texts: Sequence[str]) -> str:
    """What all items say alike, once; else what each says, below its id."""
    if len(set(texts)) == 1:
        return texts[0]
    pairs = zip(nodes, texts, strict=True)
    return "\n".join(f"{one.get('retailer_id')}:\n{text}" for one, text in pairs)


def _words(node: Node, listing: Listing) -> str:
    return lines(
        ("Title", str(node.get("name") or "")),
        ("Text", str(node.get("description") or "")),
        ("Link", str(node.get("url") or "")),
        ("Material", "" if _by_material(listing) else str(node.get("material") or "")),
    )


def _pictures(node: Node) -> str:
    addresses = (node.get("image_url"), *(node.get("additional_image_urls") or ()))
    # What stands behind “?” is Meta's own, and is another each time.
    return pictures(str(one or "").partition("?")[0] for one in addresses)


def _by_material(listing: Listing) -> bool:
    """Whether the variants differ by their material, which is then an option and no word."""
    return any(name.casefold() == _MATERIAL for name in option_values(listing.variants))


def _options(node: Node, listing: Listing) -> dict[str, str]:
    names = (*_OWN, _MATERIAL) if _by_material(listing) else _OWN
    own = {name.capitalize(): str(node[name]) for name in names if node.get(name)}
    others = node.get("additional_variant_attributes") or ()
    return own | {str(one.get("key")): str(one.get("value")) for one in others}
