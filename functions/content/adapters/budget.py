"""Keeps each artisan's daily budget in content's DynamoDB table."""

from typing import TypeVar

from functions.content.errors.jobs import DailyBudgetSpent
from functions.content.model.spending import (
    LAPSES_AFTER,
    Reservation,
    Spending,
    day_of,
    resets_at,
)
from kernel.aws.table import Key, Put, Table
from kernel.clock import Clock, epoch
from kernel.conflicts import retry_on_conflict
from kernel.ids import Ids

_ATTEMPTS = 8
_KEPT_SECONDS = 40 * 24 * 3600
T = TypeVar("T")


class DynamoBudget:
    """The `Budget` port: one item per person and day, written with optimistic locking."""

    def __init__(self, table: Table, limit: int, clock: Clock, ids: Ids) -> None:
        self.limit = limit
        self._table = table
        self._clock = clock
        self._ids = ids

    def today(self, owner_id: str) -> Spending:
        """The owner's spending of today."""
        return self._read(owner_id, day_of(self._clock.now()))

    def reserve(self, owner_id: str, micros: int) -> Reservation:
        """Reserve `micros` for one call; raises `DailyBudgetSpent` if they exceed what is left."""
        return retry_on_conflict(lambda: self._reserve(owner_id, micros), attempts=_ATTEMPTS)

    def _reserve(self, owner_id: str, micros: int) -> Reservation:
        now = self._clock.now()
        day = day_of(now)
        spending = self._read(owner_id, day)
        if spending.held(now) + micros > self.limit:
            raise DailyBudgetSpent(self.limit, spending.spent, resets_at(now), now)
        until = now + LAPSES_AFTER
        wanted = Reservation(self._ids.new("res"), owner_id, day, micros, until)
        self._save(spending, spending.with_room_for(wanted, now))
        return wanted

    def settle(self, reservation: Reservation, micros: int) -> None:
        """Replace the reservation with the call's actual cost, on the day of the reservation."""

        def settled() -> None:
            spending = self._read(reservation.owner_id, reservation.day)
            self._save(spending, spending.settled(reservation, micros))

        retry_on_conflict(settled, attempts=_ATTEMPTS)

    def _read(self, owner_id: str, day: str) -> Spending:
        return self._table.get(Spending, _key(owner_id, day)) or Spending(owner_id, day)

    def _save(self, old: Spending, new: Spending) -> None:
        expect = {"version": old.version} if old.version else {"pk": None}
        index = {"expires_at": epoch(self._clock.now()) + _KEPT_SECONDS}
        self._table.write(Put(_key(new.owner_id, new.day), new, index, expect))


def _key(owner_id: str, day: str) -> Key:
    return Key(f"budget#{owner_id}#{day}", "budget")
