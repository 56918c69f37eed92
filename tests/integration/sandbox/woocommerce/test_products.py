"""WooCommerce's stand-in: products with one SKU each, pictures, categories, the bin."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.sandbox import faults, journal, settings
from infra.local.sandbox.faults import Fault, FaultKind
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.picture_server import PictureServer, drawn
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at
from tests.integration.sandbox.woocommerce.app import OTHER_SHOP, SHOP, WooApp, vase


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> WooApp:
    return WooApp(sandbox)


def effects(sandbox: SandboxServer) -> list[tuple[str, str]]:
    found = journal.entries(sandbox.world, "woocommerce", effect_kind="*")
    return [(one["effect"], one["effect_id"]) for one in found]


def refused(app: WooApp, fields: dict[str, Any], path: str = "products") -> dict[str, Any]:
    answer = app.ask("POST", path, json=fields)
    assert answer.status_code == 400, answer.text
    error: dict[str, Any] = answer.json()
    assert error["data"]["status"] == 400
    return error


def test_a_draft_is_seen_by_nobody_until_it_is_published(
    sandbox: SandboxServer, app: WooApp, picture_server: PictureServer
) -> None:
    src = picture_server.add(drawn())
    draft = app.made(**vase(images=[{"src": src, "alt": "A vase", "name": "vase"}]))
    front = f"{sandbox.host(SHOP)}/"
    assert draft["status"] == "draft"
    assert draft["images"][0]["alt"] == "A vase"
    assert WEB.get(draft["images"][0]["src"]).headers["content-type"] == "image/jpeg"
    assert "Terracotta vase" not in WEB.get(front).text
    shown = app.ask("PUT", f"products/{draft['id']}", json={"status": "publish"}).json()
    assert (shown["status"], shown["slug"]) == ("publish", "terracotta-vase")
    assert "Terracotta vase" in WEB.get(front).text
    page = WEB.get(shown["permalink"])
    assert "Thrown &amp; fired." in page.text
    assert "3 in stock" in page.text
    assert "Terracotta vase" in WEB.get(f"{sandbox.url}/people/woocommerce").text
    app.ask("PUT", f"products/{draft['id']}", json={"status": "publish"})
    id_ = str(draft["id"])
    assert effects(sandbox) == [("created", id_), ("published", id_)]


def test_a_sku_is_there_once_even_in_the_bin(sandbox: SandboxServer, app: WooApp) -> None:
    first = app.made(**vase())
    error = refused(app, vase(name="Another"))
    assert error["code"] == "product_invalid_sku"
    assert error["data"]["resource_id"] == first["id"]
    assert [one["id"] for one in app.read("products", sku="HAAT-1")] == [first["id"]]
    app.ask("DELETE", f"products/{first['id']}")
    assert app.read("products", sku="HAAT-1") == []
    assert [one["id"] for one in app.read("products", sku="HAAT-1", status="trash")] == [
        first["id"]
    ]
    assert refused(app, vase())["code"] == "product_invalid_sku"
    assert app.ask("DELETE", f"products/{first['id']}").status_code == 410
    app.ask("DELETE", f"products/{first['id']}", params={"force": "true"})
    app.made(**vase())
    WooApp(sandbox, OTHER_SHOP).made(**vase())
    settings.change(sandbox.world, "woocommerce_duplicate_sku", "not_created")
    assert refused(app, vase())["code"] == "woocommerce_rest_product_not_created"


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"regular_price": 1250}, "regular_price"),
        ({"status": "live"}, "status"),
        ({"stock_quantity": "3"}, "stock_quantity"),
        ({"manage_stock": "yes"}, "manage_stock"),
        ({"images": {"src": "x"}}, "images"),
        ({"categories": [7]}, "categories"),
        ({"categories": [{"id": 999}]}, "categories"),
        ({"dimensions": "small"}, "dimensions"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(
    app: WooApp, changed: dict[str, Any], name: str
) -> None:
    error = refused(app, vase(**changed))
    assert error["code"] == "rest_invalid_param"
    assert list(error["data"]["params"]) == [name]


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"gone", 404, "answered 404"),
        (b"<html>", 200, "not allowed to upload"),
        (drawn(kind="TIFF"), 200, "not allowed to upload"),
    ],
)
def test_a_picture_that_cannot_be_loaded_fails_the_product(
    sandbox: SandboxServer,
    app: WooApp,
    picture_server: PictureServer,
    content: bytes,
    status: int,
    words: str,
) -> None:
    error = refused(app, vase(images=[{"src": picture_server.add(content, status)}]))
    assert error["code"] == "woocommerce_product_image_upload_error"
    assert words in error["message"]
    settings.change(sandbox.world, "woocommerce_image_bytes_max", 100)
    large = refused(app, vase(images=[{"src": picture_server.add(drawn())}]))
    assert "upload_max_filesize" in large["message"]
    assert effects(sandbox) == []


def test_tags_and_categories_exist_before_they_are_used(app: WooApp) -> None:
    assert [one["name"] for one in app.read("products/categories")] == ["Uncategorized"]
    pots = app.made("products/categories", name="Pots & Vases")
    again = refused(app, {"name": "pots & vases"}, "products/categories")
    assert (again["code"], again["data"]["resource_id"]) == ("term_exists", pots["id"])
    red = app.made("products/tags", name="red")
    asked = {"create": [{"name": "Red"}, {"name": "blue"}, {"name": ""}]}
    made = app.ask("POST", "products/tags/batch", json=asked).json()["create"]
    assert made[0]["error"]["data"]["resource_id"] == red["id"]
    assert made[1]["name"] == "blue"
    assert made[2]["error"]["code"] == "rest_missing_callback_param"
    many = app.ask("POST", "products/tags/batch", json={"create": [{"name": "x"}] * 101})
    assert many.status_code == 413
    product = app.made(**vase(categories=[{"id": pots["id"]}], tags=[{"id": made[1]["id"]}]))
    assert [one["name"] for one in product["categories"]] == ["Pots & Vases"]
    assert [one["name"] for one in product["tags"]] == ["blue"]
    assert [one["name"] for one in app.read("products/tags", search="BL")] == ["blue"]
    plain = app.made(name="Mat")
    assert [one["name"] for one in plain["categories"]] == ["Uncategorized"]


def test_a_product_may_have_variations(app: WooApp) -> None:
    product = app.made(**vase(type="variable", sku="HAAT-V"))
    path = f"products/{product['id']}/variations"
    red = app.made(path, regular_price="10.00", sku="HAAT-V-RED")
    assert app.read(f"products/{product['id']}")["variations"] == [red["id"]]
    assert refused(app, {"sku": "HAAT-V-RED"}, path)["code"] == "product_invalid_sku"
    app.ask("PUT", f"{path}/{red['id']}", json={"regular_price": "12.50"})
    assert app.read(f"{path}/{red['id']}")["price"] == "12.50"
    app.ask("DELETE", f"{path}/{red['id']}", params={"force": "true"})
    assert app.read(path) == []
    assert app.ask("GET", "products/999/variations/1").status_code == 404


def test_a_batch_answers_for_each(sandbox: SandboxServer, app: WooApp) -> None:
    kept = app.made(**vase())
    asked = {
        "create": [vase(sku="HAAT-2"), vase()],
        "update": [{"id": kept["id"], "name": "Vase"}, {"id": 999}],
        "delete": [999],
    }
    received = app.ask("POST", "products/batch", json=asked).json()
    assert received["create"][0]["sku"] == "HAAT-2"
    assert received["create"][1]["error"]["code"] == "product_invalid_sku"
    assert received["update"][0]["name"] == "Vase"
    assert received["update"][1]["error"]["code"] == "woocommerce_rest_product_invalid_id"
    assert received["delete"][0]["error"]["code"] == "woocommerce_rest_product_invalid_id"
    assert app.ask("POST", "products/batch", json={"create": [{}] * 101}).status_code == 413
    assert len(effects(sandbox)) == 2


def test_a_list_comes_in_pages(app: WooApp) -> None:
    for number in range(3):
        app.made(name=f"Mat {number}")
    answer = app.ask("GET", "products", params={"per_page": "2", "orderby": "id", "order": "asc"})
    assert [one["name"] for one in answer.json()] == ["Mat 0", "Mat 1"]
    assert (answer.headers["x-wp-total"], answer.headers["x-wp-totalpages"]) == ("3", "2")
    assert 'rel="next"' in answer.headers["link"]
    assert app.ask("GET", "products", params={"per_page": "101"}).status_code == 400


@pytest.mark.parametrize(
    ("mood", "status"),
    [("maintenance", 503), ("firewall", 403), ("moved", 301), ("plain_permalinks", 404)],
)
def test_a_cheap_host_answers_with_a_page(
    sandbox: SandboxServer, app: WooApp, mood: str, status: int
) -> None:
    settings.change(sandbox.world, "woocommerce_host", mood)
    answer = app.ask("POST", "products", json=vase())
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (
        status,
        "text/html",
    )
    settings.change(sandbox.world, "woocommerce_host", "good")
    assert app.read("products") == []


@pytest.mark.parametrize(
    ("kind", "status", "there"),
    [
        (FaultKind.RATE_LIMIT, 429, 0),
        (FaultKind.ERROR, 500, 0),
        (FaultKind.EXPIRED_TOKEN, 401, 0),
        (FaultKind.ERROR_AFTER_SUCCESS, 500, 1),
    ],
)
def test_bad_days_are_wordpresss(
    sandbox: SandboxServer, app: WooApp, kind: FaultKind, status: int, there: int
) -> None:
    faults.switch_on(sandbox.world, Fault(vendor="woocommerce", kind=kind))
    assert app.ask("POST", "products", json=vase()).status_code == status
    assert len(app.read("products", sku="HAAT-1")) == there


def test_the_owner_deletes_a_product_for_good(sandbox: SandboxServer, app: WooApp) -> None:
    product = app.made(**vase(status="publish"))
    where = f"{sandbox.url}/people/woocommerce/{SHOP}-{product['id']}"
    assert WEB.get(where).status_code == 200
    WEB.post(where, data={"action": "delete"})
    assert app.ask("GET", f"products/{product['id']}").status_code == 404
