"""How the stand-ins' pages are told apart: `LOOK` in each vendor's `look.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from infra.local.sandbox.packages import modules_named


@dataclass(frozen=True)
class Look:
    """A vendor's name, an accent colour of our own, its pale form, and what is published there."""

    name: str
    accent: str
    soft: str
    noun: str


@lru_cache
def looks() -> Mapping[str, Look]:
    """Vendor → look, by the name of the vendor's package."""
    found = modules_named("look")
    return {module.__name__.split(".")[-2]: module.LOOK for module in found}
