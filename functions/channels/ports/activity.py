"""The ports of syncs: published listings, metrics, and channel orders."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from functions.channels.model.connection import Account, AccountKey
from functions.channels.model.metrics import Metrics
from functions.channels.model.published_listings import PublishedListing
from functions.channels.model.syncs import ChannelOrderPage, Sync
from kernel.events import Event
from kernel.pages import Page


class PublishedListings(Protocol):
    """Stores published listings."""

    def keep(self, published: PublishedListing) -> bool:
        """Store the listing; False if it is stored already, and then the stored one stays."""
        ...

    def get(self, key: AccountKey, external_id: str) -> PublishedListing | None:
        """The account's published listing with the platform's id, read consistently."""
        ...

    def page(self, key: AccountKey, limit: int, cursor: str | None) -> Page[PublishedListing]:
        """What is published in the account, newest first; raises `Malformed`."""
        ...

    def metrics_read(self, published: PublishedListing, at: datetime, *events: Event) -> None:
        """Save when metrics were read, with the events; nothing for a listing that is gone."""
        ...

    def forget(self, key: AccountKey, external_id: str) -> None:
        """Delete the listing, so that metrics are read no more; a missing one is no failure."""
        ...


class MetricsReader(Protocol):
    """Reads the metrics of one post of a platform."""

    def metrics(self, account: Account, published: PublishedListing) -> Metrics:
        """The post's metrics as the platform gives them now; failures as in `Channel`."""
        ...


class OrderFeed(Protocol):
    """Lists the channel orders of a platform that changed."""

    def orders(
        self, account: Account, owner_id: str, since: datetime, cursor: str
    ) -> ChannelOrderPage:
        """Orders changed at or after `since`, from `cursor` of the page before ("": the first).

        An order may come twice and none is left out; failures as in `Channel`.
        """
        ...


class Syncs(Protocol):
    """Stores the state of each connection's sync."""

    def get(self, owner_id: str, platform: str, account_id: str) -> Sync:
        """The sync's state, read consistently; one of version 0 if there was none."""
        ...

    def save(self, sync: Sync, *events: Event) -> Sync:
        """Store the sync, its version counted up; raises `StaleWrite` for an old version."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[Sync]:
        """Syncs that are due by now, the longest due first."""
        ...

    def postpone(self, sync: Sync, until: datetime) -> None:
        """Have `due` answer an unchanged sync from `until` on."""
        ...
