"""An effect happens at most once, or as often as it may, whatever dies, is lost or comes late."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.clock import SetClock
from kernel.effect import (
    LOOK_UP_AFTER,
    MOST_CALLS,
    Absent,
    Effect,
    EffectRunner,
    Lease,
    Policy,
    Seen,
    Unclear,
)
from kernel.errors import OutcomeUnknown, Refused, StaleWrite, TryLater

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LEASE = timedelta(seconds=75)
_ABSENT = Absent("It did not arrive.", "Try again.")
LONG = 2000.0
"""Seconds after which nothing is still on its way: calls, pauses, leases and look-ups together."""

Mishap = Literal[
    "none", "busy", "refused", "lost before", "lost after", "dies before", "dies after"
]


class WorkerKilledError(BaseException):
    """The process ends here."""


@dataclass
class Outside:
    """Something outside that keeps what was done to it; `mishaps` befall the calls in turn."""

    mishaps: list[Mishap] = field(default_factory=list)
    shown_late: int = 0
    blind: bool = False
    done: int = 0
    calls: int = 0
    look_ups: int = 0
    unknown_reason: str = "We could not find out whether it was done."

    def remedy(self, effect: Effect) -> str:
        return "Look there." if effect.may_have_executed else "Try again."

    def execute(self) -> str:
        self.calls += 1
        mishap = self.mishaps.pop(0) if self.mishaps else "none"
        if mishap == "busy":
            raise TryLater("Busy.", after=3)
        if mishap == "refused":
            raise Refused("Not so.", remedy="Do this.")
        if mishap == "dies before":
            raise WorkerKilledError
        if mishap == "lost before":
            raise OutcomeUnknown("No answer.")
        self.done += 1
        if mishap == "dies after":
            raise WorkerKilledError
        if mishap == "lost after":
            raise OutcomeUnknown("No answer.")
        return "done"

    def look_up(self) -> Seen[str] | Absent | Unclear:
        self.look_ups += 1
        if self.blind:
            return Unclear()
        if self.shown_late:
            self.shown_late -= 1
            return _ABSENT
        return Seen("done") if self.done else _ABSENT


@dataclass
class Record:
    """One effect in memory, with its versions; `overtaken` makes that many saves lose."""

    effect: Effect
    overtaken: int = 0
    outcome: str = ""

    def load(self) -> Effect | None:
        return self.effect

    def save(self, effect: Effect) -> None:
        if self.overtaken:
            self.overtaken -= 1
            raise StaleWrite("Changed meanwhile.")
        self.effect = effect

    def confirm(self, effect: Effect, outcome: str) -> None:
        self.save(effect)
        self.outcome = outcome


def run(record: Record, outside: Outside) -> int:
    """Advance the effect until it is over; answers how many workers died."""
    clock, died = SetClock(START), 0
    runner = EffectRunner(clock, LEASE)
    while (clock.now() - START).total_seconds() < LONG:
        try:
            seconds = runner.advance(record, outside)
        except WorkerKilledError:
            died, seconds = died + 1, 1.0
        if seconds is None:
            return died
        clock.forward(max(seconds, 0.5))
    raise AssertionError(record.effect)


MISHAPS = st.lists(st.sampled_from(get_args(Mishap)), max_size=MOST_CALLS + 2)


@settings(max_examples=300)
@given(mishaps=MISHAPS, shown_late=st.integers(0, 1), blind=st.booleans(), late=st.integers(0, 2))
def test_what_is_reconciled_is_never_done_twice_and_never_reported_wrongly(
    *, mishaps: list[Mishap], shown_late: int, blind: bool, late: int
) -> None:
    outside = Outside(mishaps, shown_late, blind)
    record = Record(Effect("reconcile", START), late)
    run(record, outside)

    effect = record.effect
    assert effect.is_over
    assert outside.done <= 1
    assert outside.calls <= MOST_CALLS
    assert outside.look_ups <= len(LOOK_UP_AFTER)
    match effect.status:
        case "confirmed":
            assert (outside.done, record.outcome) == (1, "done")
        case "failed":
            assert outside.done == 0
            assert effect.remedy
            if effect.may_have_executed:
                assert effect.reason == _ABSENT.reason
        case _:
            assert effect.status == "unknown"
            assert blind
            assert effect.may_have_executed


@settings(max_examples=300)
@given(mishaps=MISHAPS, late=st.integers(0, 2))
def test_what_may_be_repeated_is_repeated_a_bounded_number_of_times(
    mishaps: list[Mishap], late: int
) -> None:
    outside = Outside(mishaps)
    record = Record(Effect("repeat", START), late)
    run(record, outside)

    effect = record.effect
    assert effect.is_over
    assert outside.calls <= MOST_CALLS
    assert outside.look_ups == 0
    if effect.status == "confirmed":
        assert outside.done >= 1
    elif effect.status == "failed":
        assert outside.done == 0
    else:
        assert effect.may_have_executed


def test_no_second_worker_calls_while_the_first_one_may_be_at_work() -> None:
    outside, clock = Outside(), SetClock(START)
    record = Record(Effect("repeat", START).sending(START, LEASE))

    assert EffectRunner(clock, LEASE).advance(record, outside) == LEASE.total_seconds()
    assert outside.calls == 0


def test_an_effect_that_is_over_is_left_as_it_is() -> None:
    policies: tuple[Policy, ...] = ("reconcile", "repeat")
    for policy in policies:
        effect = Effect(policy, START)
        for over in (effect.confirmed("Fine."), effect.failed("No.", "Do this.")):
            outside, record = Outside(), Record(over)
            assert run(record, outside) == 0
            assert (record.effect, outside.calls) == (over, 0)


def test_a_lease_ends_at_its_time_and_counts_down_to_it() -> None:
    lease = Lease(START + LEASE)
    assert lease.seconds_left(START) == LEASE.total_seconds()
    assert lease.seconds_left(START + 2 * LEASE) == 0
