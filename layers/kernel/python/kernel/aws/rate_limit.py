"""Counts tries per subject and window in a context's table; DynamoDB's TTL deletes the counters."""

from dataclasses import dataclass, replace
from datetime import datetime

from kernel.aws.expressions import AtLeast, AtMost
from kernel.aws.table import Key, Table, Update
from kernel.clock import epoch
from kernel.errors import StaleWrite
from kernel.rate_limit import MINUTE


class DynamoRateLimiter:
    """The `RateLimiter` port: one counter per subject and minute (or another window).

    What counts is the running minute and the one before, so that no sixty seconds, wherever they
    start, hold more tries than the limit.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def acquire(self, subject: str, limit: int, now: datetime, window: int = MINUTE) -> int:
        """Count one try in a single conditional write; 0, or the seconds to wait for one."""
        running = _Window(subject, epoch(now) // window, window)
        before = self._count(replace(running, number=running.number - 1))
        if before < limit and self._add(running, 1, AtMost(limit - before - 1, or_absent=True)):
            return 0
        # The tries of the window before come back when this one ends; its own, one later.
        return window - epoch(now) % window + (0 if before else window)

    def release(self, subject: str, now: datetime, window: int = MINUTE) -> None:
        """Take back one counted try of the window of `now`, if there is one."""
        self._add(_Window(subject, epoch(now) // window, window), -1, AtLeast(1))

    def _add(self, window: "_Window", tries: int, expect: AtLeast | AtMost) -> bool:
        # Two windows count a try; the third leaves the item to DynamoDB's TTL.
        ends = {"expires_at": (window.number + 3) * window.seconds}
        try:
            self._table.write(Update(window.key, ends, {"tries": expect}, added={"tries": tries}))
        except StaleWrite:
            return False
        return True

    def _count(self, window: "_Window") -> int:
        found = self._table.get(_Counter, window.key)
        return found.tries if found else 0


@dataclass(frozen=True, slots=True)
class _Counter:
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Window:
    """One window of a subject, by its number since 1970."""

    subject: str
    number: int
    seconds: int

    @property
    def key(self) -> Key:
        return Key(f"tries#{self.subject}", str(self.number))
