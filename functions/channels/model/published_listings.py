"""Published listings, stored so that their metrics can be read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.channels.model.connection import AccountKey

METERED_FOR = timedelta(days=90)
"""How long metrics are read: older posts hardly change, and Pinterest gives no more."""

_YOUNG = timedelta(days=1)
_WHILE_YOUNG = timedelta(minutes=55)
_LATER = timedelta(hours=23, minutes=30)
"""A little less than an hour and a day: the clock that asks is never quite on time."""


@dataclass(frozen=True, slots=True)
class PublishedListing:
    """One post or listing of ours in an account: the platform's id and address, marker and SKU.

    `metered_at` is when its metrics were last asked for, whether or not there were any.
    """

    owner_id: str
    platform: str
    account_id: str
    external_id: str
    url: str
    marker: str
    sku: str
    published_at: datetime
    metered_at: datetime | None = None

    @property
    def key(self) -> AccountKey:
        """Owner, platform and account."""
        return AccountKey(self.owner_id, self.platform, self.account_id)

    def to_be_metered(self, now: datetime) -> bool:
        """Whether metrics are due: hourly on the first day, daily while the post is not old."""
        age = now - self.published_at
        if age > METERED_FOR:
            return False
        pace = _WHILE_YOUNG if age <= _YOUNG else _LATER
        return self.metered_at is None or now - self.metered_at >= pace
