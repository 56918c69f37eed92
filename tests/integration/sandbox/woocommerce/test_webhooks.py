"""WooCommerce's stand-in: what a buyer does in the shop, and the webhooks that the app gets."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.sandbox import settings
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at
from tests.integration.sandbox.shopify.app import WebhookReceiver, webhook_receiver
from tests.integration.sandbox.woocommerce.app import SHOP, WooApp, vase

SECRET = "the webhook's own"


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> WooApp:
    return WooApp(sandbox)


@pytest.fixture
def receiver() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as opened:
        yield opened


def subscribed(
    app: WooApp, receiver: WebhookReceiver, topic: str = "order.created", **more: Any
) -> dict[str, Any]:
    made = app.made("webhooks", topic=topic, delivery_url=receiver.url, secret=SECRET, **more)
    pumped(app.sandbox)
    return made


def pumped(sandbox: SandboxServer) -> None:
    assert WEB.post(f"{sandbox.url}/_sandbox/webhooks").status_code == 200


def topics(receiver: WebhookReceiver) -> list[str]:
    return [headers.get("x-wc-webhook-topic", "ping") for headers, _ in receiver.requests]


def bought(app: WooApp, quantity: str = "2") -> str:
    address = f"{app.sandbox.host(SHOP)}/product/terracotta-vase/buy"
    answer = WEB.post(address, data={"quantity": quantity})
    assert answer.status_code == 303
    pumped(app.sandbox)
    return app.sandbox.url + str(answer.headers["location"])


def stepped(page: str, step: str, status: int = 303) -> None:
    assert WEB.post(page, data={"step": step}).status_code == status


def test_a_new_webhook_is_pinged_and_then_sent_signed_events(
    app: WooApp, receiver: WebhookReceiver
) -> None:
    app.made(**vase(status="publish"))
    made = subscribed(app, receiver)
    assert "secret" not in made
    assert receiver.requests[0][1] == f"webhook_id={made['id']}".encode()
    assert receiver.requests[0][0]["content-type"] == "application/x-www-form-urlencoded"
    bought(app)
    headers, body = receiver.requests[1]
    expected = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    assert headers["x-wc-webhook-signature"] == base64.b64encode(expected).decode()
    assert headers["x-wc-webhook-source"] == f"{app.sandbox.host(SHOP)}/"
    assert headers["x-wc-webhook-id"] == str(made["id"])
    assert headers["x-wc-webhook-delivery-id"]
    order = json.loads(body)
    assert (order["status"], order["total"], order["currency"]) == ("pending", "2500.00", "INR")
    (line,) = order["line_items"]
    assert (line["sku"], line["quantity"], line["price"]) == ("HAAT-1", 2, 1250.0)


def test_an_order_goes_its_way_and_can_be_read(app: WooApp, receiver: WebhookReceiver) -> None:
    app.made(**vase(status="publish"))
    subscribed(app, receiver, "order.updated")
    page = bought(app)
    assert "Waiting for the payment" in WEB.get(page).text
    stepped(page, "processing")
    stepped(page, "refunded")
    stepped(page, "refunded", 404)
    pumped(app.sandbox)
    assert topics(receiver) == ["ping", "order.updated", "order.updated"]
    (order,) = app.read("orders", status="refunded")
    assert order["date_paid_gmt"]
    assert app.read(f"orders/{order['id']}/refunds")[0]["amount"] == "2500.00"
    assert app.read("products", sku="HAAT-1")[0]["total_sales"] == 2
    turned = app.ask("PUT", f"orders/{order['id']}", json={"status": "completed"})
    assert turned.json()["status"] == "completed"
    assert app.ask("PUT", f"orders/{order['id']}", json={"status": "lost"}).status_code == 400
    assert app.ask("GET", "orders/999").status_code == 404


def test_orders_are_listed_by_their_last_change(sandbox: SandboxServer, app: WooApp) -> None:
    app.made(**vase(status="publish"))
    first = bought(app, "1")
    sandbox.world.advance(60)
    bought(app, "1")
    sandbox.world.advance(60)
    stepped(first, "processing")
    gmt = {"dates_are_gmt": "true", "orderby": "modified", "order": "asc"}
    listed = app.read("orders", **gmt)
    assert [one["status"] for one in listed] == ["pending", "processing"]
    since = app.read("orders", modified_after=listed[0]["date_modified_gmt"], **gmt)
    assert [one["status"] for one in since] == ["processing"]
    local = app.read("orders", modified_after=listed[0]["date_modified"])
    assert [one["status"] for one in local] == ["processing"]
    assert app.ask("GET", "orders", params={"after": "soon"}).status_code == 400


def test_what_is_sold_out_cannot_be_bought(app: WooApp) -> None:
    product = app.made(**vase(status="publish"))
    bought(app, "3")
    assert "Sold out" in WEB.get(product["permalink"]).text
    address = f"{app.sandbox.host(SHOP)}/product/terracotta-vase/buy"
    assert WEB.post(address).status_code == 404


def test_five_failures_in_a_row_disable_a_webhook_until_it_is_switched_on(
    app: WooApp, receiver: WebhookReceiver
) -> None:
    app.made(**vase(status="publish", stock_quantity=20))
    made = subscribed(app, receiver)
    receiver.statuses = [500] * 5
    for number in range(5):
        assert app.read(f"webhooks/{made['id']}")["status"] == "active", number
        bought(app, "1")
    assert app.read("webhooks")[0]["status"] == "disabled"
    bought(app, "1")
    assert len(receiver.requests) == 6
    put = app.ask("PUT", f"webhooks/{made['id']}", json={"status": "active"})
    assert put.json()["status"] == "active"
    bought(app, "1")
    assert len(receiver.requests) == 7


def test_the_same_webhook_may_come_twice(app: WooApp, receiver: WebhookReceiver) -> None:
    subscribed(app, receiver, "product.created")
    settings.change(app.sandbox.world, "woocommerce_webhooks", "duplicated")
    app.made(**vase())
    pumped(app.sandbox)
    (_, (first, body), (second, again)) = receiver.requests
    assert (first["x-wc-webhook-delivery-id"], body) == (second["x-wc-webhook-delivery-id"], again)


def test_webhooks_may_come_in_the_wrong_order(app: WooApp, receiver: WebhookReceiver) -> None:
    for topic in ("product.updated", "product.created"):
        subscribed(app, receiver, topic)
    settings.change(app.sandbox.world, "woocommerce_webhooks", "disordered")
    batch = {"create": [vase(sku="A"), vase(sku="B")]}
    app.ask("POST", "products/batch", json=batch)
    pumped(app.sandbox)
    skus = [json.loads(body)["sku"] for _, body in receiver.requests[2:]]
    assert skus == ["B", "A"]


def test_a_webhook_can_be_changed_and_taken_away(app: WooApp, receiver: WebhookReceiver) -> None:
    made = subscribed(app, receiver, "product.deleted")
    path = f"webhooks/{made['id']}"
    app.ask("PUT", path, json={"status": "paused"})
    product = app.made(**vase())
    app.ask("DELETE", f"products/{product['id']}", params={"force": "true"})
    pumped(app.sandbox)
    assert topics(receiver) == ["ping"]
    assert app.ask("DELETE", path).status_code == 501
    assert app.ask("DELETE", path, params={"force": "true"}).status_code == 200
    assert app.ask("GET", path).json()["code"] == "woocommerce_rest_shop_webhook_invalid_id"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"topic": "order.created"}, "rest_missing_callback_param"),
        (
            {"topic": "order.lost", "delivery_url": "https://a.example"},
            "woocommerce_rest_shop_webhook_invalid_topic",
        ),
        (
            {"topic": "order.created", "delivery_url": "ftp://a.example"},
            "woocommerce_rest_shop_webhook_invalid_delivery_url",
        ),
        (
            {"topic": "order.created", "delivery_url": "https://a.example", "status": "on"},
            "rest_invalid_param",
        ),
    ],
)
def test_a_wrong_webhook_is_refused(app: WooApp, fields: dict[str, str], code: str) -> None:
    answer = app.ask("POST", "webhooks", json=fields)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
