"""When each caller called a stand-in, for limits per second, minute or day."""

from collections import deque
from collections.abc import Hashable

from infra.local.sandbox.world import World


class RecentCalls:
    """Instants of calls by caller, oldest first; gone when the world forgets everything."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._resets = world.resets
        self._calls: dict[Hashable, deque[float]] = {}

    def of(self, caller: Hashable) -> deque[float]:
        """The caller's calls; the limiter appends to them and drops those that no longer count."""
        if self._resets != self._world.resets:
            self._resets = self._world.resets
            self._calls.clear()
        return self._calls.setdefault(caller, deque())
