"""Reads what a WooCommerce shop shows of a product: pure, without the transport."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

from functions.channels.adapters import shown as written
from functions.channels.adapters.shown import descriptions, lines, money, pictures
from functions.channels.adapters.texts import plain
from functions.channels.adapters.woocommerce import variations
from functions.channels.adapters.woocommerce.responses import VARIABLE
from functions.channels.model.listing import Listing, ShownListing

Product = Mapping[str, Any]


def shown(
    listing: Listing, product: Product, there: Sequence[Product], currency: str
) -> ShownListing:
    """The parts and the stock of a product with its variations."""
    images = product.get("images") or []
    sold = there if product.get("type") == VARIABLE else [product]
    options = [variations.options_of(one) if one is not product else {} for one in sold]
    prices = [money(one.get("regular_price"), currency) for one in sold]
    return ShownListing(
        {
            "words": lines(
                ("Title", html.unescape(str(product.get("name") or ""))),
                ("Text", plain(str(product.get("description") or ""))),
                ("Tags", _names(product.get("tags"))),
                *_attributes(product),
                *descriptions(str(one.get("alt") or "") for one in images),
            ),
            "price": written.prices(zip(options, prices, strict=True)),
            "pictures": pictures(one["id"] for one in images),
            "options": "\n".join(
                filter(
                    None,
                    (
                        written.forms(options),
                        lines(("Category", _names(product.get("categories")))),
                    ),
                )
            ),
        },
        variations.stock(listing, product, there),
    )


def _names(terms: Sequence[Product] | None) -> str:
    return ", ".join(sorted(html.unescape(str(one.get("name") or "")) for one in terms or ()))


def _attributes(product: Product) -> tuple[tuple[str, str], ...]:
    """What the shop says of the product in attributes, such as its material."""
    return tuple(
        (str(one.get("name")), ", ".join(map(str, one.get("options") or ())))
        for one in product.get("attributes") or ()
        if not one.get("variation")
    )
