"""Fills in panels' forms and reads their pages: pure, without the browser."""

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from functions.channels.adapters.http.errors import quoted
from functions.channels.adapters.panels.definition import (
    PAIRS,
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
from functions.channels.model.variant_rows import CATEGORY, ListingRow, rows, titled

_WORD = re.compile(r"\w{3,}")


def photographs(panel: PanelDefinition, listing: Listing) -> tuple[Picture, ...]:
    """The listing's photographs that the panel takes, in their order."""
    capabilities = platform(panel.platform)
    return listing.shown(capabilities.image.rendition, capabilities.photos_max)


def rows_of(panel: PanelDefinition, listing: Listing) -> tuple[ListingRow, ...]:
    """What the panel is given for the listing: a form, or a row of its sheet, for each variant."""
    how = platform(panel.platform).variant_rows
    return rows(listing, how) if how else (ListingRow(listing, {}),)


def facts(panel: PanelDefinition, row: ListingRow, seller: SellerProfile) -> dict[str, str]:
    """The facts that can be typed into a form, by name; "" where the row does not have one.

    An option that has a field of its own goes by `*` and the field's name. Raises `Rejected` for
    another currency than the panel's, or a SKU that it does not take.
    """
    listing = row.listing
    if listing.price.currency != panel.currency:
        raise Rejected(
            f"{panel.name} sells in {panel.currency} only.",
            remedy=f"Give the price in {panel.currency}.",
        )
    if not re.fullmatch(panel.sku_signs, listing.sku):
        raise Rejected(
            f"{panel.name} does not take the SKU “{listing.sku}”.",
            remedy="Write it with letters, digits and . _ / - only.",
        )
    shown = [one.url for one in photographs(panel, listing)]
    return {
        **dict.fromkeys(PICTURES, ""),
        **dict(zip(PICTURES, shown, strict=False)),
        "title": listing.title,
        "text": listing.text,
        "sku": listing.sku,
        "group": row.group,
        "price": listing.price.amount,
        "quantity": str(listing.quantity),
        "materials": ", ".join(listing.materials),
        "hsn": seller.hsn,
        "gst": seller.gst,
        "net_weight": seller.net_weight,
        "maker": seller.name,
        "address": seller.address,
        "pincode": seller.pincode,
        **_options(row),
    }


def _options(row: ListingRow) -> dict[str, str]:
    named = {f"*{name}": value for name, value in row.fields.items()}
    for place in range(PAIRS):
        name, value = row.pairs[place] if place < len(row.pairs) else ("", "")
        named |= {f"option_name_{place + 1}": name, f"option_{place + 1}": value}
    return named


def typed(step: Step, known: Mapping[str, str]) -> dict[str, str]:
    """The step's fields with the words that go into them; what is not known is left out."""
    words = {at: _words_for(given, known) for at, given in step.fields.items()}
    return {at: text for at, text in words.items() if text}


def sheet_row(sheet: Sheet, known: Mapping[str, str]) -> list[str]:
    """One listing as a row under the sheet's columns."""
    return [_words_for(given, known) for given in sheet.columns.values()]


def _words_for(given: str, known: Mapping[str, str]) -> str:
    if given.startswith("*"):
        field, _, otherwise = given.partition("|")
        return known.get(field) or _words_for(otherwise, known)
    return given[1:] if given.startswith("=") else known[given]


def chosen(given: str, options: Sequence[str], listing: Listing, known: Mapping[str, str]) -> str:
    """The option to choose: the given one, or with `~` and `^` the one that fits best.

    With `^` a chosen category comes first, and "" when the panel does not offer that category; with
    `*` the variant's own option, where the panel offers it.
    """
    if given.startswith("*"):
        field, _, otherwise = given.partition("|")
        own = _offered(known.get(field, ""), options)
        return own or chosen(otherwise, options, listing, known)
    wanted = listing.field_values.get(CATEGORY, "") if given.startswith("^") else ""
    if wanted:
        return _offered(wanted, options)
    if given.startswith(("~", "^")):
        return best(options, listing, given[1:])
    return _words_for(given, known)


def keep_in_title(
    panel: PanelDefinition, given: str, options: Sequence[str], known: dict[str, str]
) -> None:
    """Put a variant's option that the panel does not offer after all into the title in `known`.

    Raises `Rejected` when the title is too long then: nothing is cut.
    """
    field = given.partition("|")[0]
    value = known.get(field, "") if given.startswith("*") else ""
    if not value or _offered(value, options):
        return
    title = titled(known["title"], [(field[1:], value)])
    rule = platform(panel.platform).text.rule("title")
    if rule.most is not None and rule.counting.size(title) > rule.most:
        raise Rejected(
            f"{panel.name} does not offer “{value}”, and the title “{title}” is too long.",
            remedy="Shorten the title, or choose a category that offers it, and publish again.",
        )
    known["title"] = title


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
