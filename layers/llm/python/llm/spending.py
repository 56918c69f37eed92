"""A person's daily spending on models: reserved before a call, settled after it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, timezone

INDIA = timezone(timedelta(hours=5, minutes=30))
"""The people's time zone; a daily budget runs from midnight to midnight there."""

LAPSES_AFTER = timedelta(minutes=5)
"""How long a reservation holds: longer than any call, so an older one is a dead worker's."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """The budget reserved for one call; `micros` is the most that the call can cost."""

    reservation_id: str
    owner_id: str
    day: str
    micros: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Spending:
    """One person's spending of one day in micros (millionths of a US dollar)."""

    owner_id: str
    day: str
    spent: int = 0
    reserved: tuple[Reservation, ...] = ()
    version: int = 0

    def held(self, now: datetime) -> int:
        """The micros spent, plus those of reservations that have not lapsed."""
        return self.spent + sum(one.micros for one in self._live(now))

    def with_room_for(self, wanted: Reservation, now: datetime) -> "Spending":
        """The spending with the reservation added and without lapsed ones."""
        live = (*self._live(now), wanted)
        return replace(self, reserved=live, version=self.version + 1)

    def settled(self, done: Reservation, micros: int) -> "Spending":
        """The spending with the call's cost in place of its reservation, lapsed or not."""
        left = tuple(one for one in self.reserved if one.reservation_id != done.reservation_id)
        return replace(self, spent=self.spent + micros, reserved=left, version=self.version + 1)

    def _live(self, now: datetime) -> tuple[Reservation, ...]:
        return tuple(one for one in self.reserved if one.until > now)


@dataclass(frozen=True, slots=True)
class BudgetSummary:
    """One person's budget of today as shown to them, in micros of a US dollar."""

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
