"""Pages of channel orders by their last change, where an offset alone would skip some.

Between two pages an order that changes moves to the end, and all behind it move up by one. So the
next page begins at the last change that was seen, and skips only orders of that very second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.syncs import ChannelOrderPage
from kernel.errors import Malformed, TryLater
from kernel.observability import log_event
from kernel.webhooks import (
    WebhookUnreadable,
)

_STRANGE = (WebhookUnreadable, Malformed, KeyError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Watermark:
    """The beginning of a page: a second, and how many orders of that second to skip."""

    second: int
    skipped: int = 0

    @classmethod
    def of(cls, cursor: str, since: datetime) -> "Watermark":
        """The watermark that `text` wrote into `cursor`, or the first one, at `since`."""
        second, _, skipped = cursor.partition("+")
        if second.isdigit() and skipped.isdigit():
            return cls(int(second), int(skipped))
        return cls(int(since.timestamp()))

    @property
    def text(self) -> str:
        """The watermark as text, to be stored as a cursor."""
        return f"{self.second}+{self.skipped}"

    @property
    def instant(self) -> datetime:
        """The watermark's second as a time in UTC."""
        return datetime.fromtimestamp(self.second, UTC)

    def page(
        self, data: list[Any], orders: tuple[ChannelOrder, ...], most: int
    ) -> ChannelOrderPage:
        """The page that begins at this watermark; a full one has a cursor for the next page."""
        if len(data) < most:
            return ChannelOrderPage(orders)
        last = int(orders[-1].changed_at.timestamp()) if orders else self.second
        if last > self.second:
            return ChannelOrderPage(orders, Watermark(last).text)
        return ChannelOrderPage(orders, Watermark(self.second, self.skipped + len(data)).text)


def listed(data: Any, vendor: str) -> list[Any]:  # noqa: ANN401  # any JSON
    """A vendor's list; raises `TryLater` for anything else."""
    if isinstance(data, list):
        return data
    raise TryLater(f"{vendor} answered with something that is not a list.", after=60)


def readable(
    data: list[Any], vendor: str, read: Callable[[Any], ChannelOrder]
) -> tuple[ChannelOrder, ...]:
    """Each order that can be read; one that cannot is logged, and does not hide those behind it."""
    orders = []
    for one in data:
        try:
            orders.append(read(one))
        except _STRANGE as strange:
            log_event("OrderUnreadable", platform=vendor, why=type(strange).__name__)
    return tuple(orders)
