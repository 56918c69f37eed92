"""What is typed into Meesho's form and how its pages are read: pure, apart from the browser."""

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from functions.channels.adapters import meesho_selectors as panel
from functions.channels.adapters.verdicts import quoted
from functions.channels.errors import Rejected
from functions.channels.model.browser import Seller
from functions.channels.model.listing import Listing

_WORD = re.compile(r"\w{3,}")
_SKU_SIGNS = re.compile(r"[A-Za-z0-9._/-]+")
_CATALOG_ID = re.compile(r"/panel/catalogs/(\d+)(?:[/?#]|$)")


def fields(listing: Listing, seller: Seller) -> dict[str, str]:
    """The text fields by name; prices in rupees. Raises `Rejected` for another currency."""
    if listing.price.currency != "INR":
        raise Rejected("Meesho sells in rupees only.", remedy="Give the price in INR.")
    if not _SKU_SIGNS.fullmatch(listing.sku):
        raise Rejected("Meesho does not take this SKU.", remedy="Publish the post again.")
    return {
        "product_name": listing.title,
        "description": listing.text,
        "material": ", ".join(listing.materials),
        "net_quantity": "1",
        "meesho_price": listing.price.amount,
        "mrp": listing.price.amount,
        "hsn": seller.hsn,
        "sku": listing.sku,
        "inventory": str(listing.quantity),
        "net_weight": seller.net_weight,
        "manufacturer_name": seller.name,
        "manufacturer_address": seller.address,
        "manufacturer_pincode": seller.pincode,
        "packer_name": seller.name,
        "packer_address": seller.address,
        "packer_pincode": seller.pincode,
    }


def choices(listing: Listing, seller: Seller, colours: Sequence[str]) -> dict[str, str]:
    """The lists to choose from, by name; sizes are not asked of a single handmade piece."""
    return {
        "gst": seller.gst,
        "size": "Free Size",
        "colour": best(colours, listing, panel.ANY_COLOUR),
        "country": "India",
    }


def category(options: Mapping[str, str], listing: Listing) -> str | None:
    """The value of the category whose path shares most words with the listing."""
    labels = list(options.values())
    chosen = best(labels, listing, "")
    if not chosen:
        chosen = next((one for one in labels if panel.FALLBACK_CATEGORY in one.lower()), "")
    return next((value for value, label in options.items() if label == chosen and chosen), None)


def best(options: Sequence[str], listing: Listing, otherwise: str) -> str:
    """The option that shares most words with the listing, or `otherwise` if none shares any."""
    words = _words(" ".join((listing.title, *listing.tags, *listing.materials, listing.text)))
    scored = [(len(_words(option) & words), -place) for place, option in enumerate(options)]
    most = max(scored, default=(0, 0))
    return options[-most[1]] if most[0] else otherwise


def _words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(text.lower())}


def catalog_id(address: str) -> str | None:
    """The id in a catalogue page's address."""
    found = _CATALOG_ID.search(urlsplit(address).path)
    return found[1] if found else None


def is_row_of(text: str, sku: str) -> bool:
    """Whether a row of the list is about exactly this SKU; the panel's search is looser."""
    return re.search(rf"SKU\s+{re.escape(sku)}(?![\w./-])", text, re.IGNORECASE) is not None


def public_url(link: str | None, address: str) -> str | None:
    """A link that may be shown as the listing's address: of the panel's own hosts only."""
    host, own = urlsplit(link or "").hostname or "", urlsplit(address).hostname or ""
    if urlsplit(link or "").scheme not in ("http", "https"):
        return None
    trusted = host == own or any(
        host == one or host.endswith(f".{one}") for one in panel.PUBLIC_HOSTS
    )
    return link if trusted or (_is_loopback(host) and _is_loopback(own)) else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def objection(problems: Sequence[str]) -> Rejected:
    """The panel's own words about the form, which are text and nothing else."""
    words = "; ".join(dict.fromkeys(" ".join(one.split()) for one in problems if one.strip()))
    return Rejected(
        quoted("Meesho", words), remedy="Correct what Meesho names and publish it again."
    )
