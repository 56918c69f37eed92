"""A listing that was put together for one account."""

from dataclasses import dataclass

from functions.channels.model.listing import Listing, Loss, LossPart
from functions.publishing.model.stock_sent import Sent


@dataclass(frozen=True, slots=True)
class BuiltListing:
    """A listing, and what its account sells of each SKU once it is published there.

    `losses` are what the platform does not show of it, `accepts` the parts of which the artisan
    knows.
    """

    listing: Listing
    sent: Sent
    losses: tuple[Loss, ...] = ()
    accepts: tuple[LossPart, ...] = ()

    @property
    def unaccepted(self) -> tuple[Loss, ...]:
        """What is not shown, and not known to the artisan."""
        return tuple(one for one in self.losses if one.part not in self.accepts)
