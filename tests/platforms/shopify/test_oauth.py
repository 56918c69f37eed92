"""Connecting a Shopify store: which one, the signed way back, and leaving it again."""

from dataclasses import replace
from typing import Any

import pytest

from infra.local.sandbox.faults import FaultKind
from tests.integration.channels.oauth_client import Artisan, calls, inject_fault

EXPIRED = {"problem": "consent_expired", "platform": "shopify"}
ADDRESS = "/connections/shopify/authorize"


@pytest.fixture
def artisan(artisan: Artisan) -> Artisan:
    """Consent is the subject here: it is really given each time."""
    return replace(artisan, setup_cache=None)


def uninstalled(artisan: Artisan) -> int:
    return calls(
        artisan.sandbox,
        "shopify",
        lambda one: "appUninstall" in str(one["fields"].get("query")) and one["status"] == 200,
    )


def begin(artisan: Artisan, shop: str) -> tuple[str, dict[str, str]]:
    reply = artisan.api("POST", ADDRESS, {"given": {"shop": shop}})
    url: str = reply.data["authorize_url"]
    return url, dict(cookie.split(";")[0].split("=", 1) for cookie in reply.cookies)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("haat-craft-house", "Haat Craft House"),
        ("https://Neighbour-Weavers.myshopify.com/admin", "Neighbour Weavers"),
    ],
)
def test_the_store_that_was_typed_is_connected(artisan: Artisan, typed: str, name: str) -> None:
    url, cookies = begin(artisan, typed)
    assert artisan.come_back("shopify", artisan.decide(url), cookies) == {"connected": "shopify"}
    held = artisan.connection("shopify")
    assert held["account"]["name"] == name
    assert held["account"]["id"].endswith(".myshopify.com")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"given": {}},
        {"given": {"shop": ""}},
        {"given": {"shop": "evil.example"}},
        {"given": {"shop": "127.0.0.1:8090/x"}},
        {"given": {"shop": "haat", "host": "evil.example"}},
    ],
)
def test_what_is_no_store_is_refused_before_a_page_opens(artisan: Artisan, body: Any) -> None:
    reply = artisan.api("POST", ADDRESS, body)
    assert (reply.status, reply.error["code"]) == (422, "invalid_connect_input")
    assert reply.error["details"]["remedy"]
    assert artisan.cloud.items("channels") == []


def test_the_question_is_reported_with_the_platform(artisan: Artisan) -> None:
    channels = artisan.api("GET", "/channels").data["items"]
    connect_inputs = {
        one["platform"]: [ask["name"] for ask in one["connect_inputs"]] for one in channels
    }
    assert connect_inputs["shopify"] == ["shop"]
    assert connect_inputs["etsy"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"shop": "neighbour-weavers.myshopify.com"},
        {"shop": ""},
        {"hmac": ""},
        {"hmac": "0" * 64},
        {"code": "another"},
        {"timestamp": "1"},
        {"extra": "x"},
    ],
    ids=str,
)
def test_a_way_back_that_shopify_did_not_sign_is_refused(
    artisan: Artisan, change: dict[str, str]
) -> None:
    url, cookies = begin(artisan, "haat-craft-house")
    back = {**artisan.decide(url), **change}
    assert artisan.come_back("shopify", back, cookies) == EXPIRED
    assert artisan.connections("shopify") == []
    assert calls(artisan.sandbox, "shopify", lambda one: "access_token" in one["path"]) == 0


def test_a_signed_way_back_of_another_store_is_refused(artisan: Artisan) -> None:
    """Somebody's own store, begun in another window: signed well, and not the one asked for."""
    url, cookies = begin(artisan, "haat-craft-house")
    other = url.replace("haat-craft-house", "neighbour-weavers")
    assert artisan.come_back("shopify", artisan.decide(other), cookies) == EXPIRED


def test_less_than_posting_needs_is_refused_with_what_is_missing(artisan: Artisan) -> None:
    url, cookies = begin(artisan, "haat-craft-house")
    less = url.replace("write_inventory%2C", "")
    assert less != url
    back = artisan.come_back("shopify", artisan.decide(less), cookies)
    assert back == {"problem": "consent_incomplete", "platform": "shopify"}
    assert "set your stock" in artisan.pending("shopify")["problem"]["message"]


@pytest.mark.parametrize("later", [0, 3601])
def test_disconnecting_takes_the_app_out_of_the_store(artisan: Artisan, later: int) -> None:
    artisan.connect("shopify")
    artisan.sandbox.world.advance(later)
    assert artisan.api("DELETE", artisan.at("shopify")).status == 200
    assert uninstalled(artisan) == 1
    assert artisan.connections("shopify") == []
    assert artisan.connect("shopify") == {"connected": "shopify"}


def test_the_store_is_subscribed_to_orders_once(artisan: Artisan) -> None:
    for _ in range(2):
        artisan.connect("shopify")
    held = artisan.sandbox.world.find("shopify.subscription")
    assert sorted(one["topic"] for one in held) == [
        "APP_UNINSTALLED",
        "ORDERS_CREATE",
        "ORDERS_UPDATED",
        "PRODUCTS_DELETE",
        "PRODUCTS_UPDATE",
    ]
    assert {one["uri"] for one in held} == {"http://localhost:8080/api/v1/webhooks/shopify"}
    assert not any({"email", "customer"} & set(one["fields"]) for one in held)


def test_a_store_that_does_not_answer_is_forgotten_all_the_same(artisan: Artisan) -> None:
    artisan.connect("shopify")
    inject_fault(artisan.sandbox, FaultKind.ERROR, "*", vendor="shopify", times=0)
    assert artisan.api("DELETE", artisan.at("shopify")).status == 200
    assert artisan.connections("shopify") == []
