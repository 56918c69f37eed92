"""Webhooks of a WooCommerce shop: each connection has its own address and secret.

https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from functions.channels.adapters.http.webhook_formats import instant, read_object, required, text_of
from functions.channels.model.channel_orders import ChannelOrderLine, OrderStatus
from functions.channels.model.webhook_events import Ignored, ListingActivity, Meaning, OrderChanged
from kernel.money import Money
from kernel.webhooks import (
    WebhookDelivery,
    WebhookMessage,
    WebhookRequest,
    require_base64,
)

_STATUS: Mapping[str, OrderStatus] = {
    "processing": "paid",
    "completed": "shipped",
    "cancelled": "cancelled",
    "failed": "cancelled",
    "trash": "cancelled",
    "refunded": "refunded",
}


class WooCommerceWebhookParser:
    """The `WebhookParser` of every WooCommerce shop; the secret is the connection's."""

    keyed = True

    def answer_challenge(self, query: dict[str, str]) -> str:  # noqa: ARG002  # the port's
        """Always "": WooCommerce has no subscription handshake."""
        return ""

    def read(
        self,
        request: WebhookRequest,
        secret: str,  # the port's
        now: datetime,  # noqa: ARG002  # the port's
    ) -> tuple[WebhookMessage, ...]:
        """The one event of the delivery; none for the ping with which a shop tries an endpoint."""
        if request.raw.startswith(b"webhook_id="):
            return ()
        require_base64(request, "x-wc-webhook-signature", secret)
        read_object(request.raw)
        heads = {
            "X-WC-Webhook-Topic": request.header("x-wc-webhook-topic"),
            "X-WC-Webhook-Source": request.header("x-wc-webhook-source"),
            "X-WC-Webhook-Delivery-ID": request.header("x-wc-webhook-delivery-id"),
        }
        topic, shop, name = required(heads, *heads)
        return (WebhookMessage(name, topic, shop.rstrip("/"), text_of(request)),)

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """`OrderChanged`, `ListingActivity` for a product, or `Ignored`."""
        data = read_object(delivery.payload)
        # A webhook about a deleted order holds the order's id alone.
        if delivery.topic.startswith("order.") and delivery.topic != "order.deleted":
            return order_seen(delivery.account, data)
        if delivery.topic.startswith("product."):
            return ListingActivity(delivery.account, str(data.get("id", "")))
        return Ignored()


def order_seen(shop: str, data: Mapping[str, Any]) -> OrderChanged:
    """The `OrderChanged` of an order's JSON; raises `WebhookUnreadable`."""
    name, status, placed, changed, total, currency = required(
        data, "id", "status", "date_created_gmt", "date_modified_gmt", "total", "currency"
    )
    return OrderChanged(
        shop,
        name,
        _STATUS.get(status, "open"),
        instant(placed),
        instant(changed),
        Money.reported(total, currency),
        tuple(_line(line, currency) for line in data.get("line_items") or []),
    )


def _line(line: Mapping[str, Any], currency: str) -> ChannelOrderLine:
    quantity = int(line.get("quantity") or 0)
    whole = Money.reported(str(line.get("total") or "0"), currency)
    # Only the line's sum has the currency's own decimals; the unit price is a float.
    each = Money(whole.minor // quantity, currency) if quantity else whole
    return ChannelOrderLine(
        str(line.get("id") or ""),
        str(line.get("sku") or ""),
        str(line.get("product_id") or ""),
        str(line.get("name") or ""),
        quantity,
        each,
    )


def parser(given: Mapping[str, str]) -> WooCommerceWebhookParser:  # noqa: ARG001  # as every platform's
    """The `WebhookParser` of WooCommerce."""
    return WooCommerceWebhookParser()
