"""Shopify's stand-in: what a buyer does on the storefront, and the webhooks that the app gets."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.sandbox import faults, settings
from infra.local.sandbox.faults import Fault, FaultKind
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.shopify.registration import APP as SHOPIFY
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at
from tests.integration.sandbox.shopify.app import (
    SHOP,
    SUBSCRIBE,
    ShopifyApp,
    WebhookReceiver,
    vase,
    webhook_receiver,
)

TOPICS = ("ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED", "PRODUCTS_UPDATE",
          "INVENTORY_LEVELS_UPDATE", "APP_UNINSTALLED")  # fmt: skip
ORDERS = """
{ orders(first: 5, sortKey: UPDATED_AT, query: "updated_at:>='2026-11-01T00:00:00Z'") {
  nodes { name displayFinancialStatus totalPriceSet { shopMoney { amount currencyCode } }
    lineItems(first: 5) { nodes { sku quantity title } } } } }
"""


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> ShopifyApp:
    app = ShopifyApp(sandbox)
    app.published(**vase())
    return app


@pytest.fixture
def receiver() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as opened:
        yield opened


def subscribed(
    app: ShopifyApp, receiver: WebhookReceiver, topics: tuple[str, ...] = TOPICS
) -> None:
    for topic in topics:
        received = app.query(SUBSCRIBE, topic=topic, uri=receiver.url)["webhookSubscriptionCreate"]
        assert received["userErrors"] == [], received


def bought(sandbox: SandboxServer, quantity: str = "2") -> str:
    """Order a vase; the order's page."""
    address = f"{sandbox.host(SHOP)}/products/haat-vase/buy"
    answer = WEB.post(address, data={"quantity": quantity})
    assert answer.status_code == 303
    pumped(sandbox)
    return sandbox.url + str(answer.headers["location"])


def stepped(page: str, step: str) -> None:
    assert WEB.post(page, data={"step": step}).status_code == 303


def pumped(sandbox: SandboxServer) -> int:
    sent: int = WEB.post(f"{sandbox.url}/_sandbox/webhooks").json()["sent"]
    return sent


def received(sandbox: SandboxServer) -> list[dict[str, Any]]:
    answer = WEB.get(f"{sandbox.url}/_sandbox/webhooks", params={"vendor": "shopify"})
    found: list[dict[str, Any]] = answer.json()["webhooks"]
    return found


def test_an_order_is_sent_signed_and_can_be_read(
    sandbox: SandboxServer, app: ShopifyApp, receiver: WebhookReceiver
) -> None:
    subscribed(app, receiver)
    page = bought(sandbox)
    assert receiver.topics() == ["orders/create", "inventory_levels/update"]
    headers, body = receiver.requests[0]
    expected = hmac.new(SHOPIFY.client_secret.encode(), body, hashlib.sha256).digest()
    assert headers["x-shopify-hmac-sha256"] == base64.b64encode(expected).decode()
    assert headers["x-shopify-shop-domain"] == SHOP
    assert {"x-shopify-webhook-id", "x-shopify-event-id", "x-shopify-triggered-at"} <= set(headers)
    order = json.loads(body)
    assert (order["total_price"], order["financial_status"]) == ("2500.00", "pending")
    assert [line["sku"] for line in order["line_items"]] == ["HAAT-1"]
    assert "Waiting for the payment" in WEB.get(page).text
    stepped(page, "pay")
    pumped(sandbox)
    assert receiver.topics()[2:] == ["orders/paid", "orders/updated"]
    (node,) = app.query(ORDERS)["orders"]["nodes"]
    assert node["displayFinancialStatus"] == "PAID"
    assert node["lineItems"]["nodes"] == [
        {"sku": "HAAT-1", "quantity": 2, "title": "Terracotta vase"}
    ]


def test_what_is_sold_out_cannot_be_bought(sandbox: SandboxServer, app: ShopifyApp) -> None:
    assert app.query(ORDERS)["orders"]["nodes"] == []
    bought(sandbox, "3")
    page = WEB.get(f"{sandbox.host(SHOP)}/products/haat-vase").text
    assert "Sold out" in page
    assert WEB.post(f"{sandbox.host(SHOP)}/products/haat-vase/buy").status_code == 404


def test_an_order_may_be_cancelled_once(sandbox: SandboxServer, app: ShopifyApp) -> None:
    page = bought(sandbox)
    for _ in range(2):
        stepped(page, "cancel")
    (node,) = app.query(ORDERS)["orders"]["nodes"]
    assert node["displayFinancialStatus"] == "VOIDED"


