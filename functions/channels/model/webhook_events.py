"""Meanings of webhooks; generic code acts on these and never on a platform's name."""

from dataclasses import dataclass
from datetime import datetime

from functions.channels.model.channel_orders import ChannelOrder, ChannelOrderLine, OrderStatus
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class OrderChanged:
    """A channel order as the webhook contains it; its owner is known by the connection."""

    account: str
    order_id: str
    status: OrderStatus
    placed_at: datetime
    changed_at: datetime
    total: Money
    lines: tuple[ChannelOrderLine, ...]

    def order(self, owner_id: str, platform: str) -> ChannelOrder:
        """The channel order of this owner on this platform."""
        return ChannelOrder(
            owner_id,
            platform,
            self.account,
            self.order_id,
            self.status,
            self.placed_at,
            self.changed_at,
            self.total,
            self.lines,
        )


@dataclass(frozen=True, slots=True)
class OrderNotified:
    """A channel order changed, and must be read from the platform as it is now."""

    account: str
    order_id: str


@dataclass(frozen=True, slots=True)
class AppUninstalled:
    """The account revoked Haat's permission on the platform; `at` is None if not reported."""

    account: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListingActivity:
    """Activity on posts or listings of the account; `listing_id` is "" if none is named."""

    account: str
    listing_id: str = ""


@dataclass(frozen=True, slots=True)
class LeadNotified:
    """Somebody asked for a product; the buyer's name and number are left out."""

    account: str
    lead_id: str
    product: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Ignored:
    """A valid webhook that needs no action."""


Meaning = OrderChanged | OrderNotified | AppUninstalled | ListingActivity | LeadNotified | Ignored
