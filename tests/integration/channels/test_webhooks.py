"""Vendors' webhooks: verified, stored once, handled from the queue, whatever the order."""

import json
from datetime import timedelta
from itertools import permutations

import pytest

from functions.channels.model.connection import AccountKey
from functions.channels.wiring.container import container
from tests.clocks import now
from tests.integration.aws import Reply, api_event
from tests.integration.channels import webhook_samples
from tests.integration.channels.oauth_client import OTHER, OWNER
from tests.integration.channels.webhook_samples import WebhookSample
from tests.integration.channels.webhook_sender import SHOP, WebhookSender, connect, paid

KEY = "an-unguessable-part-of-the-address"


def test_an_order_is_stored_first_and_reported_from_the_queue(sender: WebhookSender) -> None:
    connect("shopify", SHOP)
    assert sender.send("shopify", paid()).status == 200
    assert sender.rows("webhook#shopify#")[0]["outcome"] == ""
    assert not sender.cloud.outbox_events("channels", "ChannelOrderReported")

    assert sender.run_queue() == []

    (event,) = sender.cloud.outbox_events("channels", "ChannelOrderReported")
    assert event["data"] == {
        "owner_id": OWNER,
        "platform": "shopify",
        "account_id": SHOP,
        "connection_id": f"connection_of_{SHOP}",
        "order": "41",
        "status": "paid",
        "placed_at": "2026-11-21T03:30:00.000Z",
        "changed_at": "2026-11-21T03:35:00.000Z",
        "total_minor": 265_000,
        "currency": "INR",
        "revision": "20261121033500000000#1",
        "lines": [{"line": "7", "sku": "SKU-1", "listing": "77", "quantity": 2}],
    }


def test_when_it_is_handled_the_buyer_is_forgotten(sender: WebhookSender) -> None:
    connect("shopify", SHOP)
    sender.send("shopify", paid())
    assert "buyer@example.com" in sender.rows("webhook#")[0]["payload"]
    sender.run_queue()
    assert "buyer@example.com" not in json.dumps(sender.cloud.items("channels"))


def test_delivered_five_times_it_is_one_order(sender: WebhookSender) -> None:
    connect("shopify", SHOP)
    new = [sender.send("shopify", paid()).data["new"] for _ in range(5)]
    assert new == [1, 0, 0, 0, 0]
    assert sender.run_queue(times=3) == []
    assert len(sender.cloud.outbox_events("channels", "ChannelOrderReported")) == 1
    assert len(sender.rows("order#")) == 1


def test_in_any_sequence_the_order_ends_the_same(sender: WebhookSender) -> None:
    connect("shopify", SHOP)
    for number, order in enumerate(permutations(range(3))):
        for place in order:
            status = ("pending", "paid", "refunded")[place]
            deliveries = webhook_samples.shopify_order(
                number, f"2026-11-21T09:0{place}:00+05:30", financial_status=status
            )
            sender.send(
                "shopify",
                webhook_samples.shopify("orders/updated", deliveries, f"{number}-{place}"),
            )
            sender.run_queue()
    assert {row["status"] for row in sender.rows("order#")} == {"refunded"}


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("shopify", webhook_samples.shopify("orders/paid", {"id": 1}, "e", secret="another app's")),
        ("facebook", webhook_samples.meta({"object": "page", "entry": []}, secret="another app's")),
        ("shopify", (paid()[0] + b" ", paid()[1])),
        ("shopify", (paid()[0], {})),
    ],
)
def test_what_is_not_proven_is_refused_and_not_stored(
    sender: WebhookSender, path: str, sent: WebhookSample, caplog: pytest.LogCaptureFixture
) -> None:
    reply = sender.send(path, sent)
    assert (reply.status, reply.error["code"]) == (401, "signature_refused")
    assert sender.rows("webhook#") == []
    (fact,) = [vars(one) for one in caplog.records if one.getMessage() == "WebhookRefused"]
    assert (fact["platform"], fact["code"]) == (path, "signature_refused")


def test_what_another_secret_of_etsy_signed_is_refused_although_it_is_new(
    sender: WebhookSender,
) -> None:
    sent = webhook_samples.etsy({"event_type": "order.paid"}, "m", now(), "whsec_AAAA")
    reply = sender.send("etsy", sent)
    assert (reply.status, reply.error["code"]) == (401, "signature_refused")
    assert sender.rows("webhook#") == []


def test_an_old_message_of_etsy_is_refused(sender: WebhookSender) -> None:
    old = now() - timedelta(minutes=6)
    body = {"event_type": "order.paid", "shop_id": 7, "resource_url": "https://x/receipts/1"}
    assert sender.send("etsy", webhook_samples.etsy(body, "msg_1", old)).status == 401
    assert sender.send("etsy", webhook_samples.etsy(body, "msg_1", now())).status == 200


def test_meta_asks_first_and_is_answered_only_with_its_token(sender: WebhookSender) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
    for token, status, text in (
        (webhook_samples.META_TOKEN, 200, "1158201444"),
        ("guess", 401, None),
    ):
        event = api_event("GET", "/webhooks/facebook", query=query | {"hub.verify_token": token})
        reply = Reply.of(sender.cloud.call("channels.webhook_platforms", event))
        assert reply.status == status
        assert text is None or reply.text == text


def test_changes_of_meta_without_ids_are_known_by_what_they_say(sender: WebhookSender) -> None:
    connect("facebook", "104875291000001")
    change = {"field": "feed", "value": {"post_id": "1_2", "verb": "add", "item": "reaction"}}
    entry = {"id": "104875291000001", "time": 1_795_219_200, "changes": [change]}
    batch = {"object": "page", "entry": [entry, entry | {"time": 1_795_219_201}]}
    assert sender.send("facebook", webhook_samples.meta(batch)).data["new"] == 2
    assert sender.send("facebook", webhook_samples.meta(batch)).data["new"] == 0
    sender.run_queue()
    assert len(sender.cloud.outbox_events("channels", "ListingChangedExternally")) == 2


