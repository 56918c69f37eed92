"""Shopify's products: productSet creates or updates by identifier, and what is on sale where."""

from collections.abc import Mapping
from typing import Any

from infra.local.sandbox.shopify import files, rules, variants
from infra.local.sandbox.shopify.context import Node, Refused, RequestContext, when
from infra.local.sandbox.shopify.shops import number_of
from infra.local.sandbox.shopify.subscriptions import announce
from infra.local.sandbox.world import Document, World

Json = Any  # any JSON value
KIND = "shopify.product"
DEFINITIONS = "shopify.definition"
FIRST_ID = 9_100_000_000_000
VISIBLE = ("ACTIVE", "UNLISTED")
PLAIN = {"descriptionHtml": "descriptionHtml", "vendor": "vendor", "productType": "productType"}
BLANK: Document = {
    "descriptionHtml": "",
    "productType": "",
    "tags": [],
    "status": "ACTIVE",
    "seo": {"title": None, "description": None},
    "category": None,
    "options": [{"name": rules.DEFAULT_OPTION, "values": [rules.DEFAULT_VALUE]}],
    "variants": [],
    "media": [],
    "metafields": [],
    "publications": [],
    "publishedAt": None,
}


def every(world: World, shop: str) -> list[Document]:
    """A store's products, oldest first."""
    return world.find(KIND, shop=shop)


def of(context: RequestContext, global_id: str | None) -> Document | None:
    """A product of this store by its global id."""
    kept = context.world.get(KIND, number_of(global_id, "Product") or "")
    return kept if kept and kept["shop"] == context.shop.domain else None


def by_item(context: RequestContext, item: str | None) -> tuple[Document, Document] | None:
    """The product and the variant whose stock an inventory item is."""
    for product in every(context.world, context.shop.domain):
        for variant in product["variants"]:
            if variant["item"] == item:
                return product, variant
    return None


def found(context: RequestContext, identifier: Mapping[str, Json], here: str) -> Document | None:
    """The product behind an identifier that names exactly one thing."""
    named = {name: value for name, value in identifier.items() if value is not None}
    if len(named) != 1:
        raise Refused((here,), "Exactly one identifier must be given", "INVALID_INPUT")
    ((name, value),) = named.items()
    if name == "id":
        return of(context, value)
    held = every(context.world, context.shop.domain)
    if name == "handle":
        return next((one for one in held if one["handle"] == value), None)
    space, key = value.get("namespace") or "$app", value["key"]
    if context.world.get(DEFINITIONS, f"{context.shop.domain} {space} {key}") is None:
        words = "Metafield definition of type 'id' is required when using custom ids."
        raise Refused((here, "customId"), words, "INVALID_METAFIELD")
    return next((one for one in held if _custom(one, space, key) == value["value"]), None)


def _custom(product: Document, space: str, key: str) -> str | None:
    return next(
        (
            str(one["value"])
            for one in product["metafields"]
            if (one["namespace"], one["key"]) == (space, key)
        ),
        None,
    )


def visible(product: Document) -> bool:
    """Whether a buyer can open it."""
    return product["status"] in VISIBLE and bool(product["publications"])


def set_(context: RequestContext, given: Mapping[str, Json]) -> tuple[Document | None, list[Node]]:
    """The product that productSet made or changed, or its user errors."""
    sent, identifier = given["input"], given.get("identifier") or {}
    if sent.get("id"):
        identifier = {**identifier, "id": sent["id"]}
    try:
        with context.world.lock:
            product = _target(context, identifier)
            changed = _changed(context, product, sent, identifier)
            return save(context, product, changed), []
    except Refused as refused:
        return None, [refused.wire]


def _target(context: RequestContext, identifier: Mapping[str, Json]) -> Document | None:
    product = found(context, identifier, "identifier") if identifier else None
    if product is None and identifier.get("id"):
        words = "Product does not exist"
        raise Refused(("identifier", "id"), words, "PRODUCT_DOES_NOT_EXIST")
    return product


def _changed(
    context: RequestContext,
    product: Document | None,
    sent: Mapping[str, Json],
    identifier: Mapping[str, Json],
) -> Document:
    """The product as it will be; nothing is kept if any part is refused."""
    rules.both_or_none(sent)
    base = product or {**BLANK, "vendor": context.shop.name, "shop": context.shop.domain}
    changed = {**base, **{to: sent[name] for name, to in PLAIN.items() if name in sent}}
    if product is None or "title" in sent:
        changed["title"] = rules.title(sent)
    if "tags" in sent:
        changed["tags"] = rules.tags(sent["tags"] or [])
    if sent.get("status"):
        changed["status"] = sent["status"]
    if sent.get("seo"):
        changed["seo"] = {**base["seo"], **sent["seo"]}
    if "category" in sent:
        changed["category"] = rules.category(sent["category"])
    changed["handle"] = _handle(context, product, sent, identifier, changed["title"])
    if "metafields" in sent:
        changed["metafields"] = _metafields(context, product, sent["metafields"] or [])
    _same_custom_id(changed, identifier)
    variants.replace(context, changed, sent)
    pictures = _pictures(context, sent)
    if pictures is not None:
        changed["media"] = [
            one["number"] if "number" in one else files.keep(context, one)["number"]
            for one in pictures
        ]
    return changed


