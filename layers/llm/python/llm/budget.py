"""Keeps each person's daily budget for models in the DynamoDB table of the context that asks."""

from datetime import datetime, timedelta

from kernel.aws.indexes import expiring
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Table
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.ids import Ids
from llm.errors import DailyBudgetSpent
from llm.spending import (
    LAPSES_AFTER,
    BudgetSummary,
    Reservation,
    Spending,
    day_of,
    resets_at,
)

_ATTEMPTS = 8
_KEPT_FOR = timedelta(days=40)


class DynamoBudget:
    """One item per person and day, written with optimistic locking; amounts are in micros.

    `limit` is for one day; `hint` tells who has spent it what costs nothing meanwhile.
    """

    def __init__(  # its collaborators, and what the person is told
        self, table: Table, limit: int, clock: Clock, ids: Ids, *, hint: str = ""
    ) -> None:
        self.limit = limit
        self._hint = hint
        self._spending = EntityStore(
            table, Spending, lambda it: _key(it.owner_id, it.day), index=self._lifetime
        )
        self._clock = clock
        self._ids = ids

    def today(self, owner_id: str) -> Spending:
        """The owner's spending of today."""
        return self._read(owner_id, day_of(self._clock.now()))

    def summary(self, owner_id: str) -> BudgetSummary:
        """The owner's budget of today, as shown to the owner."""
        return BudgetSummary(self.limit, self.today(owner_id).spent, resets_at(self._clock.now()))

    def check(self, owner_id: str) -> None:
        """Raises `DailyBudgetSpent` if nothing is left of today's budget."""
        now = self._clock.now()
        spending = self.today(owner_id)
        if spending.held(now) >= self.limit:
            raise self._refusal(spending, now)

    def reserve(self, owner_id: str, micros: int) -> Reservation:
        """Reserve `micros` for one call; raises `DailyBudgetSpent` if they exceed what is left.

        A reservation that nobody settles lapses by itself.
        """
        return retry_on_conflict(lambda: self._reserve(owner_id, micros), attempts=_ATTEMPTS)

    def _reserve(self, owner_id: str, micros: int) -> Reservation:
        now = self._clock.now()
        day = day_of(now)
        spending = self._read(owner_id, day)
        if spending.held(now) + micros > self.limit:
            raise self._refusal(spending, now)
        until = now + LAPSES_AFTER
        wanted = Reservation(self._ids.new("res"), owner_id, day, micros, until)
        self._spending.save(spending.with_room_for(wanted, now))
        return wanted

    def settle(self, reservation: Reservation, micros: int) -> None:
        """Replace the reservation with the call's actual cost, on the day of the reservation."""

        def settled() -> None:
            spending = self._read(reservation.owner_id, reservation.day)
            self._spending.save(spending.settled(reservation, micros))

        retry_on_conflict(settled, attempts=_ATTEMPTS)

    def _refusal(self, spending: Spending, now: datetime) -> DailyBudgetSpent:
        return DailyBudgetSpent(self.limit, spending.spent, resets_at(now), now, self._hint)

    def _read(self, owner_id: str, day: str) -> Spending:
        return self._spending.get(_key(owner_id, day)) or Spending(owner_id, day)

    def _lifetime(self, _: Spending) -> dict[str, object]:
        return expiring(self._clock.now() + _KEPT_FOR)


def _key(owner_id: str, day: str) -> Key:
    return Key(f"budget#{owner_id}#{day}", "budget")
