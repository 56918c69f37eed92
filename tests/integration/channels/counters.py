"""What a person finds of a piece at Etsy, in a Shopify store or a WooCommerce shop, alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from functions.channels.model.listing import ListingVariant
from functions.channels.public import Listing
from infra.local.sandbox.etsy.images import Images
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.world import World
from kernel.money import Money
from tests.integration.channels.albums import album
from tests.integration.channels.shops import SITE

Forms = dict[frozenset[str], tuple[int, int]]
"""Price in paise and quantity, by the values of the options."""


@dataclass(frozen=True)
class Counter:
    """One product: its pictures by what they show, in order."""

    id: str
    title: str
    is_on_sale: bool
    pictures: tuple[str, ...]
    alts: tuple[str, ...]
    forms: Forms
    tags: frozenset[str]


def at(sandbox: SandboxServer, platform: str) -> Counter:
    """The one product that is there."""
    reader: Callable[[World], Counter] = {
        "etsy": _etsy,
        "shopify": _shopify,
        "woocommerce": _woocommerce,
    }[platform]
    return reader(sandbox.world)


def _sku(product: dict[str, Any]) -> str:
    return str(product.get("sku") or "")


def _etsy(world: World) -> Counter:
    # A draft whose making was not told stays behind, unseen by buyers: nothing proves it ours.
    (kept,) = (one for one in world.find("etsy.listing") if any(map(_sku, one["inventory"] or ())))
    images = Images(world).of(kept["listing_id"])
    assert [one["rank"] for one in images] == [*range(1, len(images) + 1)]
    forms: Forms = {}
    for one in kept["inventory"]:
        (offering,) = one["offerings"]
        values = frozenset(value["values"][0] for value in one["property_values"])
        if offering["is_enabled"]:
            forms[values] = (offering["price"], offering["quantity"])
    return Counter(
        str(kept["listing_id"]),
        kept["title"],
        kept["state"] == "active",
        tuple(one["blob"] for one in images),
        tuple(one["alt_text"] for one in images),
        forms,
        frozenset(kept["tags"]),
    )


def _shopify(world: World) -> Counter:
    (kept,) = world.find("shopify.product")
    media = [world.get("shopify.media", number) or {} for number in kept["media"]]
    forms: Forms = {}
    for one in kept["variants"]:
        values = frozenset(one["values"]) - {"Default Title"}
        forms[values] = (Money.parse(one["price"], "INR").minor, sum(one["stock"].values()))
    assert len(forms) == len(kept["variants"])
    return Counter(
        kept["number"],
        kept["title"],
        kept["status"] == "ACTIVE" and bool(kept["publications"]),
        tuple(one["blob"] for one in media),
        tuple(one["alt"] for one in media),
        forms,
        frozenset(kept["tags"]),
    )


def _woocommerce(world: World) -> Counter:
    everything = world.find(SITE.kind("product"))
    (kept,) = [one for one in everything if not one["parent_id"]]
    variations = [one for one in everything if one["parent_id"]]
    sold = variations if kept["type"] == "variable" else [kept]
    forms: Forms = {}
    for one in sold:
        values = frozenset(str(named["option"]) for named in one["attributes"] if "option" in named)
        forms[values] = (Money.parse(one["regular_price"], "INR").minor, one["stock_quantity"])
    assert len(forms) == len(sold)
    images = [world.get(SITE.kind("image"), str(id_)) or {} for id_ in kept["images"]]
    terms = {one["id"]: one["name"] for one in world.find(SITE.kind("product_tag"))}
    return Counter(
        str(kept["id"]),
        kept["name"],
        kept["status"] == "publish",
        tuple(one["blob"] for one in images),
        tuple(one["alt"] for one in images),
        forms,
        frozenset(terms[id_] for id_ in kept["tags"]),
    )


def wanted(one: Listing) -> tuple[str, tuple[str, ...], Forms]:
    """Title, pictures and variants as the listing has them."""
    photos = (one.pictures, *one.more_pictures)
    pictures = tuple(photo["square"].url.rpartition("/")[2] for photo in photos)
    forms: Forms = {
        frozenset(form.options.values()): (form.price.minor, form.quantity) for form in one.variants
    }
    return one.title, pictures, forms or {frozenset(): (one.price.minor, one.quantity)}


def seen(there: Counter) -> tuple[str, tuple[str, ...], Forms]:
    """The same of what is there."""
    return there.title, there.pictures, there.forms


def form(price: int, quantity: int, **options: str) -> ListingVariant:
    """One variant in rupees."""
    return ListingVariant(options, Money(price * 100, "INR"), quantity)


def several(sandbox: SandboxServer, **changes: Any) -> Listing:
    """Three photographs, and four variants of six that there could be."""
    variants = (
        form(900, 2, Size="Small", Finish="Matt"),
        form(950, 0, Size="Small", Finish="Bright"),
        form(1400, 5, Size="Large", Finish="Matt"),
        form(1900, 1, Size="Huge", Finish="Bright"),
    )
    return album(sandbox, 3, **{"variants": variants, **changes})


def rearranged(one: Listing, sandbox: SandboxServer) -> Listing:
    """Another title, one photograph gone, one new, and other variants at other prices."""
    extra: Mapping[str, Any] = album(sandbox, 5).more_pictures[3]
    return replace(
        one,
        title="Dokra elephant with howdah",
        tags=("dokra", "howdah"),
        more_pictures=(extra, one.more_pictures[1]),
        variants=(
            form(990, 4, Size="Small", Finish="Matt"),
            form(1400, 5, Size="Large", Finish="Matt"),
            form(2100, 3, Size="Large", Finish="Bright"),
        ),
    )
