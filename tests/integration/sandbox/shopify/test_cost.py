"""Shopify's stand-in: what a query costs, how lists are read, which faults name an operation."""

import json
from collections.abc import Iterator

import pytest

from infra.local.sandbox import faults, settings
from infra.local.sandbox.faults import Fault, FaultKind
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.shopify import operation
from tests.integration.sandbox.sandbox_setup import sandbox_at
from tests.integration.sandbox.shopify.app import SET, SHOP, ShopifyApp


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> ShopifyApp:
    return ShopifyApp(sandbox)


def test_a_bucket_runs_dry_and_fills_again(sandbox: SandboxServer, app: ShopifyApp) -> None:
    query = "{ products(first: 250) { nodes { id title variants(first: 1) { nodes { id } } } } }"
    received = app.ask(query).json()["extensions"]["cost"]
    assert received["requestedQueryCost"] > received["actualQueryCost"]
    assert received["throttleStatus"]["restoreRate"] == 100.0
    settings.change(sandbox.world, "shopify_bucket", 40)
    sandbox.world.put("shopify.bucket", SHOP, {"left": 0.0, "at": sandbox.world.now()})
    answer = app.ask("{ products(first: 20) { nodes { seo { title } } } }")
    body = answer.json()
    assert answer.status_code == 200
    assert "data" not in body
    assert body["errors"][0]["extensions"]["code"] == "THROTTLED"
    assert body["extensions"]["cost"]["actualQueryCost"] is None
    sandbox.world.advance(1)
    assert "data" in app.ask("{ products(first: 20) { nodes { seo { title } } } }").json()


def test_one_query_may_not_cost_a_thousand(app: ShopifyApp) -> None:
    query = (
        "{ products(first: 250) { nodes { variants(first: 50) { nodes { product { id } } } } } }"
    )
    (error,) = app.ask(query).json()["errors"]
    assert error["extensions"]["code"] == "MAX_COST_EXCEEDED"


def test_a_connection_needs_a_page_and_gives_cursors(app: ShopifyApp) -> None:
    for number in range(3):
        app.set(identifier={"handle": f"v-{number}"})
    assert (
        "first or last" in app.ask("{ products { nodes { id } } }").json()["errors"][0]["message"]
    )
    query = """query P($after: String) { products(first: 2, after: $after) {
      nodes { handle } pageInfo { hasNextPage endCursor } } }"""
    first = app.query(query)["products"]
    assert first["pageInfo"]["hasNextPage"]
    second = app.query(query, after=first["pageInfo"]["endCursor"])["products"]
    assert [one["handle"] for one in first["nodes"] + second["nodes"]] == ["v-0", "v-1", "v-2"]


def test_taxonomy_is_searched_by_words(app: ShopifyApp) -> None:
    found = app.query(
        '{ taxonomy { categories(first: 5, search: "vases") { nodes { fullName } } } }'
    )
    (node,) = found["taxonomy"]["categories"]["nodes"]
    assert node["fullName"] == "Home & Garden > Decor > Vases"


def test_a_fault_may_name_what_a_request_asks_for(sandbox: SandboxServer, app: ShopifyApp) -> None:
    path = "*/graphql.json#productSet"
    fault = Fault(vendor="shopify", kind=FaultKind.ERROR, path=path, status=503)
    faults.switch_on(sandbox.world, fault)
    assert app.query("{ shop { name } }")["shop"]["name"]
    assert app.ask(SET, input={"title": "Vase"}, now=True).status_code == 503
    assert app.set()["userErrors"] == []


@pytest.mark.parametrize(
    ("path", "body", "name"),
    [
        ("admin/api/2026-10/graphql.json", {"query": "query A { shop { name } }"}, "shop"),
        (
            "admin/api/2026-10/graphql.json",
            {"query": "fragment F on Shop { id } { a: node }"},
            "node",
        ),
        ("admin/api/2026-10/graphql.json", {"query": "fragment F on Shop { id }"}, ""),
        ("admin/api/2026-10/graphql.json", {"query": "{"}, ""),
        ("admin/api/2026-10/graphql.json", {}, ""),
        ("admin/api/2026-10/graphql.json", [], ""),
        ("admin/oauth/access_token", {"query": "{ shop { name } }"}, ""),
    ],
)
def test_a_request_is_known_by_its_first_field(path: str, body: object, name: str) -> None:
    assert operation(path, json.dumps(body).encode()) == name
    assert operation(path, b"\xff") == ""
