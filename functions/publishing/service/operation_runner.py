"""Runs listing operations: claim → call → settle, and a repeated call after an unknown outcome.

Every call stands between two writes, as in `target_runner`. But updating and unpublishing set a
state: after a lost answer or a dead worker the same call is repeated, and no look-up is made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from functions.channels.model.listing import Published
from functions.publishing.model.listing_operation import ListingOperation
from functions.publishing.model.target import Target, backoff
from functions.publishing.ports import (
    ListingEditor,
    ListingNotFound,
    OutcomeUnknown,
    Refused,
    Targets,
)
from functions.publishing.service.settlement import changed
from functions.publishing.service.target_runner import Done, Wait
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite, TryLater

_NOTHING_WAS_DONE = "Nothing was changed there. Try again later."
_AGAIN = "Look there, and press again: doing it twice does no harm."


@dataclass(frozen=True, slots=True)
class OperationRunner:
    """Advances listing operations for the workflow; a lease outlives its function's time limit."""

    targets: Targets
    editors: ListingEditor
    clock: Clock
    lease: timedelta

    def advance(self, post_id: str, platform: str) -> Done | Wait:
        """Take the next step of this target's operation, if any, and return what comes after."""
        target = self.targets.target(post_id, platform)
        if target is None:
            return Done()
        try:
            return self._go_on(target)
        except StaleWrite:
            # Another run of the workflow, or the artisan, has moved it on.
            return Wait(2.0)

    def _go_on(self, target: Target) -> Done | Wait:
        operation = target.open_operation
        if operation is None:
            return Done()
        now = self.clock.now()
        if left := operation.seconds_left(now):
            return Wait(left)
        if operation.lost_its_worker(now):
            return self._lost(target, operation)
        sending = self._save(target.with_operation(now, operation.sending(now, self.lease)))
        return self._call(sending, sending.open_operation or operation)

    def _call(self, target: Target, operation: ListingOperation) -> Done | Wait:
        try:
            published = self._do(target, operation)
        except ListingNotFound:
            return self._vanished(target, operation)
        except Refused as refusal:
            return self._settle(target, operation.given_up(refusal.reason, refusal.remedy))
        except TryLater as passing:
            return self._try_later(target, operation, passing)
        except OutcomeUnknown:
            return self._lost(target, operation)
        return self._confirm(target, operation, lambda one: self._done(one, operation, published))

    def _do(self, target: Target, operation: ListingOperation) -> Published | None:
        """Call the platform; the listing as published, or None after unpublishing."""
        if operation.kind == "update" and operation.listing:
            return self.editors.update(target, operation.listing)
        self.editors.unpublish(target)
        return None

    def _done(
        self, target: Target, operation: ListingOperation, published: Published | None
    ) -> Target:
        now = self.clock.now()
        if published is not None:
            return target.changed_there(now, operation.confirmed(published.note), published.url)
        return target.unpublished(now, operation.confirmed())

    def _vanished(self, target: Target, operation: ListingOperation) -> Done | Wait:
        """Settle an operation on a listing that somebody took down: the target is unpublished."""
        if operation.kind == "unpublish":
            ended = operation.confirmed()
        else:
            ended = operation.failed(
                "It is not there any more.", "Make a new post to show it again."
            )
        return self._confirm(
            target, operation, lambda one: one.unpublished(self.clock.now(), ended)
        )

    def _try_later(
        self, target: Target, operation: ListingOperation, passing: TryLater
    ) -> Done | Wait:
        if operation.attempts_exhausted:
            remedy = _AGAIN if operation.may_have_executed else _NOTHING_WAS_DONE
            return self._settle(target, operation.given_up(passing.message, remedy))
        seconds = backoff(operation.calls, passing.after)
        now = self.clock.now()
        self._save(target.with_operation(now, operation.put_off(now, seconds, passing.message)))
        return Wait(seconds)

    def _lost(self, target: Target, operation: ListingOperation) -> Done | Wait:
        now, seconds = self.clock.now(), backoff(operation.calls, 1.0)
        lost = operation.lost(now, seconds)
        if operation.attempts_exhausted:
            reason = "We could not find out whether it was done."
            return self._settle(target, lost.given_up(reason, _AGAIN))
        self._save(target.with_operation(now, lost))
        return Wait(seconds)

    def _confirm(
        self, target: Target, operation: ListingOperation, true: Callable[[Target], Target]
    ) -> Done | Wait:
        """Store the platform's outcome even if the target has changed: reload and retry."""
        try:
            self._save(true(target))
        except StaleWrite:
            return retry_on_conflict(lambda: self._confirm_latest(target, operation, true))
        return Done()

    def _confirm_latest(
        self, target: Target, operation: ListingOperation, true: Callable[[Target], Target]
    ) -> Done | Wait:
        latest = self.targets.target(target.post_id, target.platform)
        if latest is None or latest.open_operation is None:
            return Done()
        if latest.open_operation.operation_id != operation.operation_id:
            return Wait(1.0)
        self._save(true(latest))
        return Done()

    def _settle(self, target: Target, operation: ListingOperation) -> Done:
        self._save(target.with_operation(self.clock.now(), operation))
        return Done()

    def _save(self, target: Target) -> Target:
        self.targets.save_target(target, changed(target))
        return target
