"""What we send to Meta's catalogues, and what the stand-in answers, exists in Meta's own specs."""

import json
from typing import Any

import pytest

from infra.local.sandbox.catalogue import accounts, batches, items
from infra.local.sandbox.world import World
from tests.contract.channels.journey import journey
from tests.platforms.meta.test_contract import GENERAL, asked_fields, graph_calls
from tests.platforms.meta.test_stand_in_contract import SPECS, edge_parameters, node_fields, spec

pytestmark = pytest.mark.skipif(
    not SPECS.is_dir(), reason="Meta's node specs are not on this machine (HAAT_SHARED)"
)
ROOTS = {"me": "User", "201": "Business", "301": "ProductCatalog", "701": "ProductItem"}
EDGES = {
    "businesses": "Business",
    "owned_product_catalogs": "ProductCatalog",
    "products": "ProductItem",
    "check_batch_request_status": "CheckBatchRequestStatus",
}
# Fields of an item in a batch have the names of feeds; the node calls some of them otherwise.
FEED = {
    "title": "name",
    "link": "url",
    "image_link": "image_url",
    "additional_image_link": "additional_image_urls",
    "additional_variant_attribute": "additional_variant_attributes",
    "item_group_id": "retailer_product_group_id",
    "google_product_category": "category",
    "id": "retailer_id",
}


@pytest.mark.parametrize("photos", [1, 2])
def test_each_parameter_and_field_exists(monkeypatch: pytest.MonkeyPatch, photos: int) -> None:
    with journey("catalogue", monkeypatch, photos=photos) as entries:
        calls = graph_calls(entries)
    assert {one["status"] for one, _ in calls} == {200}
    seen = set()
    for one, (version, first, *edge) in calls:
        assert version == "v26.0"
        root = ROOTS[first if first == "me" else first[:3]]
        sent = {*one["query"], *one["fields"]} - GENERAL
        assert sent <= (set(edge_parameters(root, one["method"], edge[0])) if edge else set()), one[
            "path"
        ]
        seen |= {(one["method"], edge[0])} if edge else set()
        asked = asked_fields(one["query"].get("fields", ""))
        if asked:
            assert asked <= node_fields(EDGES[edge[0]] if edge else root), one["path"]
    assert {
        ("GET", "businesses"),
        ("GET", "owned_product_catalogs"),
        ("POST", "items_batch"),
        ("GET", "check_batch_request_status"),
        ("GET", "products"),
    } == seen


def test_each_field_of_an_item_is_one_that_meta_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    with journey("catalogue", monkeypatch) as entries:
        sent = [one["fields"] for one in entries if one["path"].endswith("/items_batch")]
    known = node_fields("ProductItem")
    shown = []
    for form in sent:
        assert form["item_type"] == "PRODUCT_ITEM"
        for request in json.loads(form["requests"]):
            assert request["method"] == "UPDATE"
            assert {FEED.get(name, name) for name in request["data"]} <= known
            shown.append(request["data"]["status"])
    assert shown == ["archived", "active"]


def test_each_field_of_an_edit_is_one_that_meta_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    with journey("catalogue", monkeypatch, photos=2) as entries:
        sent = [one["fields"] for one in entries if one["path"].endswith("/items_batch")]
    fields = [set(request["data"]) for form in sent for request in json.loads(form["requests"])]
    known = node_fields("ProductItem")
    assert all({FEED.get(name, name) for name in names} <= known for names in fields)
    # Each part alone, and the stock alone: an item that is there is told nothing else.
    assert {"id", "price"} in fields
    assert {"id", "availability", "quantity_to_sell_on_facebook"} in fields
    assert {"id", "image_link", "additional_image_link"} in fields
    assert {"id", "title", "description", "link", "material"} in fields


def some_item(world: World) -> dict[str, Any]:
    fields = {
        "id": "sku",
        "title": "Elephant",
        "description": "Brass",
        "availability": "in stock",
        "condition": "new",
        "price": "1250.00 INR",
        "link": "https://haat.example/p",
        "image_link": "https://haat.example/p.jpg",
        "brand": "Asha",
    }
    return items.keep(world, "3010000000000001", fields, [])


def enumerated(name: str) -> set[str]:
    loaded = json.loads((SPECS / "enum_types.subset.json").read_text())
    found: dict[str, list[str]] = {one["name"]: one["values"] for one in loaded}
    return set(found[name])


def test_the_stand_ins_item_tells_only_fields_and_words_that_exist() -> None:
    world = World(clock=lambda: 1_795_000_000.0)
    node = items.node(world, some_item(world))
    assert set(node) <= node_fields("ProductItem")
    for name in ("availability", "condition", "visibility", "review_status", "image_fetch_status"):
        assert node[name] in enumerated(f"ProductItem_{name}"), name
    (refusal,) = [items._refused()]  # noqa: SLF001  # what a review that went wrong tells
    assert set(refusal) <= {one["name"] for one in spec("ProductItemError")["fields"]}


def test_the_stand_ins_batch_and_catalogue_tell_only_fields_that_exist() -> None:
    world = World(clock=lambda: 1_795_000_000.0)
    world.put(batches.KIND, "A1", {"handle": "A1", "catalog": "1", "errors": [], "ready_at": 0})
    batch = batches.outcome(world, "A1")
    assert batch is not None
    assert set(batch) <= node_fields("CheckBatchRequestStatus")
    (catalog,) = accounts.catalogs(world, accounts.ASHA)
    assert set(catalog) - {"business"} <= node_fields("ProductCatalog")
