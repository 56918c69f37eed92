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
    """One line of a channel order; `line_id` is the platform's id of it, also when it is edited.

    `sku` is ours where the platform kept it, else empty. `quantity` is how many the buyer gets now:
    an edit of the order changes it, and a refund does not.
    """

    line_id: str
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

    @property
    def holds(self) -> bool:
        """Whether its pieces are the buyer's, paid or not yet; a cancelled order holds none.

        A refund gives back money and no piece: what came back is for the artisan to count.
        """
        return self.status != "cancelled"

    def newer_than(self, known: "ChannelOrder") -> bool:
        """Whether this report of the channel order replaces `known`."""
        return self.order > known.order
