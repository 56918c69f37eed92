"""The Admin API's root fields: which scope each needs and what it does."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo, build_schema

from infra.local.sandbox.shopify import (
    changes,
    files,
    inventory,
    nodes,
    order_nodes,
    orders,
    products,
    subscriptions,
)
from infra.local.sandbox.shopify.context import Node, Refused, RequestContext, Resolver, connection
from infra.local.sandbox.shopify.shops import SCOPES, TAXONOMY, gid, number_of
from infra.local.sandbox.world import Document

Json = Any  # any JSON value
SCHEMA = build_schema(Path(__file__).with_name("schema.graphql").read_text(encoding="utf-8"))
OPERATIONS = "shopify.operation"
OPERATION_SECONDS = 1.0
MISSING = "Product does not exist"


def root(context: RequestContext) -> dict[str, Resolver]:
    """Every root field of queries and mutations, each behind its scope."""
    reading = Reading(context)
    writing = Writing(context)
    needed: dict[str, dict[str, Resolver]] = {
        "read_products": {
            "product": reading.product,
            "productByIdentifier": reading.by_identifier,
            "productOperation": reading.operation,
            "products": reading.products,
        },
        "read_publications": {"publications": reading.publications},
        "read_locations": {"location": reading.location, "locations": reading.locations},
        "read_inventory": {"inventoryItem": reading.inventory_item},
        "read_orders": {"order": reading.order, "orders": reading.orders},
        "write_products": {
            "productSet": writing.product_set,
            "productUpdate": writing.product_update,
            "productUpdateMedia": lambda _, **given: changes.update_media(context, given),
            "productVariantsBulkUpdate": lambda _, **given: changes.set_variants(context, given),
            "productDelete": writing.product_delete,
            "metafieldDefinitionCreate": writing.define,
        },
        "write_publications": {
            "publishablePublish": writing.publish,
            "publishableUnpublish": writing.unpublish,
        },
        "write_inventory": {
            "inventorySetQuantities": writing.set_stock,
            "inventoryAdjustQuantities": writing.adjust_stock,
        },
        "write_files": {"fileCreate": lambda _, **given: files.create(context, given)},
    }
    guarded = {
        name: context.behind(scope, resolver)
        for scope, fields in needed.items()
        for name, resolver in fields.items()
    }
    return {**guarded, **_open(context, reading, writing)}


def _open(context: RequestContext, reading: "Reading", writing: "Writing") -> dict[str, Resolver]:
    """Fields that every installed app may use."""
    return {
        "shop": lambda _: nodes.shop(context),
        "currentAppInstallation": lambda _: reading.installation(),
        "node": reading.node,
        "taxonomy": lambda _: {"categories": reading.categories},
        "webhookSubscriptions": reading.subscriptions,
        "stagedUploadsCreate": lambda _, **given: files.stage(context, given),
        "webhookSubscriptionCreate": lambda _, **given: subscriptions.create(context, given),
        "webhookSubscriptionDelete": lambda _, **given: subscriptions.delete(context, given["id"]),
        "appUninstall": lambda _: writing.uninstall(),
    }


class Reading:
    """The queries."""

    def __init__(self, context: RequestContext) -> None:
        self._context = context

    def product(self, _: GraphQLResolveInfo, **given: Json) -> Node | None:
        """A product by its global id."""
        return self._product(products.of(self._context, given["id"]))

    def by_identifier(self, _: GraphQLResolveInfo, **given: Json) -> Node | None:
        """A product by id, handle or custom id."""
        try:
            return self._product(products.found(self._context, given["identifier"], "identifier"))
        except Refused as refused:
            raise GraphQLError(refused.message, extensions={"code": "BAD_REQUEST"}) from refused

    def products(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Products in order, those that the query asks for."""
        held = products.every(self._context.world, self._context.shop.domain)
        keys = {"CREATED_AT": "created", "ID": "number", "TITLE": "title", "UPDATED_AT": "updated"}
        chosen = [one for one in held if orders.matches(one, given.get("query"))]
        chosen.sort(key=lambda one: one[keys[given["sortKey"]]], reverse=given["reverse"])
        return connection([nodes.product(self._context, one) for one in chosen], given)

    def operation(self, _: GraphQLResolveInfo, **given: Json) -> Node | None:
        """How far an asynchronous productSet is."""
        kept = self._context.world.get(OPERATIONS, given["id"])
        return kept and operation(self._context, kept)

    def publications(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """The sales channels."""
        return connection(
            [nodes.publication(one) for one in self._context.shop.publications], given
        )

    def location(self, _: GraphQLResolveInfo, **given: Json) -> Node | None:
        """A location; the first one if none is named."""
        first = self._context.shop.locations[0].number
        asked = given.get("id")
        return nodes.location(self._context, number_of(asked, "Location") if asked else first)

    def locations(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Where stock is kept."""
        return connection([nodes.place_node(one) for one in self._context.shop.locations], given)

    def inventory_item(self, _: GraphQLResolveInfo, **given: Json) -> Node | None:
        """What is counted of a variant."""
        return nodes.item(self._context, number_of(given["id"], "InventoryItem"))

    def order(self, _: GraphQLResolveInfo, **given: Json) -> Node | None:
        """An order by its global id."""
        kept = self._context.world.get(orders.KIND, number_of(given["id"], "Order") or "")
        mine = kept is not None and kept["shop"] == self._context.shop.domain
        return order_nodes.order(self._context, kept) if kept and mine else None

    def orders(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Orders in order, those that the query asks for."""
        held = orders.listed(self._context, given)
        return connection([order_nodes.order(self._context, one) for one in held], given)

    def installation(self) -> Node:
        """What the merchant granted."""
        return {
            "id": gid("AppInstallation", self._context.shop.number),
            "accessScopes": [
                {"handle": scope, "description": SCOPES[scope]}
                for scope in sorted(self._context.scopes)
            ],
        }

    def node(self, _: GraphQLResolveInfo, **given: Json) -> Node | None:
        """A picture or a product by its global id."""
        media = files.of(self._context, given["id"])
        if media is not None:
            return files.node(self._context, media)
        return self._product(products.of(self._context, given["id"]))

    def categories(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Nodes of the product taxonomy whose names hold every word searched for, or its roots."""
        wanted = (given.get("search") or "").casefold().split()
        held = [
            nodes.category(number)
            for number, name in TAXONOMY.items()
            if (wanted and all(word in name.casefold() for word in wanted))
            or (not wanted and " > " not in name)
        ]
        return connection(held, given)

    def subscriptions(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """The app's webhooks at this store."""
        topics, uri = given.get("topics"), given.get("uri")
        held = [
            subscriptions.node(one)
            for one in subscriptions.of(self._context.world, self._context.shop)
            if (not topics or one["topic"] in topics) and uri in (None, one["uri"])
        ]
        return connection(held, given)

    def _product(self, kept: Document | None) -> Node | None:
        return None if kept is None else nodes.product(self._context, kept)


class Writing:
    """The mutations."""

    def __init__(self, context: RequestContext) -> None:
        self._context = context

    def product_set(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Create or replace a product, now or behind an operation."""
        kept, errors = products.set_(self._context, given)
        if kept is None:
            return {"product": None, "productSetOperation": None, "userErrors": errors}
        node = nodes.product(self._context, kept)
        if given["synchronous"]:
            return {"product": node, "productSetOperation": None, "userErrors": []}
        number = self._context.world.next_id(OPERATIONS)
        begun = {
            "id": gid("ProductSetOperation", 900_000 + number),
            "product": kept["number"],
            "at": self._context.world.now(),
        }
        self._context.world.put(OPERATIONS, begun["id"], begun)
        waiting = operation(self._context, begun)
        return {"product": None, "productSetOperation": waiting, "userErrors": []}

    def product_update(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Change the fields that are sent, of a product that exists."""
        sent = dict(given.get("product") or {})
        identifier = given.get("identifier") or {"id": sent.pop("id", None)}
        try:
            known = products.found(self._context, identifier, "identifier")
        except Refused as refused:
            return {"product": None, "userErrors": [refused.wire]}
        if known is None:
            return {"product": None, "userErrors": [Refused(("id",), MISSING).wire]}
        target = {"input": sent, "identifier": {"id": gid("Product", known["number"])}}
        kept, errors = products.set_(self._context, target)
        return {"product": kept and nodes.product(self._context, kept), "userErrors": errors}

    def product_delete(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Delete a product."""
        id_, shop = given["input"]["id"], nodes.shop(self._context)
        kept = products.of(self._context, id_)
        if kept is None:
            errors = [Refused(("id",), MISSING).wire]
            return {"deletedProductId": None, "shop": shop, "userErrors": errors}
        products.delete(self._context, kept)
        return {"deletedProductId": id_, "shop": shop, "userErrors": []}

    def define(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Define a metafield, such as our id of a product."""
        return products.define(self._context, given["definition"])

    def publish(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Put a product on sales channels."""
        return self._published(given, on=True)

    def unpublish(self, _: GraphQLResolveInfo, **given: Json) -> Node:
        """Take a product off sales channels."""
        return self._published(given, on=False)

    def set_stock(self, info: GraphQLResolveInfo, **given: Json) -> Node:
        """Say how much there is."""
        return inventory.set_quantities(self._context, info, given)

    def adjust_stock(self, info: GraphQLResolveInfo, **given: Json) -> Node:
        """Say how much more or less there is."""
        return inventory.adjust_quantities(self._context, info, given)

    def uninstall(self) -> Node:
        """The app removes itself; its tokens end when the answer is made."""
        self._context.effects.append(("uninstalled", self._context.shop.number))
        app = {"id": gid("App", 1), "title": "Haat"}
        return {"app": app, "userErrors": []}

    def _published(self, given: Mapping[str, Json], *, on: bool) -> Node:
        context = self._context
        shop = nodes.shop(context)
        product = products.of(context, given["id"])
        asked = [number_of(one.get("publicationId"), "Publication") for one in given["input"]]
        known = {place.number for place in context.shop.publications}
        errors = [
            Refused(("input", str(place), "publicationId"), "Publication does not exist").wire
            for place, number in enumerate(asked)
            if number not in known
        ]
        if product is None:
            errors.append(Refused(("id",), "Resource does not exist").wire)
        if errors or product is None:
            return {"publishable": None, "shop": shop, "userErrors": errors}
        held = set(product["publications"])
        changed = held | set(asked) if on else held - set(asked)
        order = [place.number for place in context.shop.publications if place.number in changed]
        kept = products.save(context, product, {**product, "publications": order})
        return {"publishable": nodes.product(context, kept), "shop": shop, "userErrors": []}


def operation(context: RequestContext, kept: Document) -> Node:
    """The ProductSetOperation: created, then active, then complete with its product."""
    age = context.world.now() - kept["at"]
    done = age >= OPERATION_SECONDS
    product = products.of(context, gid("Product", kept["product"])) if done else None
    return {
        "__typename": "ProductSetOperation",
        "id": kept["id"],
        "status": "COMPLETE" if done else "ACTIVE" if age > 0 else "CREATED",
        "product": product and nodes.product(context, product),
        "userErrors": [],
    }
