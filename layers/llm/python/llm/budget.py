"""Keeps each person's daily budget for models in the DynamoDB table of the context that asks.

A ceiling for all persons together bounds what a day can cost, however many accounts there are.
"""

from datetime import datetime, timedelta

from kernel.aws.expressions import AtMost
from kernel.aws.indexes import expiring
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Table, Update
from kernel.clock import Clock, epoch
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite
from kernel.ids import Ids
from kernel.observability import log_security_event
from llm.errors import DailyBudgetSpent, EverybodysBudgetSpent
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

    `limit` is one person's for one day, `ceiling` everybody's (None: there is none); `hint` tells
    who has spent it what costs nothing meanwhile.
    """

    def __init__(  # its collaborators, and by name what it allows and says
        self,
        table: Table,
        limit: int,
        clock: Clock,
        ids: Ids,
        *,
        ceiling: int | None = None,
        hint: str = "",
    ) -> None:
        self.limit = limit
        self._ceiling = ceiling
        self._table = table
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

        A reservation that nobody settles lapses by itself; of everybody's ceiling it stays taken.
        """
        wanted = retry_on_conflict(lambda: self._reserve(owner_id, micros), attempts=_ATTEMPTS)
        if not self._count(wanted.day, micros):
            self._settle(wanted, 0)
            log_security_event("EverybodysBudgetSpent", ceiling=self._ceiling)
            now = self._clock.now()
            raise EverybodysBudgetSpent(self.limit, 0, resets_at(now), now, self._hint)
        return wanted

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
        self._settle(reservation, micros)
        self._count(reservation.day, micros - reservation.micros)

    def _settle(self, reservation: Reservation, micros: int) -> None:
        def settled() -> None:
            spending = self._read(reservation.owner_id, reservation.day)
            self._spending.save(spending.settled(reservation, micros))

        retry_on_conflict(settled, attempts=_ATTEMPTS)

    def _count(self, day: str, micros: int) -> bool:
        """Add to what everybody spent on the day; False if that would exceed the ceiling."""
        if self._ceiling is None or not micros:
            return True
        if micros > self._ceiling:
            return False
        ends = {"expires_at": epoch(self._clock.now() + _KEPT_FOR)}
        # What was paid is counted in any case; what is yet to be paid, only below the ceiling.
        fits = {"spent": AtMost(self._ceiling - micros, or_absent=True)} if micros > 0 else {}
        try:
            together = Key(f"budget#everybody#{day}", "budget")
            self._table.write(Update(together, ends, fits, added={"spent": micros}))
        except StaleWrite:
            return False
        return True

    def _refusal(self, spending: Spending, now: datetime) -> DailyBudgetSpent:
        return DailyBudgetSpent(self.limit, spending.spent, resets_at(now), now, self._hint)

    def _read(self, owner_id: str, day: str) -> Spending:
        return self._spending.get(_key(owner_id, day)) or Spending(owner_id, day)

    def _lifetime(self, _: Spending) -> dict[str, object]:
        return expiring(self._clock.now() + _KEPT_FOR)


def _key(owner_id: str, day: str) -> Key:
    return Key(f"budget#{owner_id}#{day}", "budget")
