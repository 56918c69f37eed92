"""Waiting for what happens in other processes, with an end."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


PATIENCE = 300.0
"""Seconds after which a wait is given up: longer than a busy machine needs for any of them."""


def eventually(
    happened: Callable[[], T | None],
    what: str,
    *,
    seconds: float = PATIENCE,
    every: float = 0.25,
    instead: Callable[[], object] = lambda: "nothing else is known",
) -> T:
    """What `happened` answers as soon as that is true.

    After `seconds` it fails with `what` was waited for, and what there was `instead`.
    """
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        if outcome := happened():
            return outcome
        time.sleep(every)
    raise AssertionError(f"{what}: not within {seconds:.0f} s; instead: {instead()}")
