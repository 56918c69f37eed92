"""What a WooCommerce shop takes, how its address is written, and which of its own terms suit."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from functions.channels.adapters.variants import currencies, option_values
from functions.channels.errors import ReconnectNeeded
from functions.channels.model.listing import Listing

SKU_MAX = 100
"""`wc_product_meta_lookup.sku` is VARCHAR(100)."""
TERM_MAX = 200
"""`wp_terms.name` is VARCHAR(200)."""
TAGS_MAX = 100
"""The largest batch of the REST API."""

NEW = "new:"
"""The prefix of a chosen category's name if the shop does not have that category yet."""
HANDMADE = "Handmade"

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SHOP = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]{{1,62}}(?:/[A-Za-z0-9_~-]+)*")
_LONGEST_HOST = 253
_UNSORTED = "uncategorized"


def shop_at(typed: str) -> str:
    """A shop's host, and its folder if it has one, in one way of writing.

    Raises `ReconnectNeeded` for anything else: Haat calls no other place.
    """
    host, slash, folder = typed.strip().partition("/")
    shop = f"{host.lower()}{slash}{folder}".rstrip("/")
    if not _SHOP.fullmatch(shop) or len(host) > _LONGEST_HOST:
        raise ReconnectNeeded(
            "This is not the address of a shop.",
            remedy="Connect the shop again under Connections.",
        )
    return shop


def objections(listing: Listing, currency: str) -> Iterator[str]:
    """Why the shop cannot take the listing, one sentence each."""
    for other in sorted(currencies(listing) - {currency}) if currency else ():
        yield f"Your shop sells in {currency}, not in {other}."
    named = option_values(listing.variants)
    for text in (*named, *(value for values in named.values() for value in values)):
        if not text.strip() or "|" in text:
            yield f"Your shop takes no | in an option of a variant, unlike “{text[:40]}”."
    for tag in listing.tags:
        if not tag.strip() or len(tag) > TERM_MAX:
            yield f"A tag has 1 to {TERM_MAX} characters, unlike “{tag[:40]}”."


def tags(listing: Listing) -> tuple[str, ...]:
    """The tags, none twice."""
    kept: dict[str, str] = {}
    for tag in listing.tags:
        kept.setdefault(tag.strip().casefold(), tag.strip())
    return tuple(kept.values())[:TAGS_MAX]


def category(known: Sequence[Mapping[str, Any]], listing: Listing) -> int | None:
    """The shop's category whose name shares most words with the listing; None if none shares any.

    Of two alike the one with fewer words, then the older one.
    """
    wanted = _words(" ".join((listing.title, *listing.tags, *listing.materials)))
    scored = []
    for one in known:
        words = _words(html.unescape(str(one.get("name", ""))))
        shared = len(words & wanted)
        if shared and str(one.get("slug")) != _UNSORTED:
            scored.append((-shared, len(words), int(one["id"])))
    return min(scored)[2] if scored else None


def _words(text: str) -> set[str]:
    found = "".join(sign.lower() if sign.isalnum() else " " for sign in text).split()
    # “Baskets” and “basket” are one word to a person who looks for it.
    return {word.removesuffix("s") for word in found if len(word) > 2}  # noqa: PLR2004  # no “of”
