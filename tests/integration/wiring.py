"""Resets the wiring of every context, so that no object of one test reaches the next."""

import inspect
import re
import sys
from functools import lru_cache
from typing import Any

from kernel.aws.container import forget_containers
from kernel.http import GuardedClient

_WIRING = re.compile(r"functions\.[^.]+\.wiring(\.|$)")


def reset_wiring() -> None:
    """The next call reads the settings anew; connections that were kept open are closed."""
    forget_containers()
    for one in _kept():
        if one.cache_info().currsize and not inspect.signature(one).parameters:
            made = one()
            if isinstance(made, GuardedClient):
                made.close()
        one.cache_clear()


def _kept() -> tuple[Any, ...]:
    """What functions/*/wiring remembers for its process, as far as it was imported."""
    return _kept_by(len(sys.modules))


@lru_cache(maxsize=1)  # thousands of modules, three times per test
def _kept_by(modules: int) -> tuple[Any, ...]:
    """The same, while as many modules are there; they come, and never go."""
    del modules
    return tuple(
        one
        for name, module in [*sys.modules.items()]
        if _WIRING.match(name)
        for one in vars(module).values()
        if hasattr(one, "cache_info") and one.__module__ == name
    )
