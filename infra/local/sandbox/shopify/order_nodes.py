"""Orders as the Admin API shows them."""

from typing import Any

from graphql import GraphQLResolveInfo

from infra.local.sandbox.shopify import products
from infra.local.sandbox.shopify.context import Node, RequestContext, connection, money, when
from infra.local.sandbox.shopify.nodes import product, variant
from infra.local.sandbox.shopify.shops import CURRENCY, gid
from infra.local.sandbox.world import Document

Json = Any  # any JSON value


def order(context: RequestContext, kept: Document) -> Node:
    """An Order; who bought is protected customer data, which this app has not asked for."""
    total = kept["total"]
    refunded = total if kept["financial"] == "REFUNDED" else "0.00"

    def lines(_: GraphQLResolveInfo, **given: Json) -> Node:
        return connection([_line(context, one) for one in kept["lines"]], given)

    return {
        "__typename": "Order",
        "id": gid("Order", kept["number"]),
        "legacyResourceId": kept["number"],
        "name": kept["name"],
        "createdAt": when(kept["created"]),
        "processedAt": when(kept["created"]),
        "updatedAt": when(kept["updated"]),
        "closedAt": None,
        "cancelledAt": kept["cancelled"] and when(kept["cancelled"]),
        "cancelReason": "CUSTOMER" if kept["cancelled"] else None,
        "currencyCode": CURRENCY,
        "displayFinancialStatus": kept["financial"],
        "displayFulfillmentStatus": "UNFULFILLED",
        "fullyPaid": kept["financial"] == "PAID",
        "lineItems": lines,
        "subtotalPriceSet": money(total),
        "totalPriceSet": money(total),
        "currentTotalPriceSet": money("0.00" if kept["cancelled"] else total),
        "totalRefundedSet": money(refunded),
        "totalShippingPriceSet": money("0.00"),
        "totalTaxSet": money("0.00"),
        "tags": [],
        "test": False,
    }


def _line(context: RequestContext, line: Document) -> Node:
    kept = products.of(context, gid("Product", line["product"]))
    sold = [one for one in kept["variants"] if one["number"] == line["variant"]] if kept else []
    return {
        "__typename": "LineItem",
        "id": gid("LineItem", line["number"]),
        "title": line["title"],
        "name": line["title"],
        "variantTitle": line["variant_title"],
        "sku": line["sku"],
        "quantity": line["quantity"],
        "currentQuantity": line["quantity"],
        "originalUnitPriceSet": money(line["price"]),
        "product": product(context, kept) if kept else None,
        "variant": variant(context, kept, sold[0]) if kept and sold else None,
    }
