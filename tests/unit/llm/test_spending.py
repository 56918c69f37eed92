from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm.spending import LAPSES_AFTER, Reservation, Spending, day_of, resets_at

ASHA = "user_asha"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def reservation(number: int, micros: int, until: datetime) -> Reservation:
    return Reservation(f"res_{number}", ASHA, day_of(NOON), micros, until)


def test_what_is_held_is_what_is_spent_and_may_be() -> None:
    later = NOON + LAPSES_AFTER
    empty = Spending(ASHA, day_of(NOON))
    one = empty.with_room_for(reservation(1, 30, later), NOON)
    two = one.with_room_for(reservation(2, 20, later + timedelta(seconds=1)), NOON)
    assert (two.held(NOON), two.held(later), two.version) == (50, 20, 2)
    settled = two.settled(reservation(1, 30, later), 12)
    assert (settled.spent, settled.held(NOON)) == (12, 32)
    swept = two.with_room_for(reservation(3, 5, later), later)
    assert [one.reservation_id for one in swept.reserved] == ["res_2", "res_3"]


@pytest.mark.parametrize(
    ("now", "day", "reset"),
    [
        ("2026-11-21T18:29:59Z", "2026-11-21", "2026-11-21T18:30:00+00:00"),
        ("2026-11-21T18:30:00Z", "2026-11-22", "2026-11-22T18:30:00+00:00"),
        ("2026-12-31T20:00:00Z", "2027-01-01", "2027-01-01T18:30:00+00:00"),
    ],
)
def test_a_day_is_a_day_in_india(now: str, day: str, reset: str) -> None:
    instant = datetime.fromisoformat(now)
    assert day_of(instant) == day
    assert resets_at(instant).isoformat() == reset


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)))  # noqa: DTZ001  # hypothesis' own
def test_the_reset_is_ahead_and_within_a_day(now: datetime) -> None:
    assert timedelta(0) < resets_at(now) - now <= timedelta(days=1)
