"""An effect on the outside: a call that is made once per claim, and how far it has come.

planned → sent → confirmed | failed | unknown. Every call stands between two saved states: a worker
that dies in between leaves a lease that runs out, and the outcome is unknown. The policy says how
an unknown outcome is settled: *reconcile* reads the outside and never repeats the call on a guess;
*repeat* is for calls that set a state, which do no harm twice, and repeats them a bounded number of
times.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, Literal, Protocol, TypeVar

from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import OutcomeUnknown, Refused, StaleWrite, TryLater

Policy = Literal["reconcile", "repeat"]
EffectStatus = Literal["planned", "sent", "confirmed", "failed", "unknown"]

MOST_CALLS = 6
"""The most calls of one effect, whatever became of each."""

LOOK_UP_AFTER = (5.0, 10.0, 20.0, 40.0, 60.0, 90.0)
"""Seconds before each look-up of an unknown outcome; all of them within four minutes."""

_LONGEST_PAUSE = 60.0
_OVERTAKEN = 2.0
_REPEATING = "We do not know yet whether it was done, and ask for it again."
_LOOKING = "We are looking whether it arrived."


def backoff(attempt: int, least: float) -> float:
    """Seconds before the next try: doubling from a second, at least `least`, at most a minute."""
    return max(least, min(2.0**attempt, _LONGEST_PAUSE))


@dataclass(frozen=True, slots=True)
class Lease:
    """The time for which one worker alone may act; it outlives the worker's time limit."""

    until: datetime

    def seconds_left(self, now: datetime) -> float:
        """Seconds until the worker is surely dead; 0 from then on."""
        return max(0.0, (self.until - now).total_seconds())


@dataclass(frozen=True, slots=True)
class Effect:
    """How far an effect is. `lease` is set while a worker makes the call.

    `resume_at` is when the next call or look-up is due, None once it is over or leased.
    `may_have_executed` is whether any call so far may have arrived.
    """

    policy: Policy
    resume_at: datetime | None
    status: EffectStatus = "planned"
    lease: Lease | None = None
    calls: int = 0
    look_ups: int = 0
    may_have_executed: bool = False
    reason: str | None = None
    remedy: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether no further call or look-up will be made; an unknown one awaits a person."""
        settled = self.status in ("confirmed", "failed")
        return settled or (self.status == "unknown" and not self.moves_on_at)

    @property
    def is_waiting(self) -> bool:
        """Whether surely no call was sent yet."""
        return self.status == "planned"

    @property
    def moves_on_at(self) -> datetime | None:
        """When the effect should next move on by itself; None when it is over."""
        return self.lease.until if self.lease else self.resume_at

    @property
    def must_be_read(self) -> bool:
        """Whether the outside has to be read before any other call."""
        return self.policy == "reconcile" and self.may_have_executed

    def seconds_left(self, now: datetime) -> float:
        """Seconds until a worker may take the effect up; else 0."""
        if self.lease:
            return self.lease.seconds_left(now)
        return max(0.0, (self.resume_at - now).total_seconds()) if self.resume_at else 0.0

    def sending(self, now: datetime, lease: timedelta) -> "Effect":
        """The state saved before the call is sent: a crash from here on means “unknown”."""
        return replace(
            self, status="sent", lease=Lease(now + lease), resume_at=None, calls=self.calls + 1
        )

    def looking(self, now: datetime, lease: timedelta) -> "Effect":
        """The state saved before the outside is read; a crash in between costs that look-up."""
        return replace(self, lease=Lease(now + lease), resume_at=None, look_ups=self.look_ups + 1)

    def put_off(self, now: datetime, seconds: float, reason: str) -> "Effect":
        """The state after a call that surely did nothing; the next one is after `seconds`."""
        status: EffectStatus = "unknown" if self.may_have_executed else "planned"
        return self._later(now, seconds, status, reason)

    def lost(self, now: datetime, seconds: float) -> "Effect":
        """The state after a call with unknown outcome; it moves on after `seconds`."""
        reason = _REPEATING if self.policy == "repeat" else _LOOKING
        return replace(self._later(now, seconds, "unknown", reason), may_have_executed=True)

    def confirmed(self, note: str = "") -> "Effect":
        """The state when it is done; `note` is for the person who wished it."""
        return self._over("confirmed", note or None, None)

    def failed(self, reason: str, remedy: str) -> "Effect":
        """The state after a final failure: surely not done, whatever was sent before."""
        return self._over("failed", reason, remedy)

    def given_up(self, reason: str, remedy: str) -> "Effect":
        """The state after the last try: failed, or unknown if any call may have arrived."""
        return self._over("unknown" if self.may_have_executed else "failed", reason, remedy)

    def _later(self, now: datetime, seconds: float, status: EffectStatus, reason: str) -> "Effect":
        resume_at = now + timedelta(seconds=seconds)
        return replace(self, status=status, lease=None, resume_at=resume_at, reason=reason)

    def _over(self, status: EffectStatus, reason: str | None, remedy: str | None) -> "Effect":
        return replace(
            self, status=status, lease=None, resume_at=None, reason=reason, remedy=remedy
        )


R = TypeVar("R")
R_contra = TypeVar("R_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Seen(Generic[R]):
    """The outside shows what the call was to do."""

    outcome: R


@dataclass(frozen=True, slots=True)
class Absent:
    """The outside shows that the call came to nothing; the texts are for the person."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The outside does not tell, now."""


