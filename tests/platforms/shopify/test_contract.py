"""What we send to Shopify is valid against Shopify's published schema, variables included."""

from dataclasses import replace
from typing import Any

import pytest
from graphql import (
    GraphQLSchema,
    OperationDefinitionNode,
    build_schema,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from functions.channels.adapters.shopify import (
    mutations,
    order_feed,
    payloads,
    queries,
    subscriptions,
)
from functions.channels.adapters.shopify.queries import Media, Places, StoreProduct, StoreVariant
from functions.channels.model.listing import PARTS, ListingVariant
from kernel.money import Money
from tests.contract.channels.journey import journey
from tests.platforms.shopify.test_stand_in_contract import SDL
from tests.unit.channels.sample_listing import listing

pytestmark = pytest.mark.skipif(not SDL.exists(), reason=f"needs {SDL.name} in HAAT_SHARED")

WHERE = Places("gid://shopify/Publication/1", "gid://shopify/Location/2")
KNOWN = StoreProduct(
    "gid://shopify/Product/9",
    "handle",
    "DRAFT",
    "",
    (
        StoreVariant(
            "gid://shopify/ProductVariant/5",
            "gid://shopify/InventoryItem/6",
            2,
            {"Title": "Default Title"},
            level=2,
        ),
    ),
    (Media("gid://shopify/MediaImage/3", "PROCESSING", "", ""),),
)
SEVERAL = replace(
    listing(),
    more_pictures=(listing().pictures,) * 3,
    variants=tuple(
        ListingVariant({"Size": size, "Finish": finish}, Money(price, "INR"), 2)
        for size, price in (("S", 90_000), ("L", 140_000))
        for finish in ("matt", "bright")
    ),
    field_values={"category": "gid://shopify/TaxonomyCategory/hg-3"},
)


def set_by(variables: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A productSet with its variables."""
    return queries.SET, {**variables, "forms": 4}


SENT: dict[str, tuple[str, dict[str, Any]]] = {
    "shop": (queries.SHOP, {}),
    "orders": (order_feed.ORDERS, {"first": 10, "after": None, "query": "updated_at:>'2026'"}),
    "places": (queries.PLACES, {}),
    "by marker": (
        queries.FIND_OURS,
        {"identifier": {"handle": "h"}, "query": 'sku:"DOK-7F3K"', "forms": 1},
    ),
    "by id": (queries.FIND, {"identifier": {"id": KNOWN.id}, "forms": 1}),
    "new": set_by(payloads.new_variables(listing(), None, WHERE)),
    "known": set_by(payloads.new_variables(listing(), KNOWN, WHERE)),
    "several": set_by(payloads.new_variables(SEVERAL, None, WHERE)),
    **{
        f"changed {part}": set_by(payloads.changed_variables(SEVERAL, KNOWN, WHERE, (part,)))
        for part in PARTS
    },
    "changed": set_by(payloads.changed_variables(SEVERAL, KNOWN, WHERE, PARTS)),
    "prices": (
        mutations.VARIANTS,
        {"id": KNOWN.id, "variants": payloads.price_changes(listing(), KNOWN)},
    ),
    "skus": (
        mutations.VARIANTS,
        {"id": KNOWN.id, "variants": payloads.sku_changes(listing(), KNOWN)},
    ),
    "descriptions": (
        mutations.UPDATE_MEDIA,
        {"id": KNOWN.id, "media": payloads.description_changes(listing(), KNOWN)},
    ),
    "stock": (mutations.STOCK, payloads.stock_variables(listing(), KNOWN, WHERE)),
    "levels": (
        queries.FIND_STOCK,
        {"identifier": {"id": KNOWN.id}, "forms": 1, "location": WHERE.location},
    ),
    "compared stock": (
        mutations.STOCK,
        payloads.compared_stock(listing(), KNOWN, {listing().sku: 1}, WHERE, "now"),
    ),
    "place": (
        queries.PUBLISH,
        {"id": KNOWN.id, "input": [{"publicationId": WHERE.publication}], "forms": 1},
    ),
    "activate": (
        queries.UPDATE,
        {"product": {"id": KNOWN.id, "status": "ACTIVE"}, "forms": 1},
    ),
    "take down": (
        queries.UPDATE,
        {"product": {"id": KNOWN.id, "status": "ARCHIVED"}, "forms": 1},
    ),
    "categories": (queries.CATEGORIES, {"first": 50, "search": "brass"}),
    "roots": (queries.CATEGORIES, {"first": 50, "search": None}),
    "listen": (subscriptions.LISTEN, subscriptions.listen_variables("https://haat.example/w")),
    "uninstall": (subscriptions.UNINSTALL, {}),
}


@pytest.fixture(scope="module")
def real() -> GraphQLSchema:
    return build_schema(SDL.read_text())


def wrong(schema: GraphQLSchema, query: str, variables: dict[str, Any]) -> list[str]:
    """What Shopify's schema says against a request."""
    document = parse(query)
    found = [error.message for error in validate(schema, document)]
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            named = definition.variable_definitions or ()
            values = get_variable_values(schema, named, variables)
            found += [error.message for error in values] if isinstance(values, list) else []
            unused = set(variables) - {one.variable.name.value for one in named}
            found += [f"{name} is no variable" for name in sorted(unused)]
    return found


@pytest.mark.parametrize("name", SENT)
def test_each_request_is_shopifys(real: GraphQLSchema, name: str) -> None:
    assert wrong(real, *SENT[name]) == []


@pytest.mark.parametrize("photos", [1, 3])
def test_a_whole_journey_sends_nothing_else(
    real: GraphQLSchema, monkeypatch: pytest.MonkeyPatch, photos: int
) -> None:
    with journey("shopify", monkeypatch, photos=photos) as entries:
        asked = [one for one in entries if one["path"].endswith("/graphql.json")]
        grants = [one for one in entries if one["path"].endswith("/access_token")]
    for one in asked:
        assert wrong(real, one["fields"]["query"], one["fields"]["variables"]) == []
        assert one["headers"]["x-shopify-access-token"].startswith("sha256:")
    known = {" ".join(query.split()) for query, _ in SENT.values()}
    assert {" ".join(one["fields"]["query"].split()) for one in asked} <= known
    assert [one["fields"].get("grant_type") for one in grants] == [None, "refresh_token"]
    assert grants[0]["fields"]["expiring"] == "1"


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (queries.SET, {"identifier": {"handle": "h"}, "input": {"titel": "x"}, "forms": 1}),
        (queries.SET, {"identifier": {"handle": "h"}, "forms": 1}),
        (queries.SHOP.replace("name", "nom"), {}),
        (queries.UPDATE, {"product": {"id": "1", "status": "LIVE"}, "forms": 1}),
        (queries.SHOP, {"more": 1}),
    ],
)
def test_the_schema_would_find_a_wrong_request(
    real: GraphQLSchema, query: str, variables: dict[str, Any]
) -> None:
    assert wrong(real, query, variables)
