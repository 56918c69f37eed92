"""The one clock of a test: handlers, stand-ins and libraries in this process all read it.

A test that needs a certain time takes the fixture `clock` and sets or moves it. It moves the
process, because a clock that moves only what it was handed to leaves the rest (handlers, the
stand-ins, PyJWT, Powertools, boto3, moto) on the machine's, and such a test passes on some days.
`kernel.clock.SetClock` is for tests of pure code, in which nobody asks the machine; `ClockGuard`
fails a test in which somebody does. A test to which the time is all the same asks `now()`.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import wraps
from inspect import unwrap
from threading import get_ident
from typing import Any, Self

import pytest
import time_machine

from infra.local.sandbox.world import World
from kernel.clock import SetClock, SystemClock


def now() -> datetime:
    """The present instant, aware, in UTC, as everything in this process sees it."""
    return SystemClock().now()


class SharedClock:
    """This process's clock, standing still until it is moved; the fixture `clock` makes it.

    Identifiers keep the machine's time: they sort by it, and nothing reads a time out of them.
    """

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def now(self) -> datetime:
        """The instant at which it stands."""
        return now()

    def set(self, at: datetime) -> None:
        """Go to this instant."""
        self._traveller.move_to(at, tick=False)

    def forward(self, seconds: float) -> None:
        """Move on by `seconds`; back, when they are negative."""
        self._traveller.move_to(self.now() + timedelta(seconds=seconds), tick=False)


@contextmanager
def frozen_clock() -> Iterator[SharedClock]:
    """Stop this process's clock where it is, until the block ends."""
    with time_machine.travel(now(), tick=False) as traveller:
        yield SharedClock(traveller)


class ClockGuard:
    """Notes, until its block ends, whether a clock was made and whether the machine's was asked.

    Both clocks of the kernel and the stand-ins' memory tell it, and do as ever; of two blocks, one
    in the other, they tell the inner one. A thread that ran before the block, such as a server's
    that still ends what an earlier test asked of it, counts only if the block is `shared` with it.
    """

    def __init__(self, *, shared: bool = True) -> None:
        self._seen: set[str] = set()
        self._patch = pytest.MonkeyPatch()
        self._shared = shared
        self._strangers: set[int | None] = set()

    def __enter__(self) -> Self:
        if not self._shared:
            self._strangers = {one.ident for one in threading.enumerate()} - {get_ident()}
        self._note("made", SetClock, "__init__")
        self._note("asked", SystemClock, "now")
        self._note("asked", World, "now")
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()

    def problem(self) -> str:
        """What is wrong with the test that was watched, and what to do; nothing if all is well."""
        if self._seen != {"made", "asked"}:
            return ""
        return (
            "This test has two clocks: it made a SetClock, and the machine's was asked as well "
            "(by a handler, a stand-in or another test file's helper), so it depends on the day "
            "it runs on. Take the fixture `clock` instead, which moves the whole process."
        )

    def _note(self, what: str, owner: type, name: str) -> None:
        given = unwrap(getattr(owner, name))

        @wraps(given)
        def noted(*arguments: Any, **named: Any) -> Any:
            if get_ident() not in self._strangers:
                self._seen.add(what)
            return given(*arguments, **named)

        self._patch.setattr(owner, name, noted)
