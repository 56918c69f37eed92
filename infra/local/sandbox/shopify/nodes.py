"""Products, variants, stock, orders and the store as the Admin API shows them."""

from typing import Any

from graphql import GraphQLResolveInfo

from infra.local.sandbox.shopify import files, products, variants
from infra.local.sandbox.shopify.context import Node, RequestContext, connection, when
from infra.local.sandbox.shopify.shops import CURRENCY, TAXONOMY, ZONE, Place, gid, number_of
from infra.local.sandbox.storefront import words
from infra.local.sandbox.world import Document

Json = Any  # any JSON value


def count(number: int) -> Node:
    """A Count."""
    return {"count": number, "precision": "EXACT"}


def shop(context: RequestContext) -> Node:
    """The Shop."""
    here = context.shop
    domain = {"id": gid("Domain", here.number), "host": here.domain, "url": context.base}
    return {
        "__typename": "Shop",
        "id": gid("Shop", here.number),
        "name": here.name,
        "email": here.email,
        "contactEmail": here.email,
        "currencyCode": CURRENCY,
        "ianaTimezone": ZONE,
        "myshopifyDomain": here.domain,
        "url": context.base,
        "primaryDomain": {**domain, "sslEnabled": True},
        "plan": {"publicDisplayName": "Basic", "partnerDevelopment": False, "shopifyPlus": False},
    }


def publication(place: Place) -> Node:
    """A Publication: a sales channel."""
    return {
        "__typename": "Publication",
        "id": gid("Publication", place.number),
        "name": place.name,
        "autoPublish": False,
    }


def place_node(place: Place) -> Node:
    """A Location."""
    return {
        "__typename": "Location",
        "id": gid("Location", place.number),
        "legacyResourceId": place.number,
        "name": place.name,
        "isActive": True,
        "fulfillsOnlineOrders": True,
    }


def location(context: RequestContext, number: str | None) -> Node | None:
    """A Location by its number."""
    return next((place_node(one) for one in context.shop.locations if one.number == number), None)


def category(number: str) -> Node:
    """A TaxonomyCategory."""
    full = TAXONOMY[number]
    return {
        "__typename": "TaxonomyCategory",
        "id": gid("TaxonomyCategory", number),
        "fullName": full,
        "name": full.rpartition(" > ")[2],
        "level": full.count(" > ") + 1,
        "isArchived": False,
        "isRoot": " > " not in full,
        "isLeaf": not any(other.startswith(f"{full} > ") for other in TAXONOMY.values()),
    }


def product(context: RequestContext, kept: Document) -> Node:
    """A Product."""
    number = kept["number"]
    held = [one for id_ in kept["media"] if (one := context.world.get(files.KIND, id_))]
    address = f"{context.base}/products/{kept['handle']}"

    def media(_: GraphQLResolveInfo, **given: Json) -> Node:
        return connection([files.node(context, one) for one in held], given)

    def all_variants(_: GraphQLResolveInfo, **given: Json) -> Node:
        return connection([variant(context, kept, one) for one in kept["variants"]], given)

    def metafield(_: GraphQLResolveInfo, **given: Json) -> Node | None:
        return _metafield(kept, given.get("namespace") or "$app", given["key"])

    def description(_: GraphQLResolveInfo, **given: Json) -> str:
        return words(kept["descriptionHtml"]).replace("\n", " ")[: given.get("truncateAt")]

    return {
        "__typename": "Product",
        "id": gid("Product", number),
        "legacyResourceId": number,
        **{name: kept[name] for name in ("title", "handle", "vendor", "status", "tags", "seo")},
        "productType": kept["productType"],
        "descriptionHtml": kept["descriptionHtml"],
        "description": description,
        "category": kept["category"] and category(kept["category"]),
        "createdAt": when(kept["created"]),
        "updatedAt": when(kept["updated"]),
        "publishedAt": kept["publishedAt"] and when(kept["publishedAt"]),
        "hasOnlyDefaultVariant": kept["options"][0]["values"] == ["Default Title"],
        "media": media,
        "mediaCount": count(len(held)),
        "metafield": metafield,
        "onlineStoreUrl": address if products.visible(kept) else None,
        "onlineStorePreviewUrl": address,
        "variants": all_variants,
        **_counted(kept),
        **_publishing(context, kept),
    }


def _counted(kept: Document) -> Node:
    return {
        "options": [_option(kept, place) for place in range(len(kept["options"]))],
        "totalInventory": sum(variants.total(one) for one in kept["variants"]),
        "variantsCount": count(len(kept["variants"])),
    }


