"""Reads an Etsy receipt as a channel order.

https://developers.etsy.com/documentation/reference/#operation/getShopReceipt
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.errors import Rejected
from functions.channels.model.channel_orders import ChannelOrder, ChannelOrderLine, OrderStatus
from functions.channels.model.connection import Account
from kernel.money import Money

_ROOT = "/v3/application"
_STATUS: Mapping[str, OrderStatus] = {
    "paid": "paid",
    "payment processing": "open",
    "open": "open",
    "completed": "shipped",
    "canceled": "cancelled",
    "fully refunded": "refunded",
    "partially refunded": "paid",
}


class EtsyOrderReader:
    """The `OrderReader` of an Etsy shop."""

    def __init__(self, vendor: VendorClient, base: str, key: str) -> None:
        self._vendor = vendor
        self._base = base
        self._key = key

    def order(self, account: Account, owner_id: str, order_id: str) -> ChannelOrder:
        """The receipt as a channel order, as it is now; raises `Rejected` for a malformed id."""
        if not order_id.isdigit():
            raise Rejected(
                f"“{order_id[:40]}” is not a number of an Etsy receipt.",
                remedy="Look the order up on Etsy.",
            )
        url = f"{self._base}{_ROOT}/shops/{account.account_id}/receipts/{order_id}"
        receipt = self._vendor(
            VendorRequest("GET", url).by(account.token, **{"x-api-key": self._key})
        )
        return order_of(owner_id, account, receipt)


def order_of(owner_id: str, account: Account, receipt: Mapping[str, Any]) -> ChannelOrder:
    """The channel order of a receipt of the account, without the buyer."""
    return ChannelOrder(
        owner_id,
        "etsy",
        account.account_id,
        str(receipt["receipt_id"]),
        _STATUS.get(str(receipt["status"]).lower(), "open"),
        datetime.fromtimestamp(receipt["created_timestamp"], UTC),
        datetime.fromtimestamp(receipt["updated_timestamp"], UTC),
        money(receipt["grandtotal"]),
        tuple(_line(one) for one in receipt.get("transactions") or []),
    )


def _line(one: Mapping[str, Any]) -> ChannelOrderLine:
    return ChannelOrderLine(
        str(one.get("transaction_id") or ""),
        str(one.get("sku") or ""),
        str(one.get("listing_id") or ""),
        str(one.get("title") or ""),
        int(one.get("quantity") or 0),
        money(one["price"]),
    )


def money(data: Mapping[str, Any]) -> Money:
    """Etsy's `{"amount", "divisor", "currency_code"}`."""
    amount = Decimal(int(data["amount"])) / int(data["divisor"])
    return Money.reported(f"{amount:f}", str(data["currency_code"]))
