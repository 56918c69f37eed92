"""The mutations by which a store's webhooks are asked for, and the app leaves it: pure.

https://shopify.dev/docs/apps/build/webhooks
"""

from collections.abc import Iterator
from typing import Any

Json = Any  # a vendor's JSON has no closed type

_ORDERS = ("ORDERS_CREATE", "ORDERS_UPDATED")
_PRODUCTS = ("PRODUCTS_UPDATE", "PRODUCTS_DELETE")
_READ_OF_ORDERS = (
    *("id", "created_at", "updated_at", "cancelled_at", "total_price", "currency"),
    *("financial_status", "fulfillment_status", "line_items"),
)
"""The fields that are read of an order; those about the buyer are left out."""


def _listening() -> Iterator[str]:
    yield "mutation Listen($orders: WebhookSubscriptionInput!, $other: WebhookSubscriptionInput!) {"
    for topic in (*_ORDERS, *_PRODUCTS, "APP_UNINSTALLED"):
        to = "orders" if topic in _ORDERS else "other"
        yield f"  {topic.lower()}: webhookSubscriptionCreate("
        yield f"    topic: {topic}, webhookSubscription: ${to}"
        yield "  ) { userErrors { field message } }"
    yield "}"


LISTEN = "\n".join(_listening())
UNINSTALL = "mutation Uninstall { appUninstall { userErrors { field message code } } }"


def listen_variables(uri: str) -> dict[str, Json]:
    """The variables of webhook subscriptions to `uri`, limited to the fields that are read."""
    orders = {"uri": uri, "includeFields": list(_READ_OF_ORDERS)}
    return {"orders": orders, "other": {"uri": uri, "includeFields": ["id"]}}
