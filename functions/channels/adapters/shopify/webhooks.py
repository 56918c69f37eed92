"""Parses webhooks of Shopify, which are signed with the app's secret and sent until answered.

https://shopify.dev/docs/apps/build/webhooks
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from functions.channels.adapters.http.webhook_formats import instant, read_object, required, text_of
from functions.channels.model.channel_orders import ChannelOrderLine, OrderStatus
from functions.channels.model.webhook_events import (
    AppUninstalled,
    Ignored,
    ListingActivity,
    Meaning,
    OrderChanged,
)
from kernel.money import Money
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
            at = str(data.get(_AT) or "")
            return AppUninstalled(delivery.account, instant(at) if at else None)
        if delivery.topic.startswith("orders/"):
            return order_seen(delivery.account, data)
        if delivery.topic.startswith("products/"):
            return ListingActivity(delivery.account, str(data.get("id", "")))
        return Ignored()


def order_seen(shop: str, data: Mapping[str, Any]) -> OrderChanged:
    """The `OrderChanged` of an order's JSON; raises `WebhookUnreadable`."""
    name, placed, changed, total, currency = required(
        data, "id", "created_at", "updated_at", "total_price", "currency"
    )
    return OrderChanged(
        shop,
        name,
        _status(data),
        instant(placed),
        instant(changed),
        Money.reported(total, currency),
        tuple(
            _line(line, currency, _quantity(line, data)) for line in data.get("line_items") or []
        ),
    )


def _quantity(line: Mapping[str, Any], order: Mapping[str, Any]) -> int:
    """How many the buyer gets: the present number, but for a refund, which lowers that as well."""
    is_refunded = str(order.get("financial_status")) in ("refunded", "partially_refunded")
    present = None if is_refunded else line.get("current_quantity")
    return int((line.get("quantity") if present is None else present) or 0)


def _line(line: Mapping[str, Any], currency: str, quantity: int) -> ChannelOrderLine:
    return ChannelOrderLine(
        str(line.get("id") or ""),
        str(line.get("sku") or ""),
        str(line.get("product_id") or ""),
        str(line.get("title") or ""),
        quantity,
        Money.reported(str(line.get("price") or "0"), currency),
    )


_FINANCIAL: Mapping[str, OrderStatus] = {
    "paid": "paid",
    "partially_refunded": "paid",
    "refunded": "refunded",
    "voided": "cancelled",
}


def _status(data: Mapping[str, Any]) -> OrderStatus:
    paid = _FINANCIAL.get(str(data.get("financial_status")), "open")
    if paid == "refunded":
        return paid
    if data.get("cancelled_at"):
        return "cancelled"
    return "shipped" if data.get("fulfillment_status") == "fulfilled" else paid


def parser(given: Mapping[str, str]) -> ShopifyWebhookParser:
    """The `WebhookParser` of Shopify."""
    return ShopifyWebhookParser(given.get("shopify_client_secret", ""))
