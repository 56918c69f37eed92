"""Reads the one product in the stand-in of Etsy, Shopify or WooCommerce, in one form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from functions.channels.model.listing import ListingVariant
from functions.channels.public import Listing
from infra.local.sandbox.etsy.images import Images
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.world import World
from kernel.money import Money
from tests.integration.channels.merchant import SITE
from tests.integration.channels.multi_photo import multi_photo_listing

Variants = dict[frozenset[str], tuple[int, int]]
"""Price in paise and quantity, by the values of the options."""


@dataclass(frozen=True)
class StoredProduct:
    """One product: its pictures by what they show, in order."""

    id: str
    title: str
    is_on_sale: bool
    pictures: tuple[str, ...]
    alts: tuple[str, ...]
    variants: Variants
    tags: frozenset[str]


def stored_product(sandbox: SandboxServer, platform: str) -> StoredProduct:
    """The one product that is there."""
    reader: Callable[[World], StoredProduct] = {
        "etsy": _etsy,
        "shopify": _shopify,
        "woocommerce": _woocommerce,
    }[platform]
    return reader(sandbox.world)


def _sku(product: dict[str, Any]) -> str:
    return str(product.get("sku") or "")


def _etsy(world: World) -> StoredProduct:
    # A draft whose creation was not answered stays behind, unseen: nothing proves it ours.
    (kept,) = (one for one in world.find("etsy.listing") if any(map(_sku, one["inventory"] or ())))
    images = Images(world).of(kept["listing_id"])
    assert [one["rank"] for one in images] == [*range(1, len(images) + 1)]
    variants: Variants = {}
    for one in kept["inventory"]:
        (offering,) = one["offerings"]
        values = frozenset(value["values"][0] for value in one["property_values"])
        if offering["is_enabled"]:
            variants[values] = (offering["price"], offering["quantity"])
    return StoredProduct(
        str(kept["listing_id"]),
        kept["title"],
        kept["state"] == "active",
        tuple(one["blob"] for one in images),
        tuple(one["alt_text"] for one in images),
        variants,
        frozenset(kept["tags"]),
    )


def _shopify(world: World) -> StoredProduct:
    (kept,) = world.find("shopify.product")
    media = [world.get("shopify.media", number) or {} for number in kept["media"]]
    variants: Variants = {}
    for one in kept["variants"]:
        values = frozenset(one["values"]) - {"Default Title"}
        variants[values] = (Money.parse(one["price"], "INR").minor, sum(one["stock"].values()))
    assert len(variants) == len(kept["variants"])
    return StoredProduct(
        kept["number"],
        kept["title"],
        kept["status"] == "ACTIVE" and bool(kept["publications"]),
        tuple(one["blob"] for one in media),
        tuple(one["alt"] for one in media),
        variants,
        frozenset(kept["tags"]),
    )


def _woocommerce(world: World) -> StoredProduct:
    everything = world.find(SITE.kind("product"))
    (kept,) = [one for one in everything if not one["parent_id"]]
    variations = [one for one in everything if one["parent_id"]]
    sold = variations if kept["type"] == "variable" else [kept]
    variants: Variants = {}
    for one in sold:
        values = frozenset(str(named["option"]) for named in one["attributes"] if "option" in named)
        variants[values] = (Money.parse(one["regular_price"], "INR").minor, one["stock_quantity"])
    assert len(variants) == len(sold)
    images = [world.get(SITE.kind("image"), str(id_)) or {} for id_ in kept["images"]]
    terms = {one["id"]: one["name"] for one in world.find(SITE.kind("product_tag"))}
    return StoredProduct(
        str(kept["id"]),
        kept["name"],
        kept["status"] == "publish",
        tuple(one["blob"] for one in images),
        tuple(one["alt"] for one in images),
        variants,
        frozenset(terms[id_] for id_ in kept["tags"]),
    )


def expected(one: Listing) -> tuple[str, tuple[str, ...], Variants]:
    """Title, pictures and variants as the listing has them."""
    photos = (one.pictures, *one.more_pictures)
    pictures = tuple(photo["square"].url.rpartition("/")[2] for photo in photos)
    variants: Variants = {
        frozenset(variant.options.values()): (variant.price.minor, variant.quantity)
        for variant in one.variants
    }
    return one.title, pictures, variants or {frozenset(): (one.price.minor, one.quantity)}


def actual(there: StoredProduct) -> tuple[str, tuple[str, ...], Variants]:
    """The same of what is there."""
    return there.title, there.pictures, there.variants


def variant(price: int, quantity: int, **options: str) -> ListingVariant:
    """One variant in rupees."""
    return ListingVariant(options, Money(price * 100, "INR"), quantity)


_NUMBERS = {
    ("Small", "Matt"): 1,
    ("Small", "Bright"): 2,
    ("Large", "Matt"): 3,
    ("Huge", "Bright"): 4,
    ("Large", "Bright"): 5,
}
SKU = "DOK-7F3K"


def numbered(*variants: ListingVariant) -> tuple[ListingVariant, ...]:
    """The variants, each with its own SKU."""
    return tuple(
        replace(one, sku=f"{SKU}-{_NUMBERS[one.options['Size'], one.options['Finish']]}")
        for one in variants
    )


def kept_stock(before: Listing, after: Listing) -> Listing:
    """`after` with the quantities of `before`, but of what is new: as an update leaves it."""
    held = {frozenset(one.options.items()): one.quantity for one in before.forms}
    variants = tuple(
        replace(one, quantity=held.get(frozenset(one.options.items()), one.quantity))
        for one in after.variants
    )
    quantity = after.quantity if before.variants else before.quantity
    return replace(after, variants=variants, quantity=quantity)


def listing_with_variants(sandbox: SandboxServer, **changes: Any) -> Listing:
    """Three photographs, and four variants of six that there could be."""
    variants = numbered(
        variant(900, 2, Size="Small", Finish="Matt"),
        variant(950, 0, Size="Small", Finish="Bright"),
        variant(1400, 5, Size="Large", Finish="Matt"),
        variant(1900, 1, Size="Huge", Finish="Bright"),
    )
    return multi_photo_listing(sandbox, 3, **{"variants": variants, "product_sku": SKU, **changes})


def edited_listing(one: Listing, sandbox: SandboxServer) -> Listing:
    """Another title, one photograph gone, one new, and other variants at other prices."""
    extra: Mapping[str, Any] = multi_photo_listing(sandbox, 5).more_pictures[3]
    return replace(
        one,
        title="Dokra elephant with howdah",
        tags=("dokra", "howdah"),
        more_pictures=(extra, one.more_pictures[1]),
        variants=numbered(
            variant(990, 4, Size="Small", Finish="Matt"),
            variant(1400, 5, Size="Large", Finish="Matt"),
            variant(2100, 3, Size="Large", Finish="Bright"),
        ),
    )
