"""Meta's catalogue stand-in: who may, what is taken, what is refused, and what people see."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from infra.local.sandbox import journal, settings
from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.meta.oauth_steps import allow, came_back
from tests.integration.sandbox.sandbox_setup import WEB, callback, picture, sandbox_at

GRAPH = "graph.facebook.com/v26.0"
CATALOG = "3010000000000001"
SCOPES = "business_management,catalog_management"


class Shop:
    """A program with a person's permission to keep her catalogues."""

    def __init__(self, sandbox: SandboxServer, scopes: str = SCOPES) -> None:
        self.sandbox = sandbox
        app = FACEBOOK
        question = {
            "client_id": app.client_id,
            "redirect_uri": callback("catalogue"),
            "state": "s",
            "scope": scopes,
        }
        dialog = f"{sandbox.url}/www.facebook.com/v26.0/dialog/oauth"
        back = came_back(allow(WEB, dialog, question, scopes.split(",")))
        asked = {
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "redirect_uri": callback("catalogue"),
            "code": back["code"],
        }
        url = f"{sandbox.url}/graph.facebook.com/v26.0/oauth/access_token"
        self.token = WEB.get(url, params=asked).json()["access_token"]

    def get(self, path: str, **params: str) -> httpx2.Response:
        asked = {"access_token": self.token, **params}
        return WEB.get(f"{self.sandbox.url}/{GRAPH}/{path}", params=asked)

    def batch(self, *requests: dict[str, Any], **more: str) -> httpx2.Response:
        form = {
            "access_token": self.token,
            "item_type": "PRODUCT_ITEM",
            "requests": json.dumps(requests),
            **more,
        }
        return WEB.post(f"{self.sandbox.url}/{GRAPH}/{CATALOG}/items_batch", data=form)

    def image(self, width: int = 600, kind: str = "JPEG") -> str:
        blob = self.sandbox.world.put_blob(picture(kind, (width, width)), f"image/{kind.lower()}")
        return self.sandbox.world.blob_url(blob)

    def item(self, **more: object) -> dict[str, Any]:
        data = {
            "id": "sku-1",
            "title": "Brass elephant",
            "description": "Lost wax, from Bastar",
            "availability": "in stock",
            "condition": "new",
            "price": "1250.00 INR",
            "link": "https://haat.example/p",
            "image_link": self.image(),
            "brand": "Asha",
            **more,
        }
        return {"method": "UPDATE", "data": data}

    def outcome(self, answer: httpx2.Response) -> dict[str, Any]:
        handle = answer.json()["handles"][0]
        path = f"{CATALOG}/check_batch_request_status"
        received: dict[str, Any] = self.get(path, handle=handle).json()["data"][0]
        return received

    def found(self, sku: str = "sku-1") -> list[dict[str, Any]]:
        rule = json.dumps({"retailer_id": {"eq": sku}})
        fields = "id,retailer_id,visibility,review_status,errors,price,image_url"
        nodes: list[dict[str, Any]] = self.get(
            f"{CATALOG}/products", filter=rule, fields=fields
        ).json()["data"]
        return nodes


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def shop(sandbox: SandboxServer) -> Shop:
    return Shop(sandbox)


def test_the_persons_business_and_its_catalogue_are_listed(shop: Shop) -> None:
    (business,) = shop.get("me/businesses").json()["data"]
    (catalog,) = shop.get(f"{business['id']}/owned_product_catalogs").json()["data"]
    assert catalog == {"name": "Shop", "id": CATALOG}
    node = shop.get(CATALOG, fields="name,product_count,vertical").json()
    assert node == {"name": "Shop", "product_count": 0, "vertical": "commerce", "id": CATALOG}


def test_without_permission_nothing_is_seen_or_changed(sandbox: SandboxServer) -> None:
    shop = Shop(sandbox, "pages_show_list")
    assert shop.get("me/businesses").json()["data"] == []
    for answer in (shop.get(f"{CATALOG}/products"), shop.batch(shop.item())):
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, 200)


def test_one_permission_is_taken_back_by_itself(shop: Shop) -> None:
    url = f"{shop.sandbox.url}/{GRAPH}/me/permissions/catalog_management"
    assert WEB.delete(url, params={"access_token": shop.token}).json() == {"success": True}
    assert shop.get(f"{CATALOG}/products").status_code == 403
    assert len(shop.get("me/businesses").json()["data"]) == 1


def test_a_new_item_is_there_when_its_batch_is_finished(shop: Shop) -> None:
    answer = shop.batch(shop.item())
    assert answer.json()["validation_status"] == []
    assert shop.outcome(answer)["status"] == "in_progress"
    assert shop.found() == []
    shop.sandbox.world.advance(1.5)
    assert shop.outcome(answer)["status"] == "finished"
    (item,) = shop.found()
    assert (item["visibility"], item["review_status"]) == ("published", "pending")
    assert item["price"] == "1250.00 INR"
    assert WEB.get(item["image_url"]).headers["content-type"] == "image/jpeg"
    shop.sandbox.world.advance(60)
    assert shop.found()[0]["review_status"] == "approved"


def test_an_update_changes_what_it_names_and_makes_nothing_twice(shop: Shop) -> None:
    shop.batch(shop.item())
    shop.sandbox.world.advance(2)
    shop.batch({"method": "UPDATE", "data": {"id": "sku-1", "price": "900.00 INR"}})
    (item,) = shop.found()
    assert item["price"] == "900.00 INR"


