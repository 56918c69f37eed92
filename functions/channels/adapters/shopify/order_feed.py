"""Lists the orders of a Shopify store that changed.

https://shopify.dev/docs/api/admin-graphql/latest/queries/orders
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from functions.channels.adapters.http.order_pages import listed, readable
from functions.channels.adapters.shopify.graphql import ShopifyGraphql
from functions.channels.adapters.shopify.webhooks import order_seen
from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import Account
from functions.channels.model.syncs import ChannelOrderPage

ORDERS = """
query Orders($first: Int!, $after: String, $query: String!) {
  orders(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {
    nodes {
      legacyResourceId createdAt updatedAt cancelledAt currencyCode
      displayFinancialStatus displayFulfillmentStatus
      totalPriceSet { shopMoney { amount currencyCode } }
      lineItems(first: 20) {
        nodes {
          id sku title quantity currentQuantity
          originalUnitPriceSet { shopMoney { amount } }
          product { legacyResourceId }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
_MOST = 10
"""A query may cost a thousand points; ten orders with twenty lines cost about half of that."""


class ShopifyOrderFeed:
    """The `OrderFeed` of a store."""

    def __init__(self, admin: ShopifyGraphql) -> None:
        self._admin = admin

    def orders(
        self, account: Account, owner_id: str, since: datetime, cursor: str
    ) -> ChannelOrderPage:
        """Channel orders in the order of their last change, which the store's cursor holds."""
        variables = {
            "first": _MOST,
            "after": cursor or None,
            "query": f"updated_at:>='{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'",
        }
        answer = self._admin((account.account_id, account.token), ORDERS, variables)["orders"]

        def read(one: Any) -> ChannelOrder:  # noqa: ANN401  # any JSON
            seen = order_seen(account.account_id, _as_webhook(one))
            return seen.order(owner_id, account.platform)

        data = listed(answer.get("nodes"), "Shopify")
        orders = readable(data, account.platform, read)
        where = answer["pageInfo"]
        return ChannelOrderPage(orders, str(where["endCursor"]) if where["hasNextPage"] else "")


def _as_webhook(order: Mapping[str, Any]) -> dict[str, Any]:
    """An order in the form of the store's webhooks, so that both give the same channel order."""
    total = order["totalPriceSet"]["shopMoney"]
    return {
        "id": order["legacyResourceId"],
        "created_at": order["createdAt"],
        "updated_at": order["updatedAt"],
        "cancelled_at": order["cancelledAt"],
        "financial_status": str(order["displayFinancialStatus"] or "").lower(),
        "fulfillment_status": str(order["displayFulfillmentStatus"] or "").lower(),
        "total_price": total["amount"],
        "currency": total["currencyCode"],
        "line_items": [_line(one) for one in order["lineItems"]["nodes"]],
    }


def _line(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(one["id"]).rpartition("/")[2],
        "sku": one["sku"],
        "title": one["title"],
        "quantity": one["quantity"],
        "current_quantity": one["currentQuantity"],
        "price": one["originalUnitPriceSet"]["shopMoney"]["amount"],
        "product_id": (one["product"] or {}).get("legacyResourceId"),
    }
