"""The shop stand-ins' variants, sections and files, and what they refuse of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.etsy.app import SHOP, EtsyApp
from tests.integration.sandbox.picture_server import PictureServer, drawn
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at
from tests.integration.sandbox.shopify.app import ShopifyApp
from tests.integration.sandbox.shopify.app import vase as shopify_vase
from tests.integration.sandbox.woocommerce.app import WooApp, vase


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


def etsy_product(price: float, quantity: int = 1, **values: str) -> dict[str, Any]:
    """One product of an inventory, by the values of custom properties 513 and 514."""
    offer = {"price": price, "quantity": quantity, "is_enabled": True}
    named = [
        {"property_id": 513 + place, "property_name": name, "value_ids": [], "values": [value]}
        for place, (name, value) in enumerate(values.items())
    ]
    return {"sku": "HAAT-1", "property_values": named, "offerings": [offer]}


def put(app: EtsyApp, id_: int, products: list[Any], vary: tuple[int, ...] = (513,)) -> Any:
    """What Etsy answers to this inventory."""
    body = {"products": products, "price_on_property": vary, "quantity_on_property": vary}
    return app.call("PUT", f"/v3/application/listings/{id_}/inventory", json=body)


def test_etsys_sections_are_the_shops_and_a_listing_may_be_in_one(sandbox: SandboxServer) -> None:
    app = EtsyApp(sandbox)
    found = app.call("GET", f"{SHOP}/sections").json()["results"]
    assert [one["title"] for one in found] == ["Metal and brass", "Cloth and thread"]
    listing = app.draft(shop_section_id=str(found[1]["shop_section_id"])).json()
    assert listing["shop_section_id"] == found[1]["shop_section_id"]
    assert app.draft(shop_section_id="7").status_code == 400


def test_etsys_listing_has_a_product_for_each_combination(sandbox: SandboxServer) -> None:
    app = EtsyApp(sandbox)
    id_ = app.draft_id()
    sizes = [etsy_product(10, 2, Size="S"), etsy_product(20, 3, Size="L")]
    answer = put(app, id_, sizes).json()
    assert answer["price_on_property"] == [513]
    assert [one["property_values"][0]["values"] for one in answer["products"]] == [["S"], ["L"]]
    assert all(one["property_values"][0]["value_ids"] for one in answer["products"])
    listing = app.call("GET", f"/v3/application/listings/{id_}").json()
    assert (listing["has_variations"], listing["quantity"]) == (True, 5)
    assert listing["price"]["amount"] == 1000
    assert app.call("GET", f"/v3/application/listings/{id_}/inventory").json() == answer


@pytest.mark.parametrize(
    ("products", "vary", "words"),
    [
        ([etsy_product(1), etsy_product(2)], (), "combinations"),
        ([etsy_product(1, Size="S"), etsy_product(1, Size="S")], (513,), "combinations"),
        (
            [etsy_product(1, Size="S", Colour="red"), etsy_product(1, Size="L", Colour="blue")],
            (513, 514),
            "combinations",
        ),
        ([etsy_product(1, Size="S"), etsy_product(2, Size="L")], (), "price"),
        ([etsy_product(1, 1, Size="S"), etsy_product(1, 2, Size="L")], (), "quantity"),
        ([etsy_product(1, Size="S"), etsy_product(1)], (513,), "same properties"),
        ([etsy_product(1, Size="S (30 cm)")], (513,), "Parenthesis"),
        ([etsy_product(1, Size="S")], (514,), "no product has"),
        ([etsy_product(1, Size="S", Colour="x", Shape="y")], (513,), "property_id"),
    ],
)
def test_etsy_refuses_variations_that_are_not_whole(
    sandbox: SandboxServer, products: list[Any], vary: tuple[int, ...], words: str
) -> None:
    app = EtsyApp(sandbox)
    refused = put(app, app.draft_id(), products, vary)
    assert refused.status_code == 400
    assert words in refused.json()["error"]


def test_etsys_listing_is_taken_off_sale_once(sandbox: SandboxServer) -> None:
    app = EtsyApp(sandbox)
    id_ = app.draft_id()
    app.upload(id_)
    path = f"{SHOP}/listings/{id_}"
    assert app.call("PATCH", path, data={"state": "inactive"}).status_code == 409
    app.activate(id_)
    for _ in range(2):
        assert app.call("PATCH", path, data={"state": "inactive"}).json()["state"] == "inactive"
    assert len(journal.entries(sandbox.world, "etsy", effect_kind="unpublished")) == 1


def test_shopify_serves_a_file_by_its_name_and_never_two_by_one(
    sandbox: SandboxServer, picture_server: PictureServer
) -> None:
    app = ShopifyApp(sandbox)
    file = {"originalSource": picture_server.add(drawn()), "filename": "vase.jpg"}
    fields = {**shopify_vase(), "files": [file, file]}
    app.set(input=fields)
    sandbox.world.advance(2)
    query = "{ products(first: 1) { nodes { media(first: 5) { nodes { ...M } } } } }"
    shown = app.query(f"{query} fragment M on Media {{ ... on MediaImage {{ image {{ url }} }} }}")
    (node,) = shown["products"]["nodes"]
    urls = [one["image"]["url"] for one in node["media"]["nodes"]]
    names = [url.partition("?")[0].rpartition("/")[2] for url in urls]
    assert names[0] == "vase.jpg"
    assert names[1].startswith("vase_")
    for url in urls:
        assert WEB.get(url).headers["content-type"] == "image/jpeg"
    assert WEB.get(urls[0].replace("vase.jpg", "none.jpg")).status_code == 404


def test_shopifys_taxonomy_has_roots_and_is_searched(sandbox: SandboxServer) -> None:
    app = ShopifyApp(sandbox)
    query = (
        "query T($s: String) { taxonomy { categories(first: 9, search: $s) { nodes { name } } } }"
    )
    names = [
        [one["name"] for one in app.query(query, s=text)["taxonomy"]["categories"]["nodes"]]
        for text in (None, "rugs", "nothing of that kind")
    ]
    assert names == [["Hardware", "Home & Garden", "Apparel & Accessories"], ["Rugs"], []]


def test_a_variable_product_is_sold_as_its_variations(sandbox: SandboxServer) -> None:
    app = WooApp(sandbox)
    size = {"name": "Size", "variation": True, "visible": True, "options": ["S", "L"]}
    whole = app.made(**vase(type="variable", sku="V", attributes=[size], status="publish"))
    path = f"products/{whole['id']}/variations"
    asked = {
        "create": [
            {"regular_price": "30.00", "attributes": [{"name": "Size", "option": "L"}]},
            {
                "regular_price": "20.00",
                "manage_stock": True,
                "stock_quantity": 1,
                "attributes": [{"name": "Size", "option": "S"}, {"name": "Glaze", "option": "x"}],
            },
        ],
        "update": [{"id": 999, "regular_price": "1"}],
    }
    received = app.ask("POST", f"{path}/batch", json=asked).json()
    large, small = received["create"]
    assert received["update"][0]["error"]["code"] == "woocommerce_rest_product_variation_invalid_id"
    assert small["attributes"] == [{"name": "Size", "option": "S"}]
    assert (small["sku"], small["parent_id"]) == ("V", whole["id"])
    shown = app.read(f"products/{whole['id']}")
    assert shown["price"] == "20.00"
    assert sorted(shown["variations"]) == sorted([large["id"], small["id"]])
    WEB.post(f"{shown['permalink']}buy", data={"quantity": "1"})
    (order,) = app.read("orders")
    (line,) = order["line_items"]
    assert (line["product_id"], line["sku"]) == (whole["id"], "V")
    assert line["variation_id"] in (large["id"], small["id"])
    assert app.ask("POST", f"{path}/batch", json={"delete": [large["id"], small["id"]]}).is_success
    assert app.read(path) == []
    assert app.read(f"products/{whole['id']}")["stock_status"] == "outofstock"


def test_a_product_that_becomes_a_draft_again_is_taken_down(sandbox: SandboxServer) -> None:
    app = WooApp(sandbox)
    made = app.made(**vase(status="publish"))
    for _ in range(2):
        app.ask("PUT", f"products/{made['id']}", json={"status": "draft"})
    assert WEB.get(made["permalink"]).status_code == 404
    assert len(journal.entries(sandbox.world, "woocommerce", effect_kind="unpublished")) == 1
    assert app.ask("POST", "products/999/variations/batch", json={}).status_code == 404
