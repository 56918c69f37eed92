"""A buyer orders in the store: its webhooks become one stored order, without the buyer."""

import json
from collections.abc import Iterator

import pytest

from infra.local.sandbox import settings, shopify
from tests.integration.aws import Reply, api_event
from tests.integration.channels.oauth_client import OWNER, WEB, Artisan, listing
from tests.integration.sandbox.shopify.app import WebhookReceiver, webhook_receiver
from tests.platforms.shopify.test_listing import seller, sold

__all__ = ["seller"]


@pytest.fixture
def receiver(seller: Artisan) -> Iterator[WebhookReceiver]:
    """Receives the store's webhooks; the address that it was given is another machine's."""
    world = seller.sandbox.world
    with webhook_receiver() as exchange:
        for one in world.find("shopify.subscription"):
            world.put("shopify.subscription", one["number"], {**one, "uri": exchange.url})
        settings.change(world, "shopify_webhooks", "duplicated")
        yield exchange
        settings.change(world, "shopify_webhooks", "off")


def everything(seller: Artisan, receiver: WebhookReceiver) -> list[tuple[dict[str, str], bytes]]:
    """The webhooks that came, once none is on its way any more."""
    assert WEB.post(f"{seller.sandbox.url}/_sandbox/webhooks").status_code == 200
    return list(receiver.requests)


def send(seller: Artisan, headers: dict[str, str], body: bytes) -> Reply:
    event = api_event("POST", "/webhooks/shopify", body.decode(), headers=headers)
    return Reply.of(seller.cloud.call("channels.webhook_platforms", event))


def run_queue(seller: Artisan) -> None:
    seller.cloud.relay("channels")
    deliveries = [one for one in seller.cloud.on_bus() if one["detail-type"] == "WebhookReceived"]
    records = [{"messageId": str(at), "body": json.dumps(one)} for at, one in enumerate(deliveries)]
    answer = seller.cloud.call("channels.queue_webhooks", {"Records": records})
    assert answer["batchItemFailures"] == []


def test_an_order_in_the_store_is_stored_once_without_its_buyer(
    seller: Artisan, receiver: WebhookReceiver
) -> None:
    one = listing(seller.sandbox)
    done = sold(one)
    ordered = WEB.post(f"{done.url}/buy", data={"quantity": "2"})
    WEB.post(f"{seller.sandbox.url}{ordered.headers['location']}", data={"step": "pay"})
    deliveries = everything(seller, receiver)
    assert {"orders/create", "orders/updated"} <= set(receiver.topics())
    assert not any(b"Priya" in body for _, body in deliveries)
    # Last things first, and everything twice.
    for headers, body in deliveries[::-1]:
        assert send(seller, headers, body).status == 200
    run_queue(seller)
    events = seller.cloud.outbox_events("channels", "ChannelOrderReported")
    assert {event["data"]["order"] for event in events} == {events[0]["data"]["order"]}
    newest = events[-1]["data"]
    assert (newest["owner_id"], newest["status"]) == (OWNER, "paid")
    (line,) = newest["lines"]
    assert newest["total_minor"] == 2 * one.price.minor
    assert (line["sku"], line["quantity"]) == (one.sku, 2)
    (kept,) = [row for row in seller.cloud.items("channels") if str(row["pk"]).startswith("order#")]
    assert kept["status"] == "paid"


def gone(receiver: WebhookReceiver) -> tuple[dict[str, str], bytes]:
    """The webhook that says that Haat was removed."""
    return next(
        deliveries
        for deliveries in receiver.requests
        if deliveries[0]["x-shopify-topic"] == "app/uninstalled"
    )


def test_a_store_that_removed_haat_asks_for_a_reconnect(
    seller: Artisan, receiver: WebhookReceiver
) -> None:
    shopify.disconnect(seller.sandbox.world)
    everything(seller, receiver)
    assert send(seller, *gone(receiver)).status == 200
    run_queue(seller)
    held = seller.connection("shopify")
    assert (held["status"], "removed" in held["problem"]["message"]) == ("reconnect", True)


def test_a_removal_that_comes_late_leaves_the_new_connection(
    seller: Artisan, receiver: WebhookReceiver
) -> None:
    """Shopify retries a webhook for four hours; she has come back meanwhile."""
    shopify.disconnect(seller.sandbox.world)
    everything(seller, receiver)
    assert seller.connect("shopify") == {"connected": "shopify"}
    assert send(seller, *gone(receiver)).status == 200
    run_queue(seller)
    assert seller.connection("shopify")["status"] == "connected"


def test_a_changed_byte_is_nobodys_word(seller: Artisan, receiver: WebhookReceiver) -> None:
    sold(listing(seller.sandbox))
    headers, body = everything(seller, receiver)[0]
    assert send(seller, headers, body.replace(b"}", b" }", 1)).status == 401
    assert send(seller, headers, body).status == 200
