"""Metrics of a post, which grow with its age; a switch makes them late or missing."""

import hashlib
from collections.abc import Iterable

from infra.local.sandbox import settings
from infra.local.sandbox.world import World

LATE = 48 * 3600
"""What happened in the last two days is not counted while the switch says `late`."""
_HOUR = 3600


def metric_values(world: World, id_: str, born: float, names: Iterable[str]) -> dict[str, int]:
    """Each number as it is told now; empty while there is none to tell."""
    mood = settings.text(world, "metrics")
    age = world.now() - born - (LATE if mood == "late" else 0)
    if mood == "missing" or age < 0:
        return {}
    hours = int(age // _HOUR) + 1
    return {name: _pace(id_, name) * hours for name in names}


def _pace(id_: str, name: str) -> int:
    """How many in an hour, from 1 to 16; each post and number has its own."""
    return hashlib.sha256(f"{id_} {name}".encode()).digest()[0] % 16 + 1
