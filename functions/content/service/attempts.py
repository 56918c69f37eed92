"""Repeats what lost a race, from a fresh look at the table."""

from collections.abc import Callable
from typing import TypeVar

from kernel.errors import StaleWrite

_TRIES = 5
T = TypeVar("T")


def with_fresh_eyes(attempt: Callable[[], T]) -> T:
    """Read and write again when somebody else wrote in between; raises `StaleWrite` in the end."""
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except StaleWrite:
            continue
    return attempt()
