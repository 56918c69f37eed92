"""What a webhook turns out to mean; generic code acts on these and never on a platform's name."""

from dataclasses import dataclass
from datetime import datetime

from functions.channels.model.sales import Sale, SaleLine, SaleStatus
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class SaleSeen:
    """A sale as the message itself tells it; whose it is, the connection says."""

    account: str
    sale_id: str
    status: SaleStatus
    placed_at: datetime
    changed_at: datetime
    total: Money
    lines: tuple[SaleLine, ...]

    def sale(self, owner_id: str, platform: str) -> Sale:
        """It as the owner's sale."""
        return Sale(
            owner_id,
            platform,
            self.sale_id,
            self.status,
            self.placed_at,
            self.changed_at,
            self.total,
            self.lines,
        )


@dataclass(frozen=True, slots=True)
class SaleToRead:
    """A sale changed, and the platform must be asked how it is now."""

    account: str
    sale_id: str


@dataclass(frozen=True, slots=True)
class AccountGone:
    """The account took Haat's permission back on the platform, `at` a time that may be untold."""

    account: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActivitySeen:
    """Something happened to posts or listings of the account; `listing_id` where it is told."""

    account: str
    listing_id: str = ""


@dataclass(frozen=True, slots=True)
class LeadSeen:
    """Somebody asked for a product. The buyer's name and number stay where they came from."""

    account: str
    lead_id: str
    product: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Nothing:
    """Heard, and of no consequence."""


Meaning = SaleSeen | SaleToRead | AccountGone | ActivitySeen | LeadSeen | Nothing