def test_an_address_subscribes_to_a_topic_once(app: ShopifyApp, receiver: WebhookReceiver) -> None:
    subscribed(app, receiver, ("ORDERS_CREATE",))
    again = app.query(SUBSCRIBE, topic="ORDERS_CREATE", uri=receiver.url)[
        "webhookSubscriptionCreate"
    ]
    assert "already been taken" in again["userErrors"][0]["message"]
    plain = app.query(SUBSCRIBE, topic="ORDERS_CREATE", uri="http://a.example/x")
    assert "not supported" in plain["webhookSubscriptionCreate"]["userErrors"][0]["message"]


def test_the_same_webhook_may_come_twice(
    sandbox: SandboxServer, app: ShopifyApp, receiver: WebhookReceiver
) -> None:
    subscribed(app, receiver, ("ORDERS_CREATE",))
    settings.change(sandbox.world, "shopify_webhooks", "duplicated")
    bought(sandbox)
    (first, body), (second, again) = receiver.requests
    assert (first["x-shopify-webhook-id"], body) == (second["x-shopify-webhook-id"], again)


def test_webhooks_may_come_in_the_wrong_order(
    sandbox: SandboxServer, app: ShopifyApp, receiver: WebhookReceiver
) -> None:
    subscribed(app, receiver)
    settings.change(sandbox.world, "shopify_webhooks", "disordered")
    stepped(bought(sandbox), "pay")
    pumped(sandbox)
    topics = receiver.topics()
    assert topics.index("inventory_levels/update") < topics.index("orders/create")
    assert topics.index("orders/updated") < topics.index("orders/paid")


def test_a_failed_webhook_is_retried_and_then_the_subscription_ends(
    sandbox: SandboxServer, app: ShopifyApp, receiver: WebhookReceiver
) -> None:
    subscribed(app, receiver, ("ORDERS_CREATE",))
    receiver.statuses = [500]
    bought(sandbox, "1")
    assert pumped(sandbox) == 0
    sandbox.world.advance(11)
    assert pumped(sandbox) == 1
    assert [one["state"] for one in received(sandbox)] == ["done"]
    receiver.statuses = [500] * 9
    bought(sandbox, "1")
    for _ in range(9):
        sandbox.world.advance(4600)
        pumped(sandbox)
    assert [one["state"] for one in received(sandbox)] == ["done", "failed"]
    app.tokens = app.refresh(app.tokens["refresh_token"]).json()
    listed = app.query("{ webhookSubscriptions(first: 5) { nodes { id } } }")
    assert listed["webhookSubscriptions"]["nodes"] == []


def test_uninstalling_is_sent_and_ends_the_webhooks(
    sandbox: SandboxServer, app: ShopifyApp, receiver: WebhookReceiver
) -> None:
    subscribed(app, receiver)
    WEB.post(f"{sandbox.url}/people/shopify", data={"action": "disconnect"})
    pumped(sandbox)
    assert receiver.topics() == ["app/uninstalled"]
    assert json.loads(receiver.requests[0][1])["myshopify_domain"] == SHOP
    bought(sandbox)
    assert len(receiver.requests) == 1


def test_a_product_deleted_by_the_merchant_is_gone(sandbox: SandboxServer, app: ShopifyApp) -> None:
    product = app.set()["product"]
    number = product["id"].rpartition("/")[2]
    WEB.post(f"{sandbox.url}/people/shopify/{number}", data={"action": "delete"})
    query = "query P($id: ID!) { product(id: $id) { id } }"
    assert app.query(query, id=product["id"]) == {"product": None}


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (FaultKind.RATE_LIMIT, 200, "THROTTLED"),
        (FaultKind.ERROR, 503, "INTERNAL_SERVER_ERROR"),
        (FaultKind.OK_WITH_ERROR_BODY, 200, "INTERNAL_SERVER_ERROR"),
        (FaultKind.ERROR_AFTER_SUCCESS, 500, "INTERNAL_SERVER_ERROR"),
    ],
)
def test_bad_days_are_shopifys(
    sandbox: SandboxServer, app: ShopifyApp, kind: FaultKind, status: int, code: str
) -> None:
    asked = status if kind is FaultKind.ERROR else None
    faults.switch_on(sandbox.world, Fault(vendor="shopify", kind=kind, status=asked))
    answer = app.ask('mutation { productSet(input: {title: "Mat"}) { product { id } } }')
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["code"] == code
    held = app.query('{ products(first: 5, query: "title:Mat") { nodes { id } } }')
    assert len(held["products"]["nodes"]) == (kind is FaultKind.ERROR_AFTER_SUCCESS)
