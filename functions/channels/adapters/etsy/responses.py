"""Reads what Etsy shows of a listing: pure, without the transport."""

import html
from collections.abc import Mapping
from typing import Any

from functions.channels.adapters import shown as written
from functions.channels.adapters.etsy import inventory
from functions.channels.adapters.shown import descriptions, lines, pictures
from functions.channels.model.listing import Listing, ShownListing


def shown(found: Mapping[str, Any], listing: Listing) -> ShownListing:
    """The parts and the stock of a listing that was read with its inventory and its images."""
    images = sorted(found["images"], key=lambda one: int(one["rank"]))
    there = inventory.read(found["inventory"])
    on_sale = [one for one in there.products if one.is_enabled]
    words = lines(
        ("Title", html.unescape(str(found["title"]))),
        ("Text", html.unescape(str(found["description"]))),
        ("Tags", ", ".join(found.get("tags") or ())),
        ("Materials", ", ".join(found.get("materials") or ())),
        *descriptions(str(one.get("alt_text") or "") for one in images),
    )
    options = lines(
        ("Category", str(found.get("taxonomy_id") or "")),
        ("Section", str(found.get("shop_section_id") or "")),
    )
    forms = written.forms(one.options for one in on_sale)
    return ShownListing(
        {
            "words": words,
            "price": written.prices((one.options, str(one.price)) for one in on_sale),
            "pictures": pictures(one["listing_image_id"] for one in images),
            "options": "\n".join(filter(None, (forms, options))),
        },
        there.stock(listing),
    )
