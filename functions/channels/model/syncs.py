"""How far the reading of one connection has come: its sales up to a time, its numbers by age."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import LastError

SyncStatus = Literal["never", "queued", "running", "done", "failed"]

FIRST = timedelta(days=60)
"""How far back the first reading goes; Shopify gives no more without asking it."""
OVERLAP = timedelta(days=2)
"""Sales that platforms showed late are read although the cursor is past them."""
LEASE = timedelta(minutes=15)
"""Longer than a worker lives: what is not over by then has died."""
EVERY = timedelta(minutes=55)
_AFTER_TROUBLE = timedelta(minutes=50)


@dataclass(frozen=True, slots=True)
class ChannelOrderPage:
    """Some sales, the longest unchanged first, and where to go on; "" when there are no more."""

    sales: tuple[ChannelOrder, ...]
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Sync:
    """One connection's reading. `sales` and `metrics` count what the present or last one brought.

    Every sale that changed before `sales_until` is kept. While a reading is on its way it began at
    `reading_at`, reads from `since`, and goes on at `page`; all three survive a failure.
    """

    owner_id: str
    platform: str
    status: SyncStatus = "never"
    account_id: str = ""
    asked_at: datetime | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    sales_until: datetime | None = None
    since: datetime | None = None
    reading_at: datetime | None = None
    page: str = ""
    sales: int = 0
    metrics: int = 0
    problem: LastError | None = None
    due_at: datetime | None = None
    version: int = 0

    def busy(self, now: datetime) -> bool:
        """Whether it is asked for or running, and not given up."""
        if self.status not in ("queued", "running"):
            return False
        last = self.began_at if self.status == "running" else self.asked_at
        return last is not None and now - last < LEASE

    def queued(self, now: datetime) -> "Sync":
        """It is asked for."""
        return replace(
            self,
            status="queued",
            asked_at=now,
            ended_at=None,
            sales=0,
            metrics=0,
            problem=None,
            due_at=now + LEASE,
        )

    def begun(self, account_id: str, now: datetime) -> "Sync":
        """A worker has it; another account is read from the beginning."""
        running = replace(self, status="running", began_at=now, due_at=now + LEASE)
        if account_id == self.account_id:
            return running
        fresh = replace(running, sales_until=None, since=None, reading_at=None, page="")
        return replace(fresh, account_id=account_id)

    def reading(self, now: datetime) -> "Sync":
        """Sales are read from where it stopped, else from the cursor with the overlap."""
        if self.page:
            return self
        since = now - FIRST if self.sales_until is None else self.sales_until - OVERLAP
        return replace(self, since=since, reading_at=now)

    def paged(self, page: ChannelOrderPage, kept: int) -> "Sync":
        """A page is kept; after the last one the cursor moves on."""
        counted = replace(self, sales=self.sales + kept, page=page.cursor)
        if page.cursor:
            return counted
        return replace(counted, sales_until=self.reading_at, since=None, reading_at=None)

    def metered(self, number: int) -> "Sync":
        """So many posts' numbers were read."""
        return replace(self, metrics=self.metrics + number)

    def handed_on(self, now: datetime) -> "Sync":
        """Its time is up: another worker goes on where this one stopped."""
        return replace(self, status="queued", asked_at=now, due_at=now + LEASE)

    def done(self, now: datetime) -> "Sync":
        """All is read."""
        due = (self.asked_at or now) + EVERY
        return replace(self, status="done", ended_at=now, problem=None, due_at=due)

    def put_off(self, now: datetime, why: LastError, after: float) -> "Sync":
        """A passing trouble: it goes on from the same place in a while."""
        wait = max(_AFTER_TROUBLE, timedelta(seconds=after))
        return replace(self, status="failed", ended_at=now, problem=why, due_at=now + wait)

    def refused(self, now: datetime, why: LastError) -> "Sync":
        """The platform did not like where we went on: next time from the cursor."""
        over = replace(self, page="", since=None, reading_at=None)
        return over.put_off(now, why, 0)

    def stopped(self, now: datetime, why: LastError) -> "Sync":
        """Nothing is read until the artisan connects again."""
        return replace(self, status="failed", ended_at=now, problem=why, due_at=None)
