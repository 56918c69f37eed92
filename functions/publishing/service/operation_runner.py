"""Runs listing operations: the effect of each is one call, repeated after an unknown outcome."""

from dataclasses import dataclass
from datetime import timedelta

from functions.channels.model.listing import Published
from functions.publishing.model.listing_operation import ListingOperation
from functions.publishing.model.target import Target
from functions.publishing.ports import ListingEditor, ListingNotFound, Posts
from functions.publishing.service.settlement import changed
from functions.publishing.service.target_runner import Done, Wait
from kernel.clock import Clock
from kernel.effect import Effect, EffectRunner, Unclear

_NOTHING_WAS_DONE = "Nothing was changed there. Try again later."
_AGAIN = "Look there, and press again: doing it twice does no harm."


@dataclass(frozen=True, slots=True)
class OperationRunner:
    """Advances listing operations for the workflow; a lease outlives its function's time limit."""

    posts: Posts
    editors: ListingEditor
    clock: Clock
    lease: timedelta

    def advance(self, post_id: str, platform: str) -> Done | Wait:
        """Take the next step of this target's operation, if any, and return what comes after."""
        target = self.posts.target(post_id, platform)
        operation = target.open_operation if target else None
        if target is None or operation is None:
            return Done()
        record = _OperationRecord(self.posts, self.clock, target, operation)
        call = _OperationCall(self.editors, target, operation)
        seconds = EffectRunner(self.clock, self.lease).advance(record, call)
        if seconds is None and record.was_replaced:
            return Wait(1.0)
        return Done() if seconds is None else Wait(seconds)


@dataclass(frozen=True, slots=True)
class _Vanished:
    """Somebody took the listing down on the platform."""


_Outcome = Published | _Vanished | None


@dataclass(frozen=True, slots=True)
class _OperationCall:
    """The call of an operation; it sets a state, so that it is repeated and never looked up."""

    editors: ListingEditor
    target: Target
    operation: ListingOperation

    unknown_reason = "We could not find out whether it was done."

    def remedy(self, effect: Effect) -> str:
        """What the artisan can do when the operation is given up."""
        return _AGAIN if effect.may_have_executed else _NOTHING_WAS_DONE

    def execute(self) -> _Outcome:
        """Call the platform; the listing as published, or None after unpublishing."""
        try:
            if self.operation.kind == "update" and self.operation.listing:
                return self.editors.update(self.target, self.operation.listing)
            self.editors.unpublish(self.target)
        except ListingNotFound:
            return _Vanished()
        return None

    def look_up(self) -> Unclear:
        """Nothing is looked up for an operation."""
        return Unclear()


class _OperationRecord:
    """The operation in its target's row; each save builds on the target as read or saved last."""

    def __init__(
        self, posts: Posts, clock: Clock, target: Target, operation: ListingOperation
    ) -> None:
        self._posts = posts
        self._clock = clock
        self._target: Target = target
        self._operation = operation
        self._first_load = True
        self.was_replaced = False

    def load(self) -> Effect | None:
        """The effect as it is stored; None if the operation is over or another took its place."""
        if not self._first_load:
            latest = self._posts.target(self._target.post_id, self._target.platform)
            self._target = latest or self._target
        self._first_load = False
        operation = self._target.open_operation
        if operation is None:
            return None
        self.was_replaced = operation.operation_id != self._operation.operation_id
        return None if self.was_replaced else operation.effect

    def save(self, effect: Effect) -> None:
        """Store the effect with its target."""
        self._store(self._target.with_operation(self._clock.now(), self._operation.at(effect)))

    def confirm(self, effect: Effect, outcome: _Outcome) -> None:
        """Store what the platform shows now, in the target and in its operation."""
        now, target = self._clock.now(), self._target
        match outcome:
            case Published(note=note):
                done = self._operation.at(effect.confirmed(note))
                self._store(target.changed_there(now, done, outcome.url))
            case _Vanished() if self._operation.kind == "update":
                gone = effect.failed(
                    "It is not there any more.", "Make a new post to show it again."
                )
                self._store(target.unpublished(now, self._operation.at(gone)))
            case _:
                self._store(target.unpublished(now, self._operation.at(effect)))

    def _store(self, target: Target) -> None:
        self._posts.save_target(target, changed(target))
        self._target = target
