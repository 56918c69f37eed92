"""A buyer orders in the store: what it tells by webhook becomes a sale, once, without the buyer."""

import json
from collections.abc import Iterator

import pytest

from infra.local.sandbox import settings, shopify
from tests.integration.aws import Reply, api_event
from tests.integration.channels.people import OWNER, WEB, Artisan, listing
from tests.integration.sandbox.shopify.app import Ear, listening
from tests.platforms.shopify.test_listing import seller, sold

__all__ = ["seller"]


@pytest.fixture
def ear(seller: Artisan) -> Iterator[Ear]:
    """Hears what the store tells; the address that it was given is another machine's."""
    world = seller.sandbox.world
    with listening() as exchange:
        for one in world.find("shopify.subscription"):
            world.put("shopify.subscription", one["number"], {**one, "uri": exchange.url})
        settings.change(world, "shopify_webhooks", "duplicated")
        yield exchange
        settings.change(world, "shopify_webhooks", "off")


def everything(seller: Artisan, ear: Ear) -> list[tuple[dict[str, str], bytes]]:
    """What was told, once nothing is on its way any more."""
    assert WEB.post(f"{seller.sandbox.url}/_sandbox/webhooks").status_code == 200
    return list(ear.heard)


def tell(seller: Artisan, headers: dict[str, str], body: bytes) -> Reply:
    event = api_event("POST", "/webhooks/shopify", body.decode(), headers=headers)
    return Reply.of(seller.cloud.call("channels.webhook_platforms", event))


def run_queue(seller: Artisan) -> None:
    seller.cloud.relay("channels")
    told = [one for one in seller.cloud.on_bus() if one["detail-type"] == "WebhookReceived"]
    records = [{"messageId": str(at), "body": json.dumps(one)} for at, one in enumerate(told)]
    answer = seller.cloud.call("channels.queue_webhooks", {"Records": records})
    assert answer["batchItemFailures"] == []


def test_an_order_in_the_store_is_one_sale_without_its_buyer(seller: Artisan, ear: Ear) -> None:
    one = listing(seller.sandbox)
    done = sold(one)
    ordered = WEB.post(f"{done.url}/buy", data={"quantity": "2"})
    WEB.post(f"{seller.sandbox.url}{ordered.headers['location']}", data={"step": "pay"})
    told = everything(seller, ear)
    assert {"orders/create", "orders/updated"} <= set(ear.topics())
    assert not any(b"Priya" in body for _, body in told)
    # Last things first, and everything twice.
    for headers, body in told[::-1]:
        assert tell(seller, headers, body).status == 200
    run_queue(seller)
    said = seller.cloud.said("channels", "ChannelOrderReported")
    assert {event["data"]["order"] for event in said} == {said[0]["data"]["order"]}
    newest = said[-1]["data"]
    assert (newest["owner_id"], newest["status"]) == (OWNER, "paid")
    assert (newest["total_minor"], newest["skus"]) == (2 * one.price.minor, [one.sku])
    (kept,) = [row for row in seller.cloud.items("channels") if str(row["pk"]).startswith("order#")]
    assert kept["status"] == "paid"


def gone(ear: Ear) -> tuple[dict[str, str], bytes]:
    """How the store told that Haat was removed."""
    return next(told for told in ear.heard if told[0]["x-shopify-topic"] == "app/uninstalled")


def test_a_store_that_removed_haat_asks_for_a_reconnect(seller: Artisan, ear: Ear) -> None:
    shopify.disconnect(seller.sandbox.world)
    everything(seller, ear)
    assert tell(seller, *gone(ear)).status == 200
    run_queue(seller)
    held = seller.connection("shopify")
    assert (held["status"], "removed" in held["problem"]["message"]) == ("reconnect", True)


def test_a_removal_that_is_told_late_leaves_the_new_connection(seller: Artisan, ear: Ear) -> None:
    """Shopify repeats for four hours what it could not tell; she has come back meanwhile."""
    shopify.disconnect(seller.sandbox.world)
    everything(seller, ear)
    assert seller.connect("shopify") == {"connected": "shopify"}
    assert tell(seller, *gone(ear)).status == 200
    run_queue(seller)
    assert seller.connection("shopify")["status"] == "connected"


def test_a_changed_byte_is_nobodys_word(seller: Artisan, ear: Ear) -> None:
    sold(listing(seller.sandbox))
    headers, body = everything(seller, ear)[0]
    assert tell(seller, headers, body.replace(b"}", b" }", 1)).status == 401
    assert tell(seller, headers, body).status == 200
