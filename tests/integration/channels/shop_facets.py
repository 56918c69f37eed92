"""All that a shop has stored of its one product, by the part that it belongs to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from functions.channels.model.listing import Published
from infra.local.sandbox.etsy.images import Images
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.world import Document, World
from tests.integration.channels.merchant import SITE
from tests.integration.channels.oauth_client import WEB

SHOPS = ("etsy", "shopify", "woocommerce", "catalogue")
SELLING = SHOPS[:3]
"""Those at which buyers order."""

Form = frozenset[str]
Change = Callable[[Document], object]


@dataclass(frozen=True)
class Facets:
    """What is stored; prices, numbers and SKUs by the values of a variant's options."""

    words: Any
    alts: tuple[str, ...]
    pictures: tuple[str, ...]
    options: Any
    prices: Mapping[Form, str]
    stock: Mapping[Form, int | None]
    skus: Mapping[Form, str]
    rest: Any


def facets(sandbox: SandboxServer, platform: str) -> Facets:
    """What the shop has."""
    reader: Callable[[World], Facets] = {
        "etsy": _etsy,
        "shopify": _shopify,
        "woocommerce": _woocommerce,
        "catalogue": _catalogue,
    }[platform]
    return reader(sandbox.world)


def change_stock(
    sandbox: SandboxServer, platform: str, quantity: int, options: Form = frozenset()
) -> None:
    """The seller counts anew, by hand: this variant has this number now."""
    stocked: Mapping[str, Change] = {
        "etsy": lambda one: one["offerings"][0].update(quantity=quantity),
        "shopify": lambda one: one.update(stock=dict.fromkeys(one["stock"], quantity)),
        "woocommerce": lambda one: one.update(stock_quantity=quantity),
        "catalogue": lambda one: one["fields"].update(quantity_to_sell_on_facebook=quantity),
    }
    _by_hand(sandbox.world, platform, stocked[platform], options)


def change_price(sandbox: SandboxServer, platform: str, rupees: int) -> None:
    """The seller changes the price of everything by hand."""
    text = f"{rupees}.00"
    priced: Mapping[str, Change] = {
        "etsy": lambda one: one["offerings"][0].update(price=rupees * 100),
        "shopify": lambda one: one.update(price=text),
        "woocommerce": lambda one: one.update(regular_price=str(rupees), price=str(rupees)),
        "catalogue": lambda one: one["fields"].update(price=f"{text} INR"),
    }
    _by_hand(sandbox.world, platform, priced[platform], None)


def _by_hand(world: World, platform: str, change: Change, options: Form | None) -> None:
    """Change the variant with these options, or all."""
    if platform in ("etsy", "shopify"):
        kind, number, forms = {
            "etsy": ("etsy.listing", "listing_id", "inventory"),
            "shopify": ("shopify.product", "number", "variants"),
        }[platform]
        (kept,) = world.find(kind)
        for one in kept[forms]:
            if options in (None, _FORM[platform](one)):
                change(one)
        world.put(kind, str(kept[number]), kept)
        return
    found = _sold(world) if platform == "woocommerce" else world.find("catalogue.item")
    for one in found:
        if options in (None, _FORM[platform](one)):
            change(one)
            if platform == "woocommerce":
                world.put(SITE.kind("product"), str(one["id"]), one)
            else:
                world.put("catalogue.item", f"{one['catalog']}/{one['retailer_id']}", one)


def buy(done: Published, platform: str, quantity: int, sku: str = "") -> None:
    """A buyer orders on the listing's page."""
    page = done.url.rpartition("/")[0] if platform == "etsy" else done.url.rstrip("/")
    answer = WEB.post(f"{page}/buy", data={"quantity": str(quantity), "sku": sku})
    assert answer.status_code == 303, answer.text


def unmark(sandbox: SandboxServer, platform: str, sku: str = "") -> None:
    """As if the seller had made the product herself: nothing of ours is on it, but `sku` if any."""
    world = sandbox.world
    if platform == "etsy":
        (kept,) = world.find("etsy.listing")
        products = [{**one, "sku": sku} for one in kept["inventory"]]
        bare = {
            "inventory": products,
            "on_property": {**kept["on_property"], "sku_on_property": []},
        }
        world.put("etsy.listing", str(kept["listing_id"]), {**kept, **bare})
    elif platform == "shopify":
        (kept,) = world.find("shopify.product")
        forms = [{**one, "sku": sku or None} for one in kept["variants"]]
        world.put("shopify.product", kept["number"], {**kept, "variants": forms, "handle": "brass"})
    else:
        for one in world.find(SITE.kind("product")):
            own = "" if one["parent_id"] else sku
            changed = {**one, "sku": own, "meta_data": []}
            world.put(SITE.kind("product"), str(one["id"]), changed)


def _without(data: Document, *names: str) -> Document:
    return {name: value for name, value in data.items() if name not in names}


