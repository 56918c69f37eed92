"""Fills in panels' forms and reads their pages: pure, without the browser."""

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from functions.channels.adapters.http.errors import quoted
from functions.channels.adapters.panels.definition import (
    PICTURES,
    PanelDefinition,
    PanelSearch,
    Sheet,
    Step,
)
from functions.channels.errors import Rejected
from functions.channels.model.browser import SellerProfile
from functions.channels.model.listing import Listing, Picture
from functions.channels.model.platforms import platform

CATEGORY = "category"
"""The name of the category's field, as in `Capabilities.listing_fields`."""
_WORD = re.compile(r"\w{3,}")


def photographs(panel: PanelDefinition, listing: Listing) -> tuple[Picture, ...]:
    """The listing's photographs that the panel takes, in their order."""
    capabilities = platform(panel.platform)
    return listing.shown(capabilities.image.rendition, capabilities.photos_max)


def facts(panel: PanelDefinition, listing: Listing, seller: SellerProfile) -> dict[str, str]:
    """The facts that can be typed into a form, by name; "" where the listing does not have one.

    Raises `Rejected` for another currency than the panel's, or a SKU that it does not take.
    """
    if listing.price.currency != panel.currency:
        raise Rejected(
            f"{panel.name} sells in {panel.currency} only.",
            remedy=f"Give the price in {panel.currency}.",
        )
    if not re.fullmatch(panel.sku_signs, listing.sku):
        raise Rejected(f"{panel.name} does not take this SKU.", remedy="Publish the post again.")
    shown = [one.url for one in photographs(panel, listing)]
    return {
        **dict.fromkeys(PICTURES, ""),
        **dict(zip(PICTURES, shown, strict=False)),
        "title": listing.title,
        "text": listing.text,
        "sku": listing.sku,
        "price": listing.price.amount,
        "quantity": str(listing.quantity),
        "materials": ", ".join(listing.materials),
        "hsn": seller.hsn,
        "gst": seller.gst,
        "net_weight": seller.net_weight,
        "maker": seller.name,
        "address": seller.address,
        "pincode": seller.pincode,
    }


def typed(step: Step, known: Mapping[str, str]) -> dict[str, str]:
    """The step's fields with the words that go into them; what is not known is left out."""
    words = {at: _words_for(given, known) for at, given in step.fields.items()}
    return {at: text for at, text in words.items() if text}


def sheet_row(sheet: Sheet, known: Mapping[str, str]) -> list[str]:
    """One listing as a row under the sheet's columns."""
    return [_words_for(given, known) for given in sheet.columns.values()]


def _words_for(given: str, known: Mapping[str, str]) -> str:
    return given[1:] if given.startswith("=") else known[given]


def chosen(given: str, options: Sequence[str], listing: Listing, known: Mapping[str, str]) -> str:
    """The option to choose: the given one, or with `~` and `^` the one that fits best.

    With `^` a chosen category comes first, and "" when the panel does not offer that category.
    """
    wanted = listing.field_values.get(CATEGORY, "") if given.startswith("^") else ""
    if wanted:
        return _offered(wanted, options)
    if given.startswith(("~", "^")):
        return best(options, listing, given[1:])
    return _words_for(given, known)


def category(options: Mapping[str, str], listing: Listing, fallback: str) -> str | None:
    """The value of the chosen category; without a chosen one, of the option that fits best.

    If no option fits, the value is that of the first option that says `fallback`.
    """
    labels = list(options.values())
    wanted = listing.field_values.get(CATEGORY, "")
    found = _offered(wanted, labels) if wanted else best(labels, listing, "")
    if not found and not wanted and fallback:
        found = next((one for one in labels if fallback in one.lower()), "")
    return next((value for value, label in options.items() if label == found and found), None)


def _offered(wanted: str, options: Sequence[str]) -> str:
    """The option that equals `wanted` but for spaces and case; "" for none."""
    said = " ".join(wanted.casefold().split())
    return next((one for one in options if " ".join(one.casefold().split()) == said), "")


def not_offered(panel: PanelDefinition, listing: Listing) -> Rejected:
    """The `Rejected` for a chosen category that the panel does not offer any more."""
    wanted = listing.field_values.get(CATEGORY, "")
    return Rejected(
        f"{panel.name} does not offer the category “{wanted}” any more.",
        remedy="Choose another category for this post and publish again.",
    )


def best(options: Sequence[str], listing: Listing, otherwise: str) -> str:
    """The option that shares most words with the listing, or `otherwise` if none shares any."""
    words = _words(" ".join((listing.title, *listing.tags, *listing.materials, listing.text)))
    scored = [(len(_words(option) & words), -place) for place, option in enumerate(options)]
    most = max(scored, default=(0, 0))
    return options[-most[1]] if most[0] else otherwise


def _words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(text.lower())}


def item_id(panel: PanelDefinition, address: str) -> str | None:
    """The id in the address of a listing's page."""
    found = re.search(panel.item.id, urlsplit(address).path)
    return found[1] if found else None


def is_row_of(search: PanelSearch, text: str, sku: str) -> bool:
    """Whether a row of the list is about exactly this SKU; a panel's search is looser."""
    if not search.label:
        return text.strip() == sku
    pattern = rf"{re.escape(search.label)}\s+{re.escape(sku)}(?![\w./-])"
    return re.search(pattern, text, re.IGNORECASE) is not None


def public_url(panel: PanelDefinition, link: str | None, address: str) -> str | None:
    """A link that may be shown as the listing's address: of the panel's own hosts only."""
    host, own = urlsplit(link or "").hostname or "", urlsplit(address).hostname or ""
    if urlsplit(link or "").scheme not in ("http", "https"):
        return None
    trusted = host == own or any(
        host == one or host.endswith(f".{one}") for one in panel.item.hosts
    )
    return link if trusted or (_is_loopback(host) and _is_loopback(own)) else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def objection(panel: PanelDefinition, problems: Sequence[str]) -> Rejected:
    """The `Rejected` that quotes the panel's own words about the form, as plain text."""
    words = "; ".join(dict.fromkeys(" ".join(one.split()) for one in problems if one.strip()))
    return Rejected(
        quoted(panel.name, words),
        remedy=f"Correct what {panel.name} names and publish it again.",
    )
