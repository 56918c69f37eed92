"""Has every context wire itself anew, so that no object of one test is met by the next."""

import inspect
import sys
from collections.abc import Iterator
from typing import Any

from kernel.http import GuardedClient


def forget_wiring() -> None:
    """The next call reads the settings anew; connections that were kept open are closed."""
    for one in _kept():
        if one.cache_info().currsize and not inspect.signature(one).parameters:
            made = one()
            if isinstance(made, GuardedClient):
                made.close()
        one.cache_clear()


def _kept() -> Iterator[Any]:
    """What functions/*/wiring remembers for its process, as far as it was imported."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("functions.") and name.split(".")[2:3] == ["wiring"]:
            for one in [*vars(module).values()]:
                if hasattr(one, "cache_info") and one.__module__ == name:
                    yield one