def _publishing(context: RequestContext, kept: Document) -> Node:
    shown = [one for one in context.shop.publications if one.number in kept["publications"]]

    def on_one(_: GraphQLResolveInfo, **given: Json) -> bool:
        number = number_of(given["publicationId"], "Publication")
        return number in kept["publications"] and products.visible(kept)

    def on_all(_: GraphQLResolveInfo, **given: Json) -> Node:
        return connection(
            [
                {
                    "isPublished": products.visible(kept),
                    "publication": publication(one),
                    "publishDate": kept["publishedAt"] and when(kept["publishedAt"]),
                }
                for one in shown
            ],
            given,
        )

    return {
        "publishedOnPublication": on_one,
        "resourcePublicationsV2": on_all,
        "resourcePublicationsCount": lambda _, **__: count(len(shown)),
    }


def _metafield(kept: Document, space: str, key: str) -> Node | None:
    for one in kept["metafields"]:
        if (one["namespace"], one["key"]) == (space, key):
            return {
                "__typename": "Metafield",
                "id": gid("Metafield", one["number"]),
                **{name: one[name] for name in ("namespace", "key", "type", "value")},
            }
    return None


def _option(kept: Document, place: int) -> Node:
    option, number = kept["options"][place], int(kept["number"]) + place
    return {
        "__typename": "ProductOption",
        "id": gid("ProductOption", number),
        "name": option["name"],
        "position": place + 1,
        "values": option["values"],
        "optionValues": [
            {
                "__typename": "ProductOptionValue",
                "id": gid("ProductOptionValue", number * 1000 + position),
                "name": value,
                "hasVariants": any(one["values"][place] == value for one in kept["variants"]),
            }
            for position, value in enumerate(option["values"])
        ],
    }


def variant(context: RequestContext, kept: Document, one: Document) -> Node:
    """A ProductVariant."""
    title = " / ".join(one["values"])
    names = [option["name"] for option in kept["options"]]
    return {
        "__typename": "ProductVariant",
        "id": gid("ProductVariant", one["number"]),
        "legacyResourceId": one["number"],
        "title": title,
        "displayName": f"{kept['title']} - {title}",
        **{name: one[name] for name in ("sku", "price", "compareAtPrice", "barcode")},
        "inventoryPolicy": one["policy"],
        "inventoryQuantity": variants.total(one),
        "inventoryItem": lambda _, **__: item(context, one["item"]),
        "availableForSale": variants.sellable(one),
        "position": kept["variants"].index(one) + 1,
        "product": lambda _, **__: product(context, kept),
        "selectedOptions": [
            {"name": name, "value": value} for name, value in zip(names, one["values"], strict=True)
        ],
    }


def item(context: RequestContext, number: str | None) -> Node | None:
    """An InventoryItem with its levels."""
    found = products.by_item(context, number)
    if found is None:
        return None
    kept, one = found

    def level_at(_: GraphQLResolveInfo, **given: Json) -> Node | None:
        return level(context, kept, one, number_of(given["locationId"], "Location"))

    def levels(_: GraphQLResolveInfo, **given: Json) -> Node:
        return connection([level(context, kept, one, place) for place in one["stock"]], given)

    return {
        "__typename": "InventoryItem",
        "id": gid("InventoryItem", number or ""),
        "legacyResourceId": number,
        "sku": one["sku"],
        "tracked": one["tracked"],
        "requiresShipping": one["shipping"],
        "inventoryLevel": level_at,
        "inventoryLevels": levels,
    }


def level(context: RequestContext, kept: Document, one: Document, place: str | None) -> Node | None:
    """An InventoryLevel; nothing is reserved here, so on hand is what is available."""
    if place is None or place not in one["stock"]:
        return None
    number = f"{place}?inventory_item_id={one['item']}"
    at = when(kept["updated"])

    def quantities(_: GraphQLResolveInfo, **given: Json) -> list[Node]:
        return [
            {
                "__typename": "InventoryQuantity",
                "id": gid("InventoryQuantity", f"{number}&name={name}"),
                "name": name,
                "quantity": one["stock"][place] if name in ("available", "on_hand") else 0,
                "updatedAt": at,
            }
            for name in given["names"]
        ]

    return {
        "__typename": "InventoryLevel",
        "id": gid("InventoryLevel", number),
        "isActive": True,
        "item": lambda _, **__: item(context, one["item"]),
        "location": location(context, place),
        "quantities": quantities,
        "updatedAt": at,
    }
