"""Does one thing for each of many items, which belong to different people: each for itself.

Whatever one item raises is logged and stops neither those behind it nor the next run: the item is
moved on, so that it is not the first again, and a run that is out of time leaves the rest to the
next one.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from kernel.observability import count, log_event, log_failure

T = TypeVar("T")
R = TypeVar("R")

SET_ASIDE = timedelta(hours=1)
"""How long an item that failed unexpectedly waits for its next turn."""


@dataclass(frozen=True)  # with slots, Python 3.11 cannot call `SweepResult[R](…)`
class SweepResult(Generic[R]):
    """What `act` answered for the items that succeeded, and what the others raised."""

    results: tuple[R, ...] = ()
    failures: tuple[Exception, ...] = ()

    @property
    def taken(self) -> int:
        """How many items had their turn, whatever came of it."""
        return len(self.results) + len(self.failures)

    def reraise(self) -> None:
        """Raise the last failure, if there is one, so that a message comes again."""
        if self.failures:
            raise self.failures[-1]


def _no_facts(_: object) -> Mapping[str, str]:
    return {}


def in_batches(query: Callable[[int], Sequence[T]], size: int, most: int) -> Iterator[T]:
    """The items of up to `most` batches of `size`; `query` no longer answers what had its turn."""
    for _ in range(most):
        batch = query(size)
        yield from batch
        if len(batch) < size:
            return


def sweep(  # noqa: PLR0913  # all by name
    items: Iterable[T],
    act: Callable[[T], R],
    *,
    failure: str,
    move_on: Callable[[T], object] | None,
    facts: Callable[[T], Mapping[str, str]] = _no_facts,
    seconds: float | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> SweepResult[R]:
    """Call `act` with each item; an exception of one is logged as `failure`, and is that item's.

    `move_on` gives an item that failed its next due time; None where it has one already. `facts`
    are logged with the failure. After `seconds` no further item is begun.
    """
    results: list[R] = []
    failures: list[Exception] = []
    ends_at = None if seconds is None else monotonic() + seconds
    for item in items:
        if ends_at is not None and monotonic() >= ends_at:
            log_event("SweepOutOfTime", failure=failure, taken=len(results) + len(failures))
            break
        try:
            results.append(act(item))
        except Exception as error:  # noqa: BLE001  # of one item: each for itself
            log_failure(failure, error, **facts(item))
            failures.append(error)
            _move_on(item, move_on, failure)
    if failures:
        count("ItemsFailed", len(failures))  # which fail no function, so that nobody else tells
    return SweepResult(tuple(results), tuple(failures))


def _move_on(item: T, move_on: Callable[[T], object] | None, failure: str) -> None:
    if move_on is None:
        return
    try:
        move_on(item)
    except Exception as error:  # noqa: BLE001  # as above
        log_failure(f"{failure}AndNotMovedOn", error)
