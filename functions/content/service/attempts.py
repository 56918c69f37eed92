"""Repeats a read and write that lost a race against another request."""

from collections.abc import Callable
from typing import TypeVar

from kernel.errors import StaleWrite

_TRIES = 5
T = TypeVar("T")


def with_fresh_eyes(attempt: Callable[[], T]) -> T:
    """Call `attempt` up to 5 times while it raises `StaleWrite`, then pass `StaleWrite` on."""
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except StaleWrite:
            continue
    return attempt()
