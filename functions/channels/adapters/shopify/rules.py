"""Names and texts of a listing in a Shopify store: handle, description, tags, options; pure.

Our marker is in the product's handle, the last part of its address. A handle is unique in its store
and needs nothing set up there, unlike a custom id, which needs a metafield definition made first in
each store; `productSet` creates or updates by it, `productByIdentifier` finds by it.
https://shopify.dev/docs/api/admin-graphql/latest/mutations/productSet
"""

import html
import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence

from functions.channels.adapters.variants import option_values
from functions.channels.model.listing import Listing

DOMAIN = ".myshopify.com"
OPTIONS_MAX = 3
OPTION_LONGEST = 255
_SLUG_LONGEST = 80
_SEARCHED = 10
_STORE = re.compile(rf"[a-z0-9][a-z0-9-]{{0,99}}{re.escape(DOMAIN)}")
_GAP = re.compile(r"[^a-z0-9]+")


def domain(shop: str) -> str:
    """A store's permanent domain, from its name."""
    return f"{shop.lower()}{DOMAIN}"


def is_domain(text: str) -> bool:
    """Whether a text is a store's domain and nothing else, so that it may be called."""
    return _STORE.fullmatch(text) is not None


def handle(listing: Listing) -> str:
    """The product's handle: readable words, then the marker; always equal for equal listings."""
    words = _slug(listing.title)[:_SLUG_LONGEST].strip("-")
    marker = _slug(listing.marker)
    return f"{words}-{marker}" if words else marker


def is_ours(found: str, skus: Collection[str], listing: Listing) -> bool:
    """Whether a product bears our marker: in its handle, or in the SKU of a variant.

    Words of the handle are the title's when it was made; the artisan may change all of it.
    """
    marker = _slug(listing.marker)
    return found == marker or found.endswith(f"-{marker}") or not listing.skus.isdisjoint(skus)


def by_skus(listing: Listing) -> str:
    """The search for products with a SKU of the listing; some of many will do."""
    skus = [listing.sku, *(one for one in map(listing.sku_of, listing.forms) if one != listing.sku)]
    return " OR ".join(f'sku:"{sku}"' for sku in dict.fromkeys(skus[:_SEARCHED]))


def _slug(text: str) -> str:
    return _GAP.sub("-", text.lower()).strip("-")


def description(text: str) -> str:
    """The text as HTML: nothing in it is markup, empty lines part paragraphs."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(
        "<p>{}</p>".format("<br>".join(html.escape(line) for line in part.split("\n")))
        for part in parts
        if part
    )


def objections(listing: Listing) -> Iterator[str]:
    """Why Shopify would misread or refuse the listing's words, one sentence each."""
    for tag in listing.tags:
        if not tag.strip() or "," in tag:
            yield f"Shopify takes a comma for the end of a tag, and no empty tag, unlike “{tag}”."
    named = option_values(listing.variants)
    if len(named) > OPTIONS_MAX:
        yield f"Shopify takes variants by at most {OPTIONS_MAX} options."
    for text in (*named, *(value for values in named.values() for value in values)):
        if not text.strip() or len(text) > OPTION_LONGEST:
            yield f"An option of a variant has 1 to {OPTION_LONGEST} characters."


def granted(scopes: Iterable[str]) -> tuple[str, ...]:
    """The scopes with those that they include: whoever may write may read."""
    given = {scope.strip() for scope in scopes if scope.strip()}
    reading = {scope.replace("write_", "read_", 1) for scope in given}
    return tuple(sorted(given | reading))


def stock_key(listing: Listing, rows: Sequence[tuple[object, ...]], moment: str) -> str:
    """The idempotency key for setting these quantities; equal for one `moment`."""
    what = "".join(f"#{one}" for row in rows for one in row)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{listing.marker}{what}{moment}"))
