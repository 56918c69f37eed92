"""Reads an Etsy receipt as a channel order.

https://developers.etsy.com/documentation/reference/#operation/getShopReceipt
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from functions.channels.adapters.http.client import VendorClient, VendorRequest
from functions.channels.adapters.http.webhook_formats import (
    MOST_LINES,
    Count,
    OptionalId,
    Second,
    Title,
    VendorId,
    VendorShape,
    money,
    shaped,
)
from functions.channels.errors import Rejected
from functions.channels.model.channel_orders import ChannelOrder, ChannelOrderLine, OrderStatus
from functions.channels.model.connection import Account
from kernel.money import Money

_ROOT = "/v3/application"
_MOST_MINOR = 10**15
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


class _Price(VendorShape):
    amount: Annotated[int, Field(ge=-_MOST_MINOR, le=_MOST_MINOR)]
    divisor: Annotated[int, Field(ge=1, le=10_000)]
    currency_code: VendorId


class _Transaction(VendorShape):
    transaction_id: OptionalId = ""
    sku: OptionalId = ""
    listing_id: OptionalId = ""
    title: Title = ""
    quantity: Count = 0
    price: _Price


class _Receipt(VendorShape):
    receipt_id: VendorId
    status: VendorId
    created_timestamp: Second
    updated_timestamp: Second
    grandtotal: _Price
    transactions: Annotated[
        tuple[_Transaction, ...],
        BeforeValidator(lambda value: value or ()),
        Field(max_length=MOST_LINES),
    ] = ()


def order_of(owner_id: str, account: Account, data: object) -> ChannelOrder:
    """The channel order of a receipt of the account, without the buyer.

    Raises `WebhookUnreadable` for what is no receipt.
    """
    receipt = shaped(_Receipt, data)
    return ChannelOrder(
        owner_id,
        "etsy",
        account.account_id,
        receipt.receipt_id,
        _STATUS.get(receipt.status.lower(), "open"),
        datetime.fromtimestamp(receipt.created_timestamp, UTC),
        datetime.fromtimestamp(receipt.updated_timestamp, UTC),
        _money(receipt.grandtotal),
        tuple(_line(one) for one in receipt.transactions),
    )


def _line(one: _Transaction) -> ChannelOrderLine:
    price = _money(one.price)
    return ChannelOrderLine(
        one.transaction_id, one.sku, one.listing_id, one.title, one.quantity, price
    )


def _money(price: _Price) -> Money:
    """Etsy's `{"amount", "divisor", "currency_code"}`."""
    amount = Decimal(price.amount) / price.divisor
    return money(f"{amount:f}", price.currency_code)


def price_of(data: object) -> Money:
    """Etsy's amount in another answer, as in an inventory; raises `WebhookUnreadable`."""
    return _money(shaped(_Price, data))
