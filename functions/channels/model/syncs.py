"""The state of one connection's sync: channel orders up to a time, metrics by a post's age."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import AccountKey, LastError

SyncStatus = Literal["never", "queued", "running", "done", "failed"]

FIRST = timedelta(days=60)
"""How far back the first sync reads; for more, Shopify's approval would be needed."""
OVERLAP = timedelta(days=2)
"""How far before the cursor a sync begins, for orders that platforms showed late."""
LEASE = timedelta(minutes=15)
"""Longer than a worker lives: a sync that is not over by then has lost its worker."""
EVERY = timedelta(minutes=55)
_AFTER_FAILURE = timedelta(minutes=50)


@dataclass(frozen=True, slots=True)
class ChannelOrderPage:
    """Some orders, the longest unchanged first, and the next page's cursor; "" on the last."""

    orders: tuple[ChannelOrder, ...]
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Sync:
    """The sync of one connection. `orders` and `metrics` count those of the latest run.

    Every order that changed before `orders_until` is stored. While a run is on its way it began at
    `reading_at`, reads from `since`, and goes on at `page`; all three survive a failure.
    """

    owner_id: str
    platform: str
    account_id: str
    connection_id: str = ""
    status: SyncStatus = "never"
    asked_at: datetime | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    orders_until: datetime | None = None
    since: datetime | None = None
    reading_at: datetime | None = None
    page: str = ""
    orders: int = 0
    metrics: int = 0
    problem: LastError | None = None
    due_at: datetime | None = None
    version: int = 0

    @property
    def key(self) -> AccountKey:
        """Owner, platform and account."""
        return AccountKey(self.owner_id, self.platform, self.account_id)

    def busy(self, now: datetime) -> bool:
        """Whether the sync is queued or running, and its lease has not run out."""
        if self.status not in ("queued", "running"):
            return False
        last = self.began_at if self.status == "running" else self.asked_at
        return last is not None and now - last < LEASE

    def queued(self, connection_id: str, now: datetime) -> "Sync":
        """The sync after a request, queued for a worker."""
        return replace(
            self,
            connection_id=connection_id,
            status="queued",
            asked_at=now,
            ended_at=None,
            orders=0,
            metrics=0,
            problem=None,
            due_at=now + LEASE,
        )

    def begun(self, now: datetime) -> "Sync":
        """The sync taken by a worker."""
        return replace(self, status="running", began_at=now, due_at=now + LEASE)

    def reading(self, now: datetime) -> "Sync":
        """The sync that reads orders from where it stopped, else `OVERLAP` before the cursor."""
        if self.page:
            return self
        since = now - FIRST if self.orders_until is None else self.orders_until - OVERLAP
        return replace(self, since=since, reading_at=now)

    def paged(self, page: ChannelOrderPage, kept: int) -> "Sync":
        """The sync after a stored page; after the last page the cursor moves on."""
        counted = replace(self, orders=self.orders + kept, page=page.cursor)
        if page.cursor:
            return counted
        return replace(counted, orders_until=self.reading_at, since=None, reading_at=None)

    def metrics_read(self, number: int) -> "Sync":
        """The sync after the metrics of `number` posts were read."""
        return replace(self, metrics=self.metrics + number)

    def handed_on(self, now: datetime) -> "Sync":
        """The sync when a worker's time is up: queued for another worker, which goes on."""
        return replace(self, status="queued", asked_at=now, due_at=now + LEASE)

    def done(self, now: datetime) -> "Sync":
        """The finished sync; the next one is due `EVERY` after this one was requested."""
        due = (self.asked_at or now) + EVERY
        return replace(self, status="done", ended_at=now, problem=None, due_at=due)

    def put_off(self, now: datetime, why: LastError, after: float) -> "Sync":
        """The sync after a passing failure; it goes on from the same place in a while."""
        wait = max(_AFTER_FAILURE, timedelta(seconds=after))
        return replace(self, status="failed", ended_at=now, problem=why, due_at=now + wait)

    def refused(self, now: datetime, why: LastError) -> "Sync":
        """The sync after the platform refused the page; the next run begins at the cursor."""
        over = replace(self, page="", since=None, reading_at=None)
        return over.put_off(now, why, 0)

    def stopped(self, now: datetime, why: LastError) -> "Sync":
        """The failed sync, not due again until the artisan reconnects."""
        return replace(self, status="failed", ended_at=now, problem=why, due_at=None)
