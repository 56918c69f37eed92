"""Webhooks of a WooCommerce shop: each connection has its own address and secret.

https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from functions.channels.adapters.http.webhook_formats import (
    MOST_LINES,
    Amount,
    Count,
    OptionalId,
    Title,
    VendorId,
    VendorShape,
    instant,
    money,
    read_object,
    required,
    shaped,
    text_of,
)
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
            return ListingActivity(delivery.account, shaped(_Product, data).id)
        return Ignored()


class _Product(VendorShape):
    id: OptionalId = ""


class _Line(VendorShape):
    id: OptionalId = ""
    sku: OptionalId = ""
    product_id: OptionalId = ""
    name: Title = ""
    quantity: Count = 0
    total: Amount = "0"


class _Order(VendorShape):
    id: VendorId
    status: VendorId
    date_created_gmt: VendorId
    date_modified_gmt: VendorId
    total: VendorId
    currency: VendorId
    line_items: Annotated[
        tuple[_Line, ...], BeforeValidator(lambda value: value or ()), Field(max_length=MOST_LINES)
    ] = ()


def order_seen(shop: str, data: object) -> OrderChanged:
    """The `OrderChanged` of an order's JSON; raises `WebhookUnreadable`."""
    order = shaped(_Order, data)
    return OrderChanged(
        shop,
        order.id,
        _STATUS.get(order.status, "open"),
        instant(order.date_created_gmt),
        instant(order.date_modified_gmt),
        money(order.total, order.currency),
        tuple(_line(line, order.currency) for line in order.line_items),
    )


def _line(line: _Line, currency: str) -> ChannelOrderLine:
    whole = money(line.total, currency)
    # Only the line's sum has the currency's own decimals; the unit price is a float.
    each = Money(whole.minor // line.quantity, currency) if line.quantity else whole
    return ChannelOrderLine(line.id, line.sku, line.product_id, line.name, line.quantity, each)


def parser(given: Mapping[str, str]) -> WooCommerceWebhookParser:  # noqa: ARG001  # as every platform's
    """The `WebhookParser` of WooCommerce."""
    return WooCommerceWebhookParser()
