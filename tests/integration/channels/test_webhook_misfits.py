"""What a shop signs and nobody can read: closed at once, and nobody else's orders wait for it."""

from typing import Any

import pytest

from functions.channels.model.connection import AccountKey
from functions.channels.wiring.container import container
from tests.integration.channels import webhook_samples
from tests.integration.channels.oauth_client import OTHER, OWNER
from tests.integration.channels.webhook_sender import SHOP, WebhookSender, connect

SHOP_OF = {OWNER: "asha.example", OTHER: "evil.example"}
AT = "2026-11-21T04:00:00"
LINE = webhook_samples.woocommerce_order(0, AT)["line_items"][0]
MISFITS: list[dict[str, Any]] = [
    {"line_items": [1]},
    {"line_items": {"a": 1}},
    {"line_items": [LINE] * 501},
    {"line_items": [{**LINE, "quantity": "many"}]},
    {"line_items": [{**LINE, "quantity": 10**40}]},
    {"line_items": [{**LINE, "quantity": -1}]},
    {"line_items": [{**LINE, "total": "1e5"}]},
    {"line_items": [{**LINE, "total": {"amount": 1}}]},
    {"total": "a lot"},
    {"total": "1850,00"},
    {"total": ["1850.00"]},
    {"currency": "rupees"},
    {"currency": {}},
    {"id": "x" * 4000},
    {"id": {"$": 1}},
    {"date_modified_gmt": "yesterday"},
    {"date_modified_gmt": 5},
    {"date_modified_gmt": "0001-01-01T00:00:00+05:30"},
    {"status": ["paid"]},
]


def open_shop(owner: str) -> None:
    account = AccountKey(owner, "woocommerce", SHOP_OF[owner])
    container().webhooks.endpoints.open(account, f"key-of-{owner}", f"secret of {owner}")


def send_order(sender: WebhookSender, owner: str, number: int, name: str, **more: Any) -> int:
    order = webhook_samples.woocommerce_order(number, AT, **more)
    sent = webhook_samples.woocommerce("order.created", order, name, f"secret of {owner}")
    reply = sender.send(f"woocommerce/key-of-{owner}", sent)
    return reply.status


def test_orders_that_nobody_can_read_hold_up_none_among_them(sender: WebhookSender) -> None:
    open_shop(OWNER)
    open_shop(OTHER)
    for number, misfit in enumerate(MISFITS, 1):
        assert send_order(sender, OTHER, number, f"evil-{number}", **misfit) == 200
        assert send_order(sender, OWNER, number, f"good-{number}") == 200

    assert sender.run_queue() == []

    assert {row["owner_id"] for row in sender.rows("order#")} == {OWNER}
    assert len(sender.rows("order#")) == len(MISFITS)
    outcomes = {row["message_id"]: row["outcome"] for row in sender.rows("webhook#")}
    assert {outcomes[f"evil-{number}"] for number in range(1, len(MISFITS) + 1)} == {"unreadable"}
    assert {row["payload"] for row in sender.rows("webhook#")} == {""}


def test_one_delivery_id_of_two_shops_is_two_orders(sender: WebhookSender) -> None:
    open_shop(OWNER)
    open_shop(OTHER)
    assert send_order(sender, OTHER, 1, "delivery-x") == 200
    assert send_order(sender, OWNER, 2, "delivery-x") == 200

    assert sender.run_queue() == []

    assert {row["owner_id"]: row["order_id"] for row in sender.rows("order#")} == {
        OTHER: "1",
        OWNER: "2",
    }


@pytest.mark.parametrize(
    "misfit",
    [{"line_items": ["a"]}, {"total_price": "much"}, {"id": []}, {"updated_at": "then"}],
)
def test_an_order_of_a_store_that_nobody_can_read_is_closed(
    sender: WebhookSender, misfit: dict[str, Any]
) -> None:
    connect("shopify", SHOP)
    order = webhook_samples.shopify_order(1, "2026-11-21T09:00:00+05:30", **misfit)
    sender.send("shopify", webhook_samples.shopify("orders/paid", order, "odd"))

    assert sender.run_queue() == []
    assert [row["outcome"] for row in sender.rows("webhook#")] == ["unreadable"]


def test_an_id_longer_than_a_key_is_refused(sender: WebhookSender) -> None:
    sent = webhook_samples.shopify("orders/paid", {"id": 1}, "x" * 4000)
    assert sender.send("shopify", sent).error["code"] == "webhook_unreadable"


@pytest.mark.parametrize(
    "odd", [1, "entry", {"id": "1", "changes": [1]}, {"id": {}}, {"id": "1", "changes": [{}]}]
)
def test_an_odd_entry_of_a_batch_hides_no_other_page(sender: WebhookSender, odd: object) -> None:
    connect("facebook", "104875291000001")
    change = {"field": "feed", "value": {"post_id": "1_2", "verb": "add"}}
    good = {"id": "104875291000001", "time": 1_795_219_200, "changes": [change]}
    sent = webhook_samples.meta({"object": "page", "entry": [odd, good]})

    assert sender.send("facebook", sent).data["new"] == 1
    assert sender.run_queue() == []
    assert len(sender.cloud.outbox_events("channels", "ListingChangedExternally")) == 1


@pytest.mark.parametrize(
    "body", [{"object": 5, "entry": []}, {"object": "page", "entry": {}}, {"entry": "x"}]
)
def test_an_odd_batch_is_refused(sender: WebhookSender, body: dict[str, Any]) -> None:
    reply = sender.send("facebook", webhook_samples.meta(body))
    assert (reply.status, reply.error["code"]) == (422, "webhook_unreadable")
