"""Finds the vendors that the sandbox stands in for: each package here that names its `VENDOR`."""

from importlib import import_module

from infra.local.sandbox.packages import packages
from infra.local.sandbox.vendor import Vendor


def _found() -> tuple[Vendor, ...]:
    parent = __name__.rpartition(".")[0]
    modules = [import_module(f"{parent}.{name}") for name in packages()]
    return tuple(one for one in modules if hasattr(one, "VENDOR"))


VENDORS: tuple[Vendor, ...] = _found()