class EffectCall(Protocol[R]):
    """The call of one effect; its texts are for the person who wished it."""

    @property
    def unknown_reason(self) -> str:
        """What is told when nothing tells whether it was done."""
        ...

    def remedy(self, effect: Effect) -> str:
        """What the person can do when the effect is given up."""
        ...

    def execute(self) -> R:
        """Make the call; raises `Refused`, `TryLater` or `OutcomeUnknown`."""
        ...

    def look_up(self) -> Seen[R] | Absent | Unclear:
        """Read what became of an earlier call; `TryLater` and `OutcomeUnknown` read nothing."""
        ...


class EffectRecord(Protocol[R_contra]):
    """Where one effect is stored; every save is conditional and raises `StaleWrite`."""

    def load(self) -> Effect | None:
        """The effect as it is stored now; None when another has taken its place."""
        ...

    def save(self, effect: Effect) -> None:
        """Store the effect over the state that was loaded or saved last."""
        ...

    def confirm(self, effect: Effect, outcome: R_contra) -> None:
        """Store the effect as done, with its outcome."""
        ...


@dataclass(frozen=True, slots=True)
class EffectRunner:
    """Advances effects by one step at a time; a lease outlives its function's time limit."""

    clock: Clock
    lease: timedelta

    def advance(self, record: EffectRecord[R], call: EffectCall[R]) -> float | None:
        """Take the effect's next step; answers the seconds until the one after it, None if over."""
        try:
            return self._advance(record, call)
        except StaleWrite:
            # Another worker, or the person, has moved it on.
            return _OVERTAKEN

    def _advance(self, record: EffectRecord[R], call: EffectCall[R]) -> float | None:
        effect = record.load()
        if effect is None or effect.is_over:
            return None
        now = self.clock.now()
        if left := effect.seconds_left(now):
            return left
        if effect.lease and effect.status == "sent":
            return self._lost(record, call, effect)
        if effect.must_be_read:
            return self._look_up(record, call, effect)
        sending = effect.sending(now, self.lease)
        record.save(sending)
        return self._execute(record, call, sending)

    def _execute(
        self, record: EffectRecord[R], call: EffectCall[R], effect: Effect
    ) -> float | None:
        try:
            outcome = call.execute()
        except Refused as refusal:
            record.save(effect.given_up(refusal.message, refusal.remedy))
            return None
        except TryLater as passing:
            return self._try_later(record, call, effect, passing)
        except OutcomeUnknown:
            return self._lost(record, call, effect)
        return self._confirm(record, effect, outcome)

    def _try_later(
        self, record: EffectRecord[R], call: EffectCall[R], effect: Effect, passing: TryLater
    ) -> float | None:
        if effect.calls >= MOST_CALLS:
            record.save(effect.given_up(passing.message, call.remedy(effect)))
            return None
        seconds = backoff(effect.calls, passing.after)
        record.save(effect.put_off(self.clock.now(), seconds, passing.message))
        return seconds

    def _lost(self, record: EffectRecord[R], call: EffectCall[R], effect: Effect) -> float | None:
        repeat = effect.policy == "repeat"
        seconds = backoff(effect.calls, 1.0) if repeat else LOOK_UP_AFTER[0]
        lost = effect.lost(self.clock.now(), seconds)
        if repeat and effect.calls >= MOST_CALLS:
            record.save(lost.given_up(call.unknown_reason, call.remedy(lost)))
            return None
        record.save(lost)
        return seconds

    def _look_up(
        self, record: EffectRecord[R], call: EffectCall[R], effect: Effect
    ) -> float | None:
        looking = effect.looking(self.clock.now(), self.lease)
        record.save(looking)
        try:
            found = call.look_up()
        except (TryLater, OutcomeUnknown):
            found = Unclear()
        if isinstance(found, Seen):
            return self._confirm(record, looking, found.outcome)
        if isinstance(found, Absent) and looking.look_ups > 1:
            # It may be shown late: one look is not enough to say that it is not there.
            record.save(looking.failed(found.reason, found.remedy))
            return None
        if looking.look_ups >= len(LOOK_UP_AFTER):
            record.save(looking.given_up(call.unknown_reason, call.remedy(looking)))
            return None
        seconds = LOOK_UP_AFTER[looking.look_ups]
        record.save(looking.lost(self.clock.now(), seconds))
        return seconds

    def _confirm(self, record: EffectRecord[R], effect: Effect, outcome: R) -> float | None:
        """Store what the outside did, even if the record has changed meanwhile."""

        def confirm_latest() -> float | None:
            latest = record.load()
            if latest is None or latest.is_over:
                return None
            record.confirm(latest.confirmed(), outcome)
            return None

        try:
            record.confirm(effect.confirmed(), outcome)
        except StaleWrite:
            return retry_on_conflict(confirm_latest)
        return None