def _etsy_form(one: Document) -> Form:
    return frozenset(value["values"][0] for value in one["property_values"])


def _etsy(world: World) -> Facets:
    (kept,) = world.find("etsy.listing")
    images = Images(world).of(kept["listing_id"])
    words = ("title", "description", "tags", "materials")
    options = ("taxonomy_id", "shop_section_id")
    counted = ("price", "quantity", "inventory", "on_property", "updated_timestamp")
    shown = {
        _etsy_form(one): (one, *one["offerings"])
        for one in kept["inventory"]
        if one["offerings"][0]["is_enabled"]
    }
    return Facets(
        [kept[name] for name in words],
        tuple(one["alt_text"] for one in images),
        tuple(one["blob"] for one in images),
        ([kept.get(name) for name in options], frozenset(shown)),
        {form: str(offering["price"]) for form, (_, offering) in shown.items()},
        {form: offering["quantity"] for form, (_, offering) in shown.items()},
        {form: product["sku"] for form, (product, _) in shown.items()},
        _without(kept, *words, *options, *counted),
    )


def _shopify_form(one: Document) -> Form:
    return frozenset(one["values"]) - {"Default Title"}


def _shopify(world: World) -> Facets:
    (kept,) = world.find("shopify.product")
    media = [world.get("shopify.media", number) or {} for number in kept["media"]]
    words = ("title", "descriptionHtml", "tags")
    forms = {_shopify_form(one): one for one in kept["variants"]}
    more = [
        _without(one, "values", "price", "stock", "sku")
        for form, one in sorted(forms.items(), key=lambda pair: sorted(pair[0]))
        if form in ({"Large", "Matt"}, frozenset())
    ]
    return Facets(
        [kept[name] for name in words],
        tuple(one["alt"] for one in media),
        tuple(one["blob"] for one in media),
        (kept["category"], kept["options"], frozenset(forms)),
        {form: one["price"] for form, one in forms.items()},
        {form: sum(one["stock"].values()) for form, one in forms.items()},
        {form: one["sku"] or "" for form, one in forms.items()},
        (_without(kept, *words, "category", "options", "variants", "media", "updated"), more),
    )


def _woo_form(one: Document) -> Form:
    return frozenset(str(named["option"]) for named in one["attributes"] if "option" in named)


def _sold(world: World) -> list[Document]:
    everything = world.find(SITE.kind("product"))
    return [one for one in everything if one["parent_id"]] or everything


def _woocommerce(world: World) -> Facets:
    (kept,) = (one for one in world.find(SITE.kind("product")) if not one["parent_id"])
    images = [world.get(SITE.kind("image"), str(id_)) or {} for id_ in kept["images"]]
    varies = [one for one in kept["attributes"] if one.get("variation")]
    said = [one["options"] for one in kept["attributes"] if not one.get("variation")]
    words = ("name", "description", "tags")
    others = ("type", "categories", "attributes", "images", "meta_data")
    counted = ("price", "regular_price", "stock_quantity", "stock_status", "modified")
    forms = {_woo_form(one): one for one in _sold(world)}
    return Facets(
        ([kept[name] for name in words], said),
        tuple(one["alt"] for one in images),
        tuple(one["blob"] for one in images),
        (kept["type"], kept["categories"], [one["options"] for one in varies], frozenset(forms)),
        {form: one["regular_price"] for form, one in forms.items()},
        {form: one["stock_quantity"] for form, one in forms.items()},
        {form: one["sku"] for form, one in forms.items()},
        _without(kept, *words, *others, *counted),
    )


def _catalogue(world: World) -> Facets:
    kept = [one for one in world.find("catalogue.item") if one["fields"]["status"] == "active"]
    (first, *_) = kept
    words = ("title", "description", "link", "material")
    pictures = ("image_link", "additional_image_link")
    options = ("google_product_category", "item_group_id", "size", "additional_variant_attribute")
    counted = ("id", "price", "availability", "quantity_to_sell_on_facebook")
    forms = {_catalogue_form(one): one["fields"] for one in kept}
    return Facets(
        [first["fields"].get(name) for name in words],
        (),
        tuple(first["blobs"]),
        (first["fields"].get(options[0]), frozenset(forms)),
        {form: one["price"] for form, one in forms.items()},
        {form: one.get(counted[-1]) for form, one in forms.items()},
        {form: one["id"] for form, one in forms.items()},
        _without(first["fields"], *words, *pictures, *options, *counted),
    )


def _catalogue_form(one: Document) -> Form:
    fields = one["fields"]
    more = fields.get("additional_variant_attribute", {}).values()
    return frozenset(filter(None, (fields.get("size"), *more)))


_FORM: Mapping[str, Callable[[Document], Form]] = {
    "etsy": _etsy_form,
    "shopify": _shopify_form,
    "woocommerce": _woo_form,
    "catalogue": _catalogue_form,
}
