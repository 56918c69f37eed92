"""Products of a shop: one SKU each, pictures loaded while the app waits, drafts, the bin."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from infra.local.sandbox import settings
from infra.local.sandbox.storefront import words
from infra.local.sandbox.woocommerce import images, rules
from infra.local.sandbox.woocommerce.sites import Site
from infra.local.sandbox.woocommerce.terms import CATEGORIES, TAGS, Terms
from infra.local.sandbox.woocommerce.webhooks import Webhooks
from infra.local.sandbox.woocommerce.wire import Json, WpError, dates
from infra.local.sandbox.world import Document, World

KIND = "product"
VISIBLE = "publish"
SHOWN = [
    "name",
    "type",
    "status",
    "description",
    "short_description",
    "sku",
    "price",
    "regular_price",
    "sale_price",
    "manage_stock",
    "stock_quantity",
    "stock_status",
    "weight",
    "dimensions",
    "attributes",
    "total_sales",
    "parent_id",
]


class Effects(Protocol):
    """What a request brought about, each as (kind, the product's number)."""

    def append(self, effect: tuple[str, str], /) -> None:
        """Add one, together with the write that brings it about."""
        ...


def every(world: World, site: Site) -> list[Document]:
    """All products and variations, oldest first."""
    return world.find(site.kind(KIND))


class Products:
    """The products of one site; what a request brought about is added to ``effects``."""

    def __init__(self, world: World, site: Site, effects: Effects) -> None:
        self._world = world
        self._site = site
        self._effects = effects
        self._categories = Terms(world, site, CATEGORIES)
        self._tags = Terms(world, site, TAGS)
        self._hooks = Webhooks(world, site)

    def get(self, id_: int, parent: int = 0, status: int = 404) -> Document:
        """A product, or a variation of one; WpError."""
        kept = self._world.get(self._site.kind(KIND), str(id_))
        if kept is None or kept["parent_id"] != parent:
            kind = "product_variation" if parent else "product"
            raise WpError(status, f"woocommerce_rest_{kind}_invalid_id", "Invalid ID.")
        return kept

    async def create(self, sent: Mapping[str, Json], parent: int = 0) -> Document:
        """A new product or variation."""
        if sent.get("id"):
            words_ = "Cannot create existing product."
            raise WpError(400, "woocommerce_rest_product_exists", words_)
        now = self._world.now()
        blank = {
            **rules.BLANK,
            "parent_id": parent,
            "total_sales": 0,
            "created": now,
            "slug": "",
            "type": "variation" if parent else "simple",
        }
        return await self._save(blank, rules.read(sent))

    async def change(self, kept: Document, sent: Mapping[str, Json]) -> Document:
        """Set what is sent."""
        return await self._save(kept, rules.read(sent))

    def delete(self, kept: Document, *, force: bool) -> Document:
        """Into the bin, where it still holds its SKU, or away for good."""
        with self._world.transaction():
            return self._delete(kept, force=force)

    def _delete(self, kept: Document, *, force: bool) -> Document:
        shown = self.wire(kept)
        if force:
            self._world.delete(self._site.kind(KIND), str(kept["id"]))
        else:
            if kept["status"] == "trash":
                words_ = "The product has already been deleted."
                raise WpError(410, "woocommerce_rest_already_trashed", words_)
            binned = {**kept, "status": "trash", "modified": self._world.now()}
            self._world.put(self._site.kind(KIND), str(kept["id"]), binned)
            shown = self.wire(binned)
        if kept["parent_id"]:
            self._sync(kept["parent_id"])
            return shown
        self._effects.append(("deleted", str(kept["id"])))
        self._hooks.announce("product.deleted", {"id": kept["id"]})
        return shown

    def found(self, query: Mapping[str, str], parent: int = 0) -> list[Document]:
        """The products that a list asks for, newest first unless it says otherwise."""
        status, sku = query.get("status", "any"), query.get("sku")
        wanted = query.get("search", "").casefold()
        chosen = [
            one
            for one in every(self._world, self._site)
            if one["parent_id"] == parent
            and (one["status"] == status or (status == "any" and one["status"] != "trash"))
            and (sku is None or one["sku"] in sku.split(","))
            and wanted in one["name"].casefold()
        ]
        keys: dict[str, Callable[[Document], Any]] = {
            "date": lambda one: (one["created"], one["id"]),
            "modified": lambda one: (one["modified"], one["id"]),
            "id": lambda one: one["id"],
            "title": lambda one: one["name"].casefold(),
        }
        chosen.sort(key=keys.get(query.get("orderby", "date"), keys["date"]))
        return chosen if query.get("order") == "asc" else chosen[::-1]

    def wire(self, kept: Document) -> Document:
        """The product as the API shows it."""
        variations = [one["id"] for one in self.variations(kept["id"]) if kept["id"]]
        shown = {name: kept[name] for name in SHOWN}
        if kept["parent_id"] and not kept["sku"]:
            shown["sku"] = self.get(kept["parent_id"])["sku"]
        return {
            "id": kept["id"],
            **shown,
            "slug": kept["slug"],
            "permalink": self.permalink(kept),
            **dates(kept["created"], kept["modified"]),
            "featured": False,
            "catalog_visibility": "visible",
            "on_sale": bool(kept["sale_price"]),
            "purchasable": kept["status"] == VISIBLE and bool(kept["price"]),
            "average_rating": "0.00",
            "rating_count": 0,
            "categories": self._categories.wire(kept["categories"]),
            "tags": self._tags.wire(kept["tags"]),
            "images": images.wire(self._world, self._site, kept["images"]),
            "variations": variations,
            "meta_data": kept["meta_data"],
        }

    def permalink(self, kept: Document) -> str:
        """Where buyers find it."""
        return f"{self._site.home(self._world)}/product/{kept['slug'] or kept['id']}/"

    def sold(self, kept: Document, quantity: int) -> None:
        """A buyer took some."""
        changed = {**kept, "total_sales": kept["total_sales"] + quantity}
        if kept["manage_stock"]:
            changed["stock_quantity"] = (kept["stock_quantity"] or 0) - quantity
        changed = {**rules.settled(changed), "modified": self._world.now()}
        self._world.put(self._site.kind(KIND), str(kept["id"]), changed)
        if kept["parent_id"]:
            self._sync(kept["parent_id"])
            changed = self.get(kept["parent_id"])
        self._hooks.announce("product.updated", self.wire(changed))

    async def _save(self, before: Document, sent: Document) -> Document:
        changed = {**before, **sent}
        if "categories" in sent or "id" not in before:
            ids = self._categories.chosen(sent.get("categories") or [], "categories")
            changed["categories"] = ids or self._categories.default()
        if "tags" in sent:
            changed["tags"] = self._tags.chosen(sent["tags"], "tags")
        if changed["parent_id"]:
            parent = self.get(changed["parent_id"])
            changed["attributes"] = rules.of_parent(changed["attributes"], parent)
        self._unique(changed)
        if "images" in sent:
            changed["images"] = await images.placed(self._world, self._site, sent["images"])
        if "meta_data" in sent:
            changed["meta_data"] = self._meta(before["meta_data"], sent["meta_data"])
        changed = {**rules.settled(changed), "modified": self._world.now()}
        with self._world.transaction():
            self._unique(changed)  # somebody may have been faster while the pictures came
            if "id" not in before:
                changed["id"] = self._world.next_id(self._site.kind("post")) + 10
            changed["slug"] = self._slug(changed)
            self._world.put(self._site.kind(KIND), str(changed["id"]), changed)
            if changed["parent_id"]:
                self._sync(changed["parent_id"])
            self._note(before, changed)
        return changed

    def variations(self, parent: int) -> list[Document]:
        """What a variable product is sold as, oldest first."""
        return [one for one in every(self._world, self._site) if one["parent_id"] == parent]

    def _sync(self, parent: int) -> None:
        kept = rules.from_variations(self.get(parent), self.variations(parent))
        self._world.put(self._site.kind(KIND), str(parent), kept)

    def _note(self, before: Document, changed: Document) -> None:
        fresh = "id" not in before
        was_visible = not fresh and before["status"] == VISIBLE
        if changed["parent_id"]:
            return
        if changed["status"] == VISIBLE and not was_visible:
            self._effects.append(("published", str(changed["id"])))
        elif fresh:
            self._effects.append(("created", str(changed["id"])))
        elif was_visible and changed["status"] != VISIBLE:
            self._effects.append(("unpublished", str(changed["id"])))
        topic = "product.created" if fresh else "product.updated"
        self._hooks.announce(topic, self.wire(changed))

    def _unique(self, changed: Document) -> None:
        sku = changed["sku"]
        taken = [
            one
            for one in every(self._world, self._site)
            if sku and one["sku"] == sku and one["id"] != changed.get("id")
        ]
        if not taken:
            return
        if settings.text(self._world, "woocommerce_duplicate_sku") == "not_created":
            words_ = f"The SKU ({sku}) you are trying to insert is already present in the lookup "
            raise WpError(400, "woocommerce_rest_product_not_created", f"{words_}table")
        more = {"resource_id": taken[0]["id"], "unique_sku": f"{sku}-1"}
        raise WpError(400, "product_invalid_sku", "Invalid or duplicated SKU.", more)

    def _slug(self, changed: Document) -> str:
        if changed["parent_id"] or (changed["status"] == "draft" and not changed["slug"]):
            return str(changed["slug"])
        wanted = rules.slug(changed["slug"] or changed["name"])
        taken = {
            one["slug"] for one in every(self._world, self._site) if one["id"] != changed["id"]
        }
        count, free = 1, wanted
        while free in taken:
            count += 1
            free = f"{wanted}-{count}"
        return free

    def _meta(self, before: list[Document], sent: list[Document]) -> list[Document]:
        kept = {one["key"]: one for one in before}
        for one in sent:
            key = str(one.get("key", ""))
            id_ = kept[key]["id"] if key in kept else self._world.next_id(self._site.kind("meta"))
            kept[key] = {"id": id_, "key": key, "value": one.get("value")}
        return [one for one in kept.values() if one["value"] is not None]


def shown_text(product: Document) -> str:
    """What a buyer reads."""
    return words(product["short_description"] or product["description"])
