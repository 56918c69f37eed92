"""Finds the vendors that the sandbox stands in for: each package here that names its `VENDOR`."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from infra.local.sandbox.vendor import Vendor

_HERE = Path(__file__).parent


def _found() -> tuple[Vendor, ...]:
    package = __name__.rpartition(".")[0]
    packages = [one.name for one in iter_modules([str(_HERE)]) if one.ispkg]
    modules = [import_module(f"{package}.{name}") for name in packages]
    return tuple(one for one in modules if hasattr(one, "VENDOR"))


VENDORS: tuple[Vendor, ...] = _found()
