"""Parses webhooks of Shopify, which are signed with the app's secret and sent until answered.

https://shopify.dev/docs/apps/build/webhooks
"""

import json
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
from functions.channels.model.webhook_events import (
    AppUninstalled,
    Ignored,
    ListingActivity,
    Meaning,
    OrderChanged,
)
from kernel.webhooks import (
    WebhookDelivery,
    WebhookMessage,
    WebhookRequest,
    require_base64,
)

_GONE = frozenset({"app/uninstalled", "shop/redact"})
_AT = "triggered_at"


class ShopifyWebhookParser:
    """The `WebhookParser` of the Shopify app; `secret` is its client secret."""

    keyed = False

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def answer_challenge(self, query: dict[str, str]) -> str:  # noqa: ARG002  # the port's
        """Always "": Shopify has no subscription handshake."""
        return ""

    def read(
        self,
        request: WebhookRequest,
        secret: str,  # noqa: ARG002  # the port's
        now: datetime,  # noqa: ARG002  # the port's
    ) -> tuple[WebhookMessage, ...]:
        """The delivery's one event; subscriptions share the event's `X-Shopify-Event-Id`."""
        require_base64(request, "x-shopify-hmac-sha256", self._secret)
        read_object(request.raw)
        heads = {
            "X-Shopify-Topic": request.header("x-shopify-topic"),
            "X-Shopify-Shop-Domain": request.header("x-shopify-shop-domain"),
            "X-Shopify-Webhook-Id": request.header("x-shopify-webhook-id"),
        }
        topic, shop, name = required(heads, *heads)
        event = request.header("x-shopify-event-id") or name
        # Of a store that has left only the time is kept: it may have come back since.
        at = {_AT: request.header("x-shopify-triggered-at")}
        payload = json.dumps(at) if topic in _GONE else text_of(request)
        # Shopify sends one event under several topics (orders/create, orders/paid): a message each.
        return (WebhookMessage(f"{event}#{topic}", topic, shop, payload),)

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """`OrderChanged`, `ListingActivity` for a product, `AppUninstalled`, or `Ignored`."""
        data = read_object(delivery.payload)
        if delivery.topic in _GONE:
            at = shaped(_Departure, data).triggered_at
            return AppUninstalled(delivery.account, instant(at) if at else None)
        if delivery.topic.startswith("orders/"):
            return order_seen(delivery.account, data)
        if delivery.topic.startswith("products/"):
            return ListingActivity(delivery.account, shaped(_Product, data).id)
        return Ignored()


class _Departure(VendorShape):
    triggered_at: OptionalId = ""


class _Product(VendorShape):
    id: OptionalId = ""


class _Line(VendorShape):
    id: OptionalId = ""
    sku: OptionalId = ""
    product_id: OptionalId = ""
    title: Title = ""
    quantity: Count = 0
    current_quantity: Count | None = None
    price: Amount = "0"


class _Order(VendorShape):
    id: VendorId
    created_at: VendorId
    updated_at: VendorId
    total_price: VendorId
    currency: VendorId
    financial_status: OptionalId = ""
    fulfillment_status: OptionalId = ""
    cancelled_at: OptionalId = ""
    line_items: Annotated[
        tuple[_Line, ...], BeforeValidator(lambda value: value or ()), Field(max_length=MOST_LINES)
    ] = ()


def order_seen(shop: str, data: object) -> OrderChanged:
    """The `OrderChanged` of an order's JSON; raises `WebhookUnreadable`."""
    order = shaped(_Order, data)
    return OrderChanged(
        shop,
        order.id,
        _status(order),
        instant(order.created_at),
        instant(order.updated_at),
        money(order.total_price, order.currency),
        tuple(_line(line, order.currency, _quantity(line, order)) for line in order.line_items),
    )


def _quantity(line: _Line, order: _Order) -> int:
    """How many the buyer gets: the present number, but for a refund, which lowers that as well."""
    is_refunded = order.financial_status in ("refunded", "partially_refunded")
    present = None if is_refunded else line.current_quantity
    return line.quantity if present is None else present


def _line(line: _Line, currency: str, quantity: int) -> ChannelOrderLine:
    price = money(line.price, currency)
    return ChannelOrderLine(line.id, line.sku, line.product_id, line.title, quantity, price)


_FINANCIAL: Mapping[str, OrderStatus] = {
    "paid": "paid",
    "partially_refunded": "paid",
    "refunded": "refunded",
    "voided": "cancelled",
}


def _status(order: _Order) -> OrderStatus:
    paid = _FINANCIAL.get(order.financial_status, "open")
    if paid == "refunded":
        return paid
    if order.cancelled_at:
        return "cancelled"
    return "shipped" if order.fulfillment_status == "fulfilled" else paid


def parser(given: Mapping[str, str]) -> ShopifyWebhookParser:
    """The `WebhookParser` of Shopify."""
    return ShopifyWebhookParser(given.get("shopify_client_secret", ""))
