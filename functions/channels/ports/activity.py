"""What reading back needs from outside: links of what was published, numbers, and sales."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from functions.channels.model.connection import Account
from functions.channels.model.metrics import Metrics
from functions.channels.model.published_listings import PublishedListing
from functions.channels.model.syncs import ChannelOrderPage, Sync
from kernel.events import Event
from kernel.pages import Page


class PublishedListings(Protocol):
    """Keeps what was published where."""

    def keep(self, link: PublishedListing) -> bool:
        """Store it; False when it was there, and then the first telling stays."""
        ...

    def get(self, owner_id: str, platform: str, external_id: str) -> PublishedListing | None:
        """What is kept under the platform's id, read consistently."""
        ...

    def page(
        self, owner_id: str, platform: str, limit: int, cursor: str | None
    ) -> Page[PublishedListing]:
        """The owner's links on the platform, the newest first; raises `Malformed`."""
        ...

    def metered(self, link: PublishedListing, at: datetime, *said: Event) -> None:
        """Note when its numbers were asked for, and say them; a link that is gone says nothing."""
        ...

    def forget(self, owner_id: str, platform: str, external_id: str) -> None:
        """Keep it no more, so that its numbers are not asked for; one that is not there is fine."""
        ...


class MetricsReader(Protocol):
    """Reads the numbers of one post of a platform."""

    def metrics(self, account: Account, link: PublishedListing) -> Metrics:
        """What the platform tells now; failures as in `Channel`."""
        ...


class OrderFeed(Protocol):
    """Lists the sales of a platform that changed."""

    def sales(
        self, account: Account, owner_id: str, since: datetime, cursor: str
    ) -> ChannelOrderPage:
        """Sales changed at or after `since`, from `cursor` of the page before ("": the first).

        A sale may come twice and none is left out; failures as in `Channel`.
        """
        ...


class Syncs(Protocol):
    """Keeps how far each connection was read."""

    def get(self, owner_id: str, platform: str) -> Sync:
        """The reading's state, read consistently; one of version 0 if there was none."""
        ...

    def save(self, sync: Sync, *said: Event) -> Sync:
        """Keep it, its version counted up; raises `StaleWrite` unless that is current."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[Sync]:
        """Those to be read by now, the longest due first."""
        ...