def test_an_archived_item_is_not_seen_and_showing_it_is_one_effect(shop: Shop) -> None:
    shop.batch(shop.item(status="archived"))
    shop.sandbox.world.advance(2)
    assert shop.found()[0]["visibility"] == "staging"
    for _ in range(2):
        shop.batch({"method": "UPDATE", "data": {"id": "sku-1", "status": "active"}})
    shown = journal.entries(shop.sandbox.world, "catalogue", effect_kind="published")
    assert [one["effect_id"] for one in shown] == ["sku-1"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"price": ""}, "Missing required fields: price"),
        ({"brand": ""}, "brand, mpn or gtin"),
        ({"title": "x" * 201}, "title is too long"),
        ({"description": "x" * 10_000}, "description is too long"),
        ({"price": "₹1,250"}, "Invalid value for price"),
        ({"availability": "in_stock"}, "Invalid value for availability"),
        ({"condition": "handmade"}, "Invalid value for condition"),
        ({"status": "hidden"}, "Invalid value for status"),
        ({"link": "haat.example"}, "Invalid URL in field link"),
        ({"additional_image_link": "https://a.example,https://b.example"}, "must be an array"),
        ({"additional_image_link": ["https://a.example/" + "x" * 2000]}, "Too many URLs"),
    ],
)
def test_an_item_that_is_not_right_is_refused_at_once(
    shop: Shop, wrong: dict[str, Any], words: str
) -> None:
    (received,) = shop.batch(shop.item(**wrong)).json()["validation_status"]
    assert received["retailer_id"] == "sku-1"
    assert any(words in one["message"] for one in received["errors"])
    shop.sandbox.world.advance(2)
    assert shop.found() == []


@pytest.mark.parametrize("image", ["small", "gone", "text", "webp"])
def test_a_picture_that_meta_cannot_use_is_reported_by_the_batch(shop: Shop, image: str) -> None:
    blob = shop.sandbox.world.put_blob(b"words", "image/jpeg")
    url = {
        "small": shop.image(499),
        "gone": f"{shop.sandbox.url}/_sandbox/blobs/{'0' * 32}",
        "text": shop.sandbox.world.blob_url(blob),
        "webp": shop.image(600, "WEBP"),
    }[image]
    answer = shop.batch(shop.item(image_link=url))
    shop.sandbox.world.advance(2)
    received = shop.outcome(answer)
    assert (received["status"], received["ids_of_invalid_requests"]) == ("finished", ["sku-1"])
    assert "Image not usable" in received["errors"][0]["message"]
    assert shop.found() == []


def test_without_upsert_only_what_is_there_is_changed(shop: Shop) -> None:
    answer = shop.batch(shop.item(), allow_upsert="false")
    assert "does not exist" in shop.outcome(answer)["errors"][0]["message"]
    shop.sandbox.world.advance(2)
    assert shop.found() == []


def test_a_deleted_item_is_gone(shop: Shop) -> None:
    shop.batch(shop.item())
    shop.sandbox.world.advance(2)
    shop.batch({"method": "DELETE", "data": {"id": "sku-1"}})
    assert shop.found() == []


@pytest.mark.parametrize(
    "more",
    [
        {"item_type": "HOTEL"},
        {"requests": "words"},
        {"requests": "[]"},
        {"requests": '[{"method": "PUT", "data": {"id": "1"}}]'},
        {"requests": '[{"method": "UPDATE", "data": {}}]'},
    ],
)
def test_what_is_no_batch_is_error_100(shop: Shop, more: dict[str, str]) -> None:
    answer = shop.batch(shop.item(), **more)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)


def test_the_catalogues_limit_has_its_own_code(shop: Shop) -> None:
    fault = {"vendor": "catalogue", "kind": "rate_limit", "path": "*/items_batch"}
    WEB.post(f"{shop.sandbox.url}/_sandbox/faults", json=fault)
    answer = shop.batch(shop.item())
    assert answer.json()["error"]["code"] == 80014
    usage = json.loads(answer.headers["x-business-use-case-usage"])
    assert usage[CATALOG][0]["estimated_time_to_regain_access"] == 1
    assert "x-app-usage" in shop.get(f"{CATALOG}/products").headers


def test_people_see_what_is_on_sale_and_the_owner_can_delete_it(shop: Shop) -> None:
    shop.batch(shop.item())
    shop.sandbox.world.advance(60)
    (item,) = shop.found()
    wall = WEB.get(f"{shop.sandbox.url}/people/catalogue").text
    assert "Brass elephant" in wall
    assert "₹1,250.00" in wall
    address = f"{shop.sandbox.url}/www.facebook.com/commerce/products/{item['id']}/"
    assert WEB.get(address, follow_redirects=True).status_code == 200
    delete = f"{shop.sandbox.url}/people/catalogue/{item['id']}"
    WEB.post(delete, data={"action": "delete"})
    assert shop.found() == []
    assert WEB.get(address, follow_redirects=True).status_code == 404


def test_a_review_may_go_wrong(shop: Shop) -> None:
    settings.change(shop.sandbox.world, "catalogue_review", "rejected")
    shop.batch(shop.item())
    shop.sandbox.world.advance(60)
    (item,) = shop.found()
    assert item["review_status"] == "rejected"
    assert item["errors"][0]["title"]
    assert "rejected" in WEB.get(f"{shop.sandbox.url}/people/catalogue").text


def test_pages_keep_their_own_part_of_the_host(shop: Shop) -> None:
    assert shop.get("me").json()["name"] == "Asha Devi"
    hosts = {one["path"]: one["vendor"] for one in journal.entries(shop.sandbox.world)}
    assert hosts["/v26.0/me"] == "facebook"
    shop.get("me/businesses")
    assert journal.entries(shop.sandbox.world)[-1]["vendor"] == "catalogue"
