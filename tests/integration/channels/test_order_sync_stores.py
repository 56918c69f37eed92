"""Orders of Shopify and WooCommerce stores, by sync and by webhook: one stored order."""

import pytest

from functions.channels.wiring.container import container
from tests.integration.channels import posting
from tests.integration.channels.merchant import Merchant, prepared
from tests.integration.channels.oauth_client import WEB, Artisan, account, listing
from tests.integration.sandbox.shopify.app import WebhookReceiver
from tests.platforms.shopify.test_listing import seller as shopkeeper
from tests.platforms.shopify.test_listing import sold
from tests.platforms.shopify.test_orders import everything, receiver, run_queue, send

__all__ = ["receiver", "shopkeeper"]


@pytest.fixture
def seller(shopkeeper: Artisan) -> Artisan:
    """By the name under which the other file's fixture asks for her."""
    return shopkeeper


def synced(artisan: Artisan, platform: str) -> int:
    assert artisan.api("POST", artisan.at(platform, "/sync")).status == 202
    done = container().activity.sync.run(*account(platform))
    assert (done.status, done.problem) == ("done", None)
    return done.orders


def test_an_order_of_the_store_is_the_same_by_webhook_and_by_sync(
    seller: Artisan, receiver: WebhookReceiver
) -> None:
    done = sold(listing(seller.sandbox))
    ordered = WEB.post(f"{done.url}/buy", data={"quantity": "2"})
    WEB.post(f"{seller.sandbox.url}{ordered.headers['location']}", data={"step": "pay"})
    assert synced(seller, "shopify") == 1
    (read,) = seller.cloud.outbox_events("channels", "ChannelOrderReported")
    assert (read["data"]["status"], read["data"]["total_minor"]) == ("paid", 250_000)
    (line,) = read["data"]["lines"]
    assert line["sku"] == listing(seller.sandbox).sku
    for headers, body in everything(seller, receiver):
        assert send(seller, headers, body).status == 200
    run_queue(seller)
    # What was said before is on the bus by now; nothing was said again.
    assert seller.cloud.outbox_events("channels", "ChannelOrderReported") == []


def test_a_stores_orders_come_in_pages(seller: Artisan) -> None:
    done = sold(listing(seller.sandbox))
    world = seller.sandbox.world
    WEB.post(f"{done.url}/buy", data={"quantity": "1"})
    (order,) = world.find("shopify.order")
    for number in range(1, 24):
        name = str(int(order["number"]) + number)
        copy = {**order, "number": name, "updated": order["updated"] + number}
        world.put("shopify.order", name, copy)
    assert synced(seller, "shopify") == 24
    assert synced(seller, "shopify") == 0


def test_a_shops_orders_are_read_once_with_their_changes(merchant: Merchant) -> None:
    assert merchant.connect() == {"connected": "woocommerce"}
    one = listing(merchant.sandbox)
    done = posting.finish(*account("woocommerce"), one, prepared(one).handle)
    WEB.post(f"{done.url.rstrip('/')}/buy", data={"quantity": "2"})
    orders = merchant.sandbox.world.items("woocommerce.order")
    artisan = merchant.artisan
    count = synced(artisan, "woocommerce")
    assert (count, synced(artisan, "woocommerce")) == (1, 0), orders
    (event,) = merchant.cloud.outbox_events("channels", "ChannelOrderReported")
    (line,) = event["data"]["lines"]
    assert (event["data"]["total_minor"], line["sku"]) == (250_000, one.sku)
