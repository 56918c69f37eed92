"""Counts tries per subject and minute in a context's table; DynamoDB's TTL deletes the counters."""

from dataclasses import dataclass
from datetime import datetime

from kernel.aws.expressions import AtLeast, AtMost
from kernel.aws.table import Key, Table, Update
from kernel.clock import epoch
from kernel.errors import StaleWrite

_WINDOW = 60


class DynamoRateLimiter:
    """The `RateLimiter` port: one counter per subject and minute.

    A window is the running minute and the one before, so that no sixty seconds, wherever they
    start, hold more tries than the limit.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def acquire(self, subject: str, limit: int, now: datetime) -> int:
        """Count one try in a single conditional write; 0, or the seconds to wait for one."""
        minute = epoch(now) // _WINDOW
        before = self._count(subject, minute - 1)
        if before < limit and self._add(
            subject, minute, 1, AtMost(limit - before - 1, or_absent=True)
        ):
            return 0
        # The tries of the minute before come back when this minute ends; its own, one later.
        return _WINDOW - epoch(now) % _WINDOW + (0 if before else _WINDOW)

    def release(self, subject: str, now: datetime) -> None:
        """Take back one counted try of the minute of `now`, if there is one."""
        self._add(subject, epoch(now) // _WINDOW, -1, AtLeast(1))

    def _add(self, subject: str, minute: int, tries: int, expect: AtLeast | AtMost) -> bool:
        # Two minutes count a try; the third leaves the item to DynamoDB's TTL.
        ends = {"expires_at": (minute + 3) * _WINDOW}
        try:
            self._table.write(
                Update(_key(subject, minute), ends, {"tries": expect}, added={"tries": tries})
            )
        except StaleWrite:
            return False
        return True

    def _count(self, subject: str, minute: int) -> int:
        found = self._table.get(_Counter, _key(subject, minute))
        return found.tries if found else 0


@dataclass(frozen=True, slots=True)
class _Counter:
    tries: int = 0


def _key(subject: str, minute: int) -> Key:
    return Key(f"tries#{subject}", str(minute))
