"""Reads a WooCommerce shop's answers, and writes its HTML: pure, without the transport.

https://woocommerce.github.io/woocommerce-rest-api-docs/
"""

import html
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any
from urllib.parse import SplitResult, urlsplit

from functions.channels.model.listing import (
    Finding,
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    Undetermined,
)

SIMPLE, VARIABLE = "simple", "variable"
DRAFT, PUBLISHED = "draft", "publish"
MOST_HOOKS = 20
"""Haat registers one of each topic; more are left by connections that were made anew."""
BEGUN = "begun"
"""The stage of a draft that still lacks pictures or variations."""
MARKER = "_haat_marker"
HOOKS_BELOW = "/api/v1/webhooks/woocommerce/"
TOPICS = ("order.created", "order.updated", "product.updated", "product.deleted")

_PREPARED = frozenset({"draft", "pending", "auto-draft"})
_GONE = frozenset({"trash"})
_BLANK_LINES = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> str:
    """Plain text as HTML that shows the same; nothing in it is taken for markup."""
    parts = _BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    return "\n".join(
        f"<p>{html.escape(part.strip(), quote=False).replace(chr(10), '<br />')}</p>"
        for part in parts
        if part.strip()
    )


def ours(found: object, listing: Listing) -> Mapping[str, Any] | None:
    """Our product in a list by SKU, unless another's marker is on it; variations are found too."""
    listed = found if isinstance(found, list) else []
    for one in listed:
        if isinstance(one, dict) and one.get("sku") == listing.sku and is_product(one):
            return one if is_ours(one, listing) else None
    return None


def is_ours(product: Mapping[str, Any], listing: Listing) -> bool:
    """Whether a product bears our SKU, or the marker that no shop shows or changes."""
    marker = meta(product, MARKER)
    return marker == listing.marker if marker else product.get("sku") in listing.skus


def meta(data: Mapping[str, Any], key: str) -> object:
    """One of the metadata of a product or a variation."""
    listed = data.get("meta_data")
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return next((one.get("value") for one in found if one.get("key") == key), None)


def is_product(data: object) -> bool:
    """Whether this is a product as the API shows one."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("id"), int)
        and isinstance(data.get("status"), str)
        and data.get("type") != "variation"
    )


def shown(product: Mapping[str, Any], site: str) -> Published:
    """The `Published` of a product that buyers see."""
    link = str(product.get("permalink") or "")
    is_web = _address(link).scheme in ("http", "https")
    return Published(str(product["id"]), link if is_web else f"{site}/?p={product['id']}")


def finding(
    product: Mapping[str, Any] | None, handle: Handle | None, site: str, stage: str
) -> Finding:
    """What the shop's answer says about the post; `stage` is how far a draft has come."""
    if product is None or product["status"] in _GONE:
        return NotThere()
    if product["status"] == PUBLISHED:
        return shown(product, site)
    if product["status"] in _PREPARED:
        ref = str(product["id"])
        return Ready(handle if handle and handle.ref == ref else Handle(ref, stage))
    return Undetermined(f"The shop says that the product is “{product['status']}”.")


def term_ids(answer: object) -> list[int]:
    """The ids of terms after a batch: new ones, and those that were there before."""
    made = answer.get("create", []) if isinstance(answer, dict) else []
    found = (_term_id(one) for one in made if isinstance(one, dict))
    return [id_ for id_ in found if id_]


def _term_id(one: Mapping[str, Any]) -> int:
    data = (one.get("error") or {}).get("data") or {}
    id_ = one.get("id") or data.get("resource_id") or 0
    return id_ if isinstance(id_, int) else 0


def our_hooks(listed: Iterable[Any]) -> list[Mapping[str, Any]]:
    """The webhooks of a shop that deliver to Haat; at most `MOST_HOOKS`, whatever the shop lists.

    Each may be a call to the shop, and a shop may list as many as it likes.
    """
    ours = (
        one
        for one in listed
        if isinstance(one, dict)
        and isinstance(one.get("id"), int)
        and _address(one.get("delivery_url")).path.startswith(HOOKS_BELOW)
    )
    return list(islice(ours, MOST_HOOKS))


def _address(link: object) -> SplitResult:
    """A link's parts; without any for what is no link."""
    try:
        return urlsplit(str(link or ""))
    except ValueError:
        return urlsplit("")
