"""A connected shop: its address, how its host lets us authenticate, and its webhooks."""

import json
import os

import pytest

from functions.channels.adapters.woocommerce.api import Sites, StoreCredentials
from functions.channels.errors import Rejected
from functions.channels.wiring.container import container
from infra.local.sandbox import settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.woocommerce.keys import KEYS
from tests.integration.channels.merchant import (
    SHOP,
    SITE,
    Merchant,
)
from tests.integration.channels.oauth_client import OWNER, WEB, account, calls, inject_fault
from tests.integration.wiring import reset_wiring


def test_a_host_that_drops_the_header_is_spoken_to_by_query(merchant: Merchant) -> None:
    settings.change(merchant.sandbox.world, "woocommerce_basic_header", "stripped")
    assert merchant.connect() == {"connected": "woocommerce"}
    assert len(merchant.webhooks) == 4
    assert merchant.artisan.api("POST", merchant.artisan.at("woocommerce", "/test"), {}).data[
        "status"
    ] == ("connected")
    merchant.artisan.api("DELETE", merchant.artisan.at("woocommerce"))
    assert merchant.webhooks == []


def test_connecting_again_leaves_one_address_and_its_webhooks(merchant: Merchant) -> None:
    merchant.connect()
    first = merchant.rows("endpoint#")
    merchant.connect()
    (second,) = merchant.rows("endpoint#")
    assert [second] != first
    addresses = {one["delivery_url"] for one in merchant.webhooks}
    assert len(addresses) == 1
    assert len(merchant.webhooks) == 4


def test_without_webhooks_it_is_connected_all_the_same(merchant: Merchant) -> None:
    inject_fault(merchant.sandbox, FaultKind.ERROR, "*/webhooks", vendor="woocommerce", status=500)
    assert merchant.connect() == {"connected": "woocommerce"}
    held = merchant.connection()
    assert held["status"] == "connected"
    assert "does not tell Haat of sales" in held["problem"]["message"]
    assert merchant.rows("endpoint#") == []
    tested = merchant.artisan.api("POST", merchant.artisan.at("woocommerce", "/test"), {}).data
    assert (tested["status"], tested["problem"]) == ("connected", None)
    assert (len(merchant.rows("endpoint#")), len(merchant.webhooks)) == (1, 4)


def test_webhooks_that_the_shop_disabled_are_enabled_by_a_test(merchant: Merchant) -> None:
    merchant.connect()
    kind = SITE.kind("webhook")
    for one in merchant.webhooks:
        merchant.sandbox.world.put(kind, str(one["id"]), {**one, "status": "disabled"})
    merchant.artisan.api("POST", merchant.artisan.at("woocommerce", "/test"), {})
    assert {one["status"] for one in merchant.webhooks} == {"active"}


def test_revoked_keys_are_reported_when_tested(merchant: Merchant) -> None:
    merchant.connect()
    merchant.sandbox.world.clear(SITE.kind(KEYS))
    tested = merchant.artisan.api("POST", merchant.artisan.at("woocommerce", "/test"), {}).data
    assert (tested["status"], tested["problem"]["remedy"]) == (
        "reconnect",
        "Connect the shop again under Connections.",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "http://shop.asha-crafts.example",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "shop.example:8443",
        "asha@shop.example",
        "shop.example?x=1",
        "shop.example/../admin",
        "shop..example",
        "javascript:alert(1)",
        "shop",
        "",
    ],
)
def test_what_is_no_shops_address_is_refused_before_any_call(
    merchant: Merchant, typed: str
) -> None:
    reply = merchant.authorize(typed)
    assert (reply.status, reply.error["code"]) == (422, "invalid_connect_input")
    assert calls(merchant.sandbox, "woocommerce", lambda _: True) == 0


@pytest.mark.parametrize(
    "typed",
    [SHOP, f"https://{SHOP}/", "Shop.Asha-Crafts.EXAMPLE", f"https://{SHOP}/wp-admin/admin.php"],
)
def test_the_address_is_taken_out_of_what_people_put_around_it(
    merchant: Merchant, typed: str
) -> None:
    url = merchant.begin(typed).url
    assert url.startswith(f"{merchant.sandbox.host(SHOP)}/wc-auth/v1/authorize?")


@pytest.mark.parametrize(
    ("mood", "words"),
    [("moved", "another address"), ("plain_permalinks", "API is not where")],
)
def test_a_site_that_is_no_shop_is_reported_before_the_browser_leaves(
    merchant: Merchant, mood: str, words: str
) -> None:
    settings.change(merchant.sandbox.world, "woocommerce_host", mood)
    reply = merchant.authorize(SHOP)
    assert reply.error["code"] == "invalid_account"
    assert words in reply.error["message"]
    assert reply.error["details"]["remedy"]


def test_a_private_address_is_never_called(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real pattern of addresses, a name that leads inside is refused by the client."""
    monkeypatch.setitem(os.environ, "WOOCOMMERCE_API_URL", "https://{shop}")
    reset_wiring()
    for inside in ("localhost.localdomain", "ip6-localhost.localdomain"):
        reply = merchant.authorize(inside)
        assert (reply.status, reply.error["code"]) == (409, "invalid_account")
    sites = Sites(container().vendor_client, "https://127.0.0.1/{shop}")
    with pytest.raises(Rejected, match="does not call"):
        sites(StoreCredentials(SHOP, "ck_1:cs_2"), "GET", "products")


def test_an_order_comes_signed_to_the_connections_own_address(merchant: Merchant) -> None:
    merchant.connect()
    owner = {"sku": "HAAT-1", "name": "Vase", "status": "publish", "regular_price": "1250.00"}
    auth = container().token_access.use(*account("woocommerce"), lambda one: one.token).split(":")
    made = WEB.post(
        f"{merchant.sandbox.host(SHOP)}/wp-json/wc/v3/products",
        json=owner,
        auth=(auth[0], auth[1]),
    )
    assert made.status_code == 201
    WEB.post(f"{merchant.sandbox.host(SHOP)}/product/vase/buy", data={"quantity": "2"})
    WEB.post(f"{merchant.sandbox.url}/_sandbox/webhooks")
    merchant.cloud.relay("channels")
    for event in merchant.cloud.on_bus():
        if event["detail-type"] == "WebhookReceived":
            records = [{"messageId": "1", "body": json.dumps(event)}]
            merchant.cloud.call("channels.queue_webhooks", {"Records": records})
    (order,) = merchant.rows("order#")
    assert (order["owner_id"], order["total"]) == (OWNER, {"minor": 250_000, "currency": "INR"})
