"""Shopify's stand-in serves a part of Shopify's own schema, and sends what its webhooks carry."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    is_required_argument,
    is_required_input_field,
    parse,
    validate,
)
from jsonschema import Draft202012Validator

from infra.local.sandbox.shopify.graphql import SCHEMA
from tests.integration.sandbox.picture_server import PictureServer, drawn
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at
from tests.integration.sandbox.shopify.app import (
    DEFINE,
    PUBLISH,
    SET,
    SHOP,
    SUBSCRIBE,
    ShopifyApp,
    vase,
    webhook_receiver,
)

SHARED = Path(os.environ.get("HAAT_SHARED", Path(__file__).resolve().parents[4] / "shared"))
SDL = SHARED / "contracts" / "shopify" / "admin_2026-10.nodesc.graphql"

DELETE = "mutation D($id: ID!) { productDelete(input: {id: $id}) { deletedProductId } }"

pytestmark = pytest.mark.skipif(not SDL.exists(), reason=f"needs {SDL.name} in HAAT_SHARED")


@pytest.fixture(scope="module")
def real() -> GraphQLSchema:
    return build_schema(SDL.read_text())


def ours(kind: type[Any]) -> list[Any]:
    """The stand-in's types of a kind, without GraphQL's own."""
    return [
        one
        for name, one in SCHEMA.type_map.items()
        if isinstance(one, kind) and not name.startswith("__")
    ]


def signature(field: Any, real_field: Any, place: str) -> list[str]:
    """What differs between a field and the real one."""
    wrong = []
    if str(field.type) != str(real_field.type):
        wrong.append(f"{place} is {field.type}, not {real_field.type}")
    for name, argument in field.args.items():
        real_argument = real_field.args.get(name)
        if real_argument is None:
            wrong.append(f"{place}({name}) does not exist")
        elif (str(argument.type), argument.default_value) != (
            str(real_argument.type),
            real_argument.default_value,
        ):
            wrong.append(f"{place}({name}) differs")
    missing = {name for name, one in real_field.args.items() if is_required_argument(one)} - set(
        field.args
    )
    return wrong + [f"{place}({name}) is required" for name in sorted(missing)]


def test_each_field_and_argument_is_shopifys(real: GraphQLSchema) -> None:
    wrong = []
    for kind in (GraphQLObjectType, GraphQLInterfaceType):
        for one in ours(kind):
            there = real.type_map.get(one.name)
            assert isinstance(there, kind), one.name
            implemented = {face.name for face in there.interfaces}
            assert {face.name for face in one.interfaces} <= implemented, one.name
            for name, field in one.fields.items():
                if name not in there.fields:
                    wrong.append(f"{one.name}.{name} does not exist")
                else:
                    wrong += signature(field, there.fields[name], f"{one.name}.{name}")
    assert wrong == []


def test_each_input_is_shopifys(real: GraphQLSchema) -> None:
    wrong = []
    for one in ours(GraphQLInputObjectType):
        there = real.type_map[one.name]
        assert isinstance(there, GraphQLInputObjectType)
        required = {name for name, field in there.fields.items() if is_required_input_field(field)}
        wrong += [f"{one.name}.{name} is required" for name in required - set(one.fields)]
        for name, field in one.fields.items():
            real_field = there.fields.get(name)
            if real_field is None or str(field.type) != str(real_field.type):
                wrong.append(f"{one.name}.{name} differs")
    assert wrong == []


def test_each_enum_value_and_scalar_is_shopifys(real: GraphQLSchema) -> None:
    for one in ours(GraphQLEnumType):
        there = real.type_map[one.name]
        assert isinstance(there, GraphQLEnumType)
        assert set(one.values) <= set(there.values), one.name
    assert set(SCHEMA.type_map) <= set(real.type_map)
    directive = real.get_directive("idempotent")
    assert directive is not None
    mine = SCHEMA.get_directive("idempotent")
    assert mine is not None
    assert (mine.locations, str(mine.args["key"].type)) == (
        directive.locations,
        str(directive.args["key"].type),
    )


def test_the_check_would_find_a_wrong_field(real: GraphQLSchema) -> None:
    wrong = build_schema("type Product { title(first: Int): Int } type Query { product: Product }")
    product, there = wrong.type_map["Product"], real.type_map["Product"]
    assert isinstance(product, GraphQLObjectType)
    assert isinstance(there, GraphQLObjectType)
    found = signature(product.fields["title"], there.fields["title"], "Product.title")
    assert found == ["Product.title is Int, not String!", "Product.title(first) does not exist"]


def schema_of(topic: str) -> dict[str, Any]:
    """The JSON Schema of a webhook's body."""
    name = topic.replace("/", "__")
    path = SDL.parent / "webhooks_2026-07" / f"{name}.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text())
    return loaded


@pytest.fixture(scope="module")
def exchange() -> dict[str, list[dict[str, Any]]]:
    """The webhooks sent when a vase is published, sold, paid, cancelled and deleted."""
    with sandbox_at() as sandbox, webhook_receiver() as receiver, PictureServer() as picture_server:
        app = ShopifyApp(sandbox)
        topics = SCHEMA.type_map["WebhookSubscriptionTopic"]
        assert isinstance(topics, GraphQLEnumType)
        for topic in topics.values:
            app.query(SUBSCRIBE, topic=topic, uri=receiver.url)
        product = app.published(
            **vase(), files=[{"originalSource": picture_server.add(drawn()), "alt": "a vase"}]
        )
        shop = sandbox.host(SHOP)
        for step in ("pay", "cancel"):
            answer = WEB.post(f"{shop}/products/haat-vase/buy", data={"quantity": "1"})
            page = sandbox.url + answer.headers["location"]
            WEB.post(page, data={"step": "pay"})
            WEB.post(page, data={"step": step})
        app.query(DELETE, id=product["id"])
        app.query("mutation { appUninstall { userErrors { code } } }")
        WEB.post(f"{sandbox.url}/_sandbox/webhooks")
        by_topic: dict[str, list[dict[str, Any]]] = {}
        for headers, body in receiver.requests:
            by_topic.setdefault(headers["x-shopify-topic"], []).append(json.loads(body))
        return by_topic


@pytest.mark.parametrize(
    "topic",
    [
        "app/uninstalled",
        "inventory_levels/update",
        "orders/cancelled",
        "orders/create",
        "orders/paid",
        "orders/updated",
        "products/create",
        "products/delete",
        "products/update",
    ],
)
def test_webhooks_carry_what_shopifys_carry(
    exchange: dict[str, list[dict[str, Any]]], topic: str
) -> None:
    validator = Draft202012Validator(schema_of(topic))
    wrong = [
        f"{'/'.join(map(str, error.path))}: {error.message[:80]}"
        for body in exchange[topic]
        for error in validator.iter_errors(body)
        # The schemas are inferred from examples, all of which had a picture; not every product has.
        if not (list(error.path) == ["image"] and body["images"] == [])
    ]
    assert wrong == []


def test_the_journeys_queries_are_valid_at_shopify(real: GraphQLSchema) -> None:
    for document in (SET, PUBLISH, SUBSCRIBE, DEFINE, DELETE):
        assert validate(real, parse(document)) == []
