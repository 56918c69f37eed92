"""What vendors' webhooks say of an order: its amount, and the pieces in its lines."""

from typing import Any

import pytest

from tests.integration.channels import webhook_samples
from tests.integration.channels.webhook_sender import SHOP, WebhookSender, connect


def reported(sender: WebhookSender, **more: Any) -> dict[str, Any]:
    """What is said of an order of the shop that is as the sample with `more`."""
    at = "2026-11-21T09:05:00+05:30"
    order = webhook_samples.shopify_order(41, at, **more)
    sender.send("shopify", webhook_samples.shopify("orders/updated", order, "event"))
    assert sender.run_queue() == []
    (event,) = sender.cloud.outbox_events("channels", "ChannelOrderReported")
    data: dict[str, Any] = event["data"]
    return data


def test_amounts_with_more_decimals_and_negative_lines_are_a_sale_too(
    sender: WebhookSender,
) -> None:
    connect("shopify", SHOP)
    (line,) = webhook_samples.shopify_order(41, "")["line_items"]
    voucher = line | {"id": 9, "sku": "", "price": "-50.0000", "quantity": 1}
    said = reported(sender, total_price="2600.004999", line_items=[line, voucher])
    assert said["total_minor"] == 260_000
    assert [one["quantity"] for one in said["lines"]] == [2, 1]


@pytest.mark.parametrize(
    ("more", "present", "quantity"),
    [
        ({}, 1, 1),
        ({"financial_status": "refunded"}, 0, 2),
        ({"financial_status": "partially_refunded"}, 1, 2),
        ({"cancelled_at": "2026-11-21T09:04:00+05:30"}, 2, 0),
    ],
    ids=["edited", "refunded", "refunded in part", "cancelled"],
)
def test_a_line_says_how_many_pieces_are_the_buyers(
    sender: WebhookSender, more: dict[str, Any], present: int, quantity: int
) -> None:
    connect("shopify", SHOP)
    (line,) = webhook_samples.shopify_order(41, "")["line_items"]
    said = reported(sender, line_items=[line | {"current_quantity": present}], **more)
    assert [one["quantity"] for one in said["lines"]] == [quantity]
