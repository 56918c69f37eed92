"""What writers may cost an artisan in one day: reserved before a call, settled after it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, timezone

INDIA = timezone(timedelta(hours=5, minutes=30))
"""Budgets run from midnight to midnight where the artisans are."""

LAPSES_AFTER = timedelta(minutes=5)
"""No call takes longer; what is reserved for longer belongs to a worker that died."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """Room for one call; `micros` is the most that it can cost."""

    reservation_id: str
    owner_id: str
    day: str
    micros: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Spending:
    """One artisan's day in micros (millionths of a US dollar)."""

    owner_id: str
    day: str
    spent: int = 0
    reserved: tuple[Reservation, ...] = ()
    version: int = 0

    def held(self, now: datetime) -> int:
        """What is spent or may still be, without reservations that have lapsed."""
        return self.spent + sum(one.micros for one in self._live(now))

    def with_room_for(self, wanted: Reservation, now: datetime) -> "Spending":
        """With the reservation added, and the lapsed ones gone."""
        live = (*self._live(now), wanted)
        return replace(self, reserved=live, version=self.version + 1)

    def settled(self, done: Reservation, micros: int) -> "Spending":
        """With what the call did cost in place of its reservation; safe when it has lapsed."""
        left = tuple(one for one in self.reserved if one.reservation_id != done.reservation_id)
        return replace(self, spent=self.spent + micros, reserved=left, version=self.version + 1)

    def _live(self, now: datetime) -> tuple[Reservation, ...]:
        return tuple(one for one in self.reserved if one.until > now)


@dataclass(frozen=True, slots=True)
class BudgetSummary:
    """One artisan's budget of today as she is told, in micros of a US dollar."""

    limit: int
    spent: int
    resets_at: datetime


def day_of(now: datetime) -> str:
    """The day in India, such as `2026-11-21`."""
    return now.astimezone(INDIA).date().isoformat()


def resets_at(now: datetime) -> datetime:
    """The next midnight in India, as a UTC instant."""
    tomorrow = now.astimezone(INDIA).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), INDIA).astimezone(UTC)
