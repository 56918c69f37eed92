"""How many calls a platform still takes today, and how many listings that is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ApiQuota:
    """Calls of one connection as its platform counted them at `read_at`; None: not reported.

    `calls_per_listing` is the most that one listing can take, so that the platform surely takes
    `listings_left` listings.
    """

    per_day: int | None
    left: int | None
    calls_per_listing: int
    read_at: datetime

    @property
    def listings_left(self) -> int | None:
        """Whole listings that the calls which are left are enough for."""
        return None if self.left is None else self.left // self.calls_per_listing
