"""Finds the modules of one name in the packages of the vendors' stand-ins."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

_HERE = Path(__file__).parent
_PACKAGE = __name__.rpartition(".")[0]


def packages() -> list[str]:
    """The names of the packages beside this module."""
    return [one.name for one in iter_modules([str(_HERE)]) if one.ispkg]


def modules_named(name: str) -> Iterator[ModuleType]:
    """`<package>/<name>.py` of each package that has one."""
    for package in packages():
        if (_HERE / package / f"{name}.py").exists():
            yield import_module(f"{_PACKAGE}.{package}.{name}")
