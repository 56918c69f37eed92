"""Webhooks as the vendors send them, signed with what the tests' settings hold."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

ETSY_SECRET = "whsec_" + base64.b64encode(b"etsy's signing key for the tests").decode()
SHOPIFY_SECRET = "shpss_for_tests"
META_SECRET = "meta secret for tests"
META_TOKEN = "what the dashboard was told"

WebhookSample = tuple[bytes, dict[str, str]]


def _mac(key: bytes, body: bytes) -> bytes:
    return hmac.new(key, body, hashlib.sha256).digest()


def meta(body: Mapping[str, Any], secret: str = META_SECRET) -> WebhookSample:
    """A batch of changes; https://developers.facebook.com/docs/graph-api/webhooks."""
    raw = json.dumps(body).encode()
    return raw, {"x-hub-signature-256": f"sha256={_mac(secret.encode(), raw).hex()}"}


def etsy(
    body: Mapping[str, Any], name: str, at: datetime, secret: str = ETSY_SECRET
) -> WebhookSample:
    """An order's event in the Standard Webhooks layout."""
    raw = json.dumps(body).encode()
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(_mac(key, b".".join((name.encode(), stamp.encode(), raw))))
    return raw, {
        "webhook-id": name,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature.decode()}",
    }


def shopify(
    topic: str, body: Mapping[str, Any], event: str, secret: str = SHOPIFY_SECRET
) -> WebhookSample:
    """A Shopify event; the webhook id differs with each delivery set, the event id does not."""
    raw = json.dumps(body).encode()
    return raw, {
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": "asha-crafts.myshopify.com",
        "x-shopify-webhook-id": f"delivery-of-{event}",
        "x-shopify-event-id": event,
        "x-shopify-hmac-sha256": base64.b64encode(_mac(secret.encode(), raw)).decode(),
    }


def woocommerce(topic: str, body: Mapping[str, Any], name: str, secret: str) -> WebhookSample:
    """A WooCommerce event, signed with the secret of its own webhook."""
    raw = json.dumps(body).encode()
    return raw, {
        "x-wc-webhook-topic": topic,
        "x-wc-webhook-source": "https://asha.example/",
        "x-wc-webhook-delivery-id": name,
        "x-wc-webhook-signature": base64.b64encode(_mac(secret.encode(), raw)).decode(),
    }


def shopify_order(number: int, changed: str, **more: Any) -> dict[str, Any]:
    """The parts of an order that are read, as `orders/*` carries them, with a buyer."""
    return {
        "id": number,
        "created_at": "2026-11-21T09:00:00+05:30",
        "updated_at": changed,
        "total_price": "2650.00",
        "currency": "INR",
        "financial_status": "paid",
        "fulfillment_status": None,
        "cancelled_at": None,
        "email": "buyer@example.com",
        "line_items": [
            {
                "id": 7,
                "sku": "SKU-1",
                "product_id": 77,
                "title": "Dokra horse",
                "quantity": 2,
                "price": "1325.00",
            }
        ],
    } | more


def woocommerce_order(number: int, changed: str, **more: Any) -> dict[str, Any]:
    """The parts of a WooCommerce order that are read."""
    return {
        "id": number,
        "status": "processing",
        "date_created_gmt": "2026-11-21T03:30:00",
        "date_modified_gmt": changed,
        "total": "1850.00",
        "currency": "INR",
        "billing": {"email": "buyer@example.com"},
        "line_items": [
            {
                "id": 8,
                "sku": "SKU-9",
                "product_id": 9,
                "name": "Ikat stole",
                "quantity": 1,
                "total": "1850.00",
            }
        ],
    } | more
