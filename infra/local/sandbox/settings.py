"""Switches that change how a stand-in behaves, kept in the world so that a test can turn them."""

from collections.abc import Mapping
from functools import lru_cache

from infra.local.sandbox.packages import modules_named
from infra.local.sandbox.world import World

KIND = "setting"

_FRAMEWORK: dict[str, str | int] = {
    "metrics": "normal",  # normal | late (two days behind) | missing | few (viewers; Instagram)
}


@lru_cache
def defaults() -> Mapping[str, str | int]:
    """Name → default: `DEFAULTS` in each vendor's `switches.py`, and those that vendors share.

    Numbers that a vendor does not document are there rather than in its rules.
    """
    found = dict(_FRAMEWORK)
    for module in modules_named("switches"):
        found |= module.DEFAULTS
    return found


def change(world: World, name: str, value: str | int) -> None:
    """Turn a switch; KeyError for an unknown name, TypeError for the wrong kind of value."""
    if type(value) is not type(defaults()[name]):
        raise TypeError(f"{name} takes a value like {defaults()[name]!r}")
    world.put(KIND, name, {"value": value})


def every(world: World) -> dict[str, str | int]:
    """All switches as they stand."""
    return {**defaults(), **{name: kept["value"] for name, kept in world.items(KIND)}}


def text(world: World, name: str) -> str:
    """A switch that is a word."""
    return str(_value(world, name))


def number(world: World, name: str) -> int:
    """A switch that is a number."""
    return int(_value(world, name))


def _value(world: World, name: str) -> str | int:
    kept = world.get(KIND, name)
    value: str | int = defaults()[name] if kept is None else kept["value"]
    return value