def test_an_address_of_one_connection_takes_its_own_secret_only(sender: WebhookSender) -> None:
    for owner, key in ((OWNER, KEY), (OTHER, f"{KEY}-of-another")):
        account = AccountKey(owner, "woocommerce", "shop.example")
        container().webhooks.endpoints.open(account, key, f"secret of {owner}")
    order = webhook_samples.woocommerce_order(5, "2026-11-21T04:00:00")
    mine = webhook_samples.woocommerce("order.created", order, "d-1", f"secret of {OWNER}")

    assert sender.send(f"woocommerce/{KEY}-of-another", mine).status == 401
    assert sender.send("woocommerce/somewhere", mine).status == 404
    assert sender.send(f"woocommerce/{KEY}", mine).status == 200

    sender.run_queue()
    (row,) = sender.rows("order#")
    assert (row["owner_id"], row["total"]) == (OWNER, {"minor": 185_000, "currency": "INR"})
    # Whose address it is says the account, whatever the shop calls itself in the message.
    assert row["account_id"] == "shop.example"


@pytest.mark.parametrize("path", ["woocommerce", "indiamart", f"shopify/{KEY}"])
def test_an_address_is_needed_where_it_is_the_proof_and_refused_elsewhere(
    sender: WebhookSender, path: str
) -> None:
    container().webhooks.endpoints.open(AccountKey(OWNER, "shopify", SHOP), KEY, "secret")
    assert sender.send(path, (b"webhook_id=12", {})).status == 404
    assert sender.rows("webhook#") == []


def test_the_ping_of_a_new_woocommerce_webhook_is_answered(sender: WebhookSender) -> None:
    account = AccountKey(OWNER, "woocommerce", "shop.example")
    container().webhooks.endpoints.open(account, KEY, "secret")
    assert sender.send(f"woocommerce/{KEY}", (b"webhook_id=12", {})).data["new"] == 0


def test_an_uninstalled_app_breaks_the_connection_at_once(sender: WebhookSender) -> None:
    connect("shopify", SHOP)
    sender.send("shopify", webhook_samples.shopify("app/uninstalled", {"id": 9}, "gone"))
    sender.run_queue()
    (held,) = sender.rows(f"owner#{OWNER}")
    assert (held["status"], held["sealed"]) == ("reconnect", "")


def test_what_cannot_be_read_is_closed_and_not_brought_again(sender: WebhookSender) -> None:
    connect("shopify", SHOP)
    sender.send("shopify", webhook_samples.shopify("orders/paid", {"id": 3}, "half"))
    assert sender.run_queue() == []
    assert sender.rows("webhook#")[0]["outcome"] == "unreadable"


def test_a_shop_that_nobody_connected_changes_nothing(sender: WebhookSender) -> None:
    sender.send("shopify", paid())
    sender.run_queue()
    assert sender.rows("order#") == []
    assert sender.rows("webhook#")[0]["outcome"] == "nobodys"


def test_of_two_shops_of_one_owner_each_has_its_own_orders(sender: WebhookSender) -> None:
    another = "another-shop.myshopify.com"
    connect("shopify", SHOP)
    connect("shopify", another)
    for shop in (SHOP, another):  # the same number in both
        body, headers = paid()
        theirs = {**headers, "x-shopify-shop-domain": shop, "x-shopify-event-id": f"of {shop}"}
        assert sender.send("shopify", (body, theirs)).status == 200
    sender.run_queue()
    events = sender.cloud.outbox_events("channels", "ChannelOrderReported")
    assert {one["data"]["account_id"] for one in events} == {SHOP, another}
    assert len(sender.rows("order#")) == 2
    sender.send("shopify", webhook_samples.shopify("app/uninstalled", {"id": 9}, "gone"))
    sender.run_queue()
    held = {row["account_id"]: row["status"] for row in sender.rows(f"owner#{OWNER}")}
    assert held == {SHOP: "reconnect", another: "connected"}


def test_a_message_larger_than_any_vendor_sends_is_refused(sender: WebhookSender) -> None:
    sent = webhook_samples.shopify("orders/paid", {"id": 1, "note": "x" * 300_000}, "large")
    assert sender.send("shopify", sent).status == 413


def test_an_address_of_no_platform_is_not_there(sender: WebhookSender) -> None:
    assert sender.send("orkut", paid()).status == 404


def test_a_lead_is_published_without_the_buyer(sender: WebhookSender) -> None:
    container().webhooks.endpoints.open(AccountKey(OWNER, "indiamart", "indiamart"), KEY, "")
    lead = {
        "UNIQUE_QUERY_ID": "2819034512",
        "QUERY_TYPE": "W",
        "QUERY_TIME": "2026-11-21 11:05:00",
        "SENDER_NAME": "R. Mehta",
        "SENDER_MOBILE": "+91-9800000000",
        "QUERY_PRODUCT_NAME": "Dokra horse",
    }
    raw = json.dumps({"CODE": 200, "STATUS": "SUCCESS", "RESPONSE": lead}).encode()
    assert sender.send(f"indiamart/{KEY}", (raw, {})).status == 200
    sender.run_queue()
    (event,) = sender.cloud.outbox_events("channels", "LeadReceived")
    assert event["data"]["product"] == "Dokra horse"
    assert event["data"]["asked_at"] == "2026-11-21T05:35:00.000Z"
    assert "Mehta" not in json.dumps(sender.cloud.items("channels"))
