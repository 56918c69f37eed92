"""Channel orders: an order reported twice, and in any sequence, ends in the same state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kernel.money import Money

OrderStatus = Literal["open", "paid", "shipped", "delivered", "cancelled", "refunded"]

# Of two reports with the same instant, the one further on in an order's life is the newer.
_RANK: dict[OrderStatus, int] = {
    "open": 0,
    "paid": 1,
    "shipped": 2,
    "delivered": 3,
    "cancelled": 4,
    "refunded": 5,
}


@dataclass(frozen=True, slots=True)
class ChannelOrderLine:
    """One line of a channel order; `sku` is ours where the platform kept it, else empty."""

    sku: str
    listing_id: str
    title: str
    quantity: int
    price: Money


@dataclass(frozen=True, slots=True)
class ChannelOrder:
    """One order in one account of one artisan, without any data of the buyer.

    `changed_at` is the vendor's own time of the last change; `total` is what the buyer pays.
    """

    owner_id: str
    platform: str
    account_id: str
    order_id: str
    status: OrderStatus
    placed_at: datetime
    changed_at: datetime
    total: Money
    lines: tuple[ChannelOrderLine, ...]

    @property
    def order(self) -> str:
        """A text by which reports of one channel order sort from the oldest to the newest."""
        instant = self.changed_at.strftime("%Y%m%d%H%M%S%f")
        return f"{instant}#{_RANK[self.status]}"

    def newer_than(self, known: "ChannelOrder") -> bool:
        """Whether this report of the channel order replaces `known`."""
        return self.order > known.order