def _handle(
    context: RequestContext,
    product: Document | None,
    sent: Mapping[str, Json],
    identifier: Mapping[str, Json],
    title: str,
) -> str:
    asked = sent.get("handle") or (identifier.get("handle") if product is None else None)
    taken = {
        one["handle"]
        for one in every(context.world, context.shop.domain)
        if product is None or one["number"] != product["number"]
    }
    if asked:
        wanted = rules.handle(asked)
        if wanted in taken:
            words = f"Handle '{wanted}' already in use. Please provide a new handle."
            raise Refused(("input", "handle"), words, "HANDLE_NOT_UNIQUE")
        return wanted
    if product is not None:
        return str(product["handle"])
    wanted, count = rules.handle(title), 0
    while (free := f"{wanted}-{count}" if count else wanted) in taken:
        count += 1
    return free


def _metafields(
    context: RequestContext, product: Document | None, sent: list[Mapping[str, Json]]
) -> list[Document]:
    kept: list[Document] = []
    for place, one in enumerate(sent):
        here = ("input", "metafields", str(place))
        space = one.get("namespace") or "$app"
        if not one.get("key") or one.get("value") is None:
            raise Refused(here, "Key and value are required", "INVALID_METAFIELD")
        defined = context.world.get(DEFINITIONS, f"{context.shop.domain} {space} {one['key']}")
        kind = one.get("type") or (defined or {}).get("type")
        if kind is None:
            raise Refused(here, "Type can't be blank", "INVALID_METAFIELD")
        if defined and defined["type"] == "id" and _taken(context, product, space, one):
            raise Refused(here, "Value must be unique", "DUPLICATED_METAFIELD_VALUE")
        number = context.world.next_id("shopify.metafield")
        kept.append(
            {
                "number": str(31_000_000_000_000 + number),
                "namespace": space,
                "key": one["key"],
                "type": kind,
                "value": one["value"],
            }
        )
    return kept


def _taken(
    context: RequestContext, product: Document | None, space: str, one: Mapping[str, Json]
) -> bool:
    return any(
        _custom(other, space, one["key"]) == one["value"]
        for other in every(context.world, context.shop.domain)
        if product is None or other["number"] != product["number"]
    )


def _same_custom_id(changed: Document, identifier: Mapping[str, Json]) -> None:
    """An upsert by custom id has to carry that id, or the next one would not find the product."""
    custom = identifier.get("customId")
    if not custom:
        return
    space = custom.get("namespace") or "$app"
    if _custom(changed, space, custom["key"]) != custom["value"]:
        words = "The metafield in the input does not match the identifier."
        raise Refused(("input", "metafields"), words, "METAFIELD_MISMATCH")


def _pictures(context: RequestContext, sent: Mapping[str, Json]) -> list[Document] | None:
    if sent.get("files") is None:
        return None
    if len(sent["files"]) > rules.MEDIA_MAX:
        raise Refused(("input", "files"), "Product can have at most 250 media", "INVALID_INPUT")
    pictures = []
    for place, one in enumerate(sent["files"]):
        here = ("input", "files", str(place))
        if one.get("id"):
            media = files.of(context, one["id"])
            if media is None:
                raise Refused(here, "The file does not exist", "NOT_FOUND")
            pictures.append(media)
        else:
            try:
                pictures.append(files.new(context, one, here))
            except Refused as refused:
                raise Refused(refused.field, refused.message, "INVALID_INPUT") from refused
    return pictures


def save(context: RequestContext, before: Document | None, after: Document) -> Document:
    """Keep a product, note what it brought about, and tell the subscribers."""
    now = context.world.now()
    if before is None:
        number = str(FIRST_ID + context.world.next_id(KIND))
        after = {**after, "number": number, "created": now}
    kept = {**after, "updated": now}
    if visible(kept) and kept["publishedAt"] is None:
        kept["publishedAt"] = now
    context.world.put(KIND, kept["number"], kept)
    if visible(kept) and not (before and visible(before)):
        context.effects.append(("published", kept["number"]))
    elif before is None:
        context.effects.append(("created", kept["number"]))
    announce(context.world, context.shop, "PRODUCTS_UPDATE" if before else "PRODUCTS_CREATE", kept)
    return kept


def delete(context: RequestContext, product: Document) -> None:
    """Take a product away for good."""
    context.world.delete(KIND, product["number"])
    context.effects.append(("deleted", product["number"]))
    announce(context.world, context.shop, "PRODUCTS_DELETE", product)


def define(context: RequestContext, definition: Mapping[str, Json]) -> Node:
    """Answer metafieldDefinitionCreate; only the type `id` is of use here."""
    space = definition.get("namespace") or "$app"
    key = f"{context.shop.domain} {space} {definition['key']}"
    if context.world.get(DEFINITIONS, key) is not None:
        refused = Refused(
            ("definition", "key"),
            f"Key is in use for Product metafields on the '{space}' namespace.",
            "TAKEN",
        )
        return {"createdDefinition": None, "userErrors": [refused.wire]}
    number = str(81_000_000_000 + context.world.next_id(DEFINITIONS))
    kept = {
        "id": f"gid://shopify/MetafieldDefinition/{number}",
        "namespace": space,
        "key": definition["key"],
        "name": definition["name"],
        "type": definition["type"],
        "at": when(context.world.now()),
    }
    context.world.put(DEFINITIONS, key, kept)
    return {"createdDefinition": kept, "userErrors": []}
