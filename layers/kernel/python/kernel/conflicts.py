"""Repeats a read and a conditional write that another writer overtook."""

from collections.abc import Callable
from typing import TypeVar

from kernel.errors import StaleWrite

T = TypeVar("T")


def retry_on_conflict(attempt: Callable[[], T], *, attempts: int = 5) -> T:
    """Call `attempt` up to `attempts` times while it raises `StaleWrite`; the last one passes.

    `attempt` reads what it writes anew each time, so that it builds on the other writer's state.
    """
    for _ in range(attempts - 1):
        try:
            return attempt()
        except StaleWrite:
            continue
    return attempt()
