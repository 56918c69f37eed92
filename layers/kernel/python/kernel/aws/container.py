"""The container of a context: builds each part when it is first asked for, and keeps it."""

from functools import cached_property
from typing import Any, Self

from kernel.aws.outbox import Outbox
from kernel.clock import Clock, SystemClock
from kernel.ids import Ids, RandomIds

_shared: dict[type["Container"], Any] = {}


class Container:
    """Base of the contexts' containers, whose parts are cached properties."""

    @cached_property
    def clock(self) -> Clock:
        """The clock of the machine."""
        return SystemClock()

    @cached_property
    def ids(self) -> Ids:
        """The maker of random identifiers."""
        return RandomIds()

    @cached_property
    def outbox(self) -> Outbox:
        """The outbox for the context's events."""
        return Outbox(self.clock, self.ids)

    @classmethod
    def shared(cls) -> Self:
        """Return this process's one container of the class; the first call builds it."""
        if cls not in _shared:
            _shared.setdefault(cls, cls())
        found: Self = _shared[cls]
        return found

    def close(self) -> None:
        """Close the parts that keep connections open; by default there are none."""


def forget_containers() -> None:
    """Close and forget every shared container, so that the next call reads the settings anew."""
    while _shared:
        _shared.popitem()[1].close()
