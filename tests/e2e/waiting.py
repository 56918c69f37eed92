"""Waiting for what happens in other processes, with an end."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(
    happened: Callable[[], T | None], what: str, *, seconds: float, every: float = 0.25
) -> T:
    """What `happened` answers as soon as that is true; fails, naming `what`, after `seconds`."""
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        if outcome := happened():
            return outcome
        time.sleep(every)
    raise AssertionError(f"{what}: not within {seconds:.0f} s")
