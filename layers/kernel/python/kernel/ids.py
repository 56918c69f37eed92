"""Identifiers that say what they name and sort by the time they were made (TypeID)."""

import re
from typing import Protocol

from typeid import TypeID

_SHAPE = re.compile(r"[a-z]([a-z_]*[a-z])?_[0-7][0-9a-hjkmnp-tv-z]{25}")


class Ids(Protocol):
    """Makes identifiers."""

    def new(self, prefix: str) -> str:
        """A fresh identifier such as `post_01j…` (UUIDv7 in Crockford's base 32)."""
        ...


class RandomIds:
    """Identifiers from the system's clock and randomness."""

    def new(self, prefix: str) -> str:
        """A fresh identifier such as `post_01j…`."""
        return str(TypeID(prefix=prefix))


class CountedIds:
    """Identifiers that count upwards, so that a test can name the next one."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, prefix: str) -> str:
        """`prefix` and the next number, in the shape of a TypeID."""
        self._last += 1
        return f"{prefix}_{self._last:026d}"


def is_id(text: str, prefix: str) -> bool:
    """Whether `text` has the shape of an identifier with this prefix."""
    return text.startswith(f"{prefix}_") and _SHAPE.fullmatch(text) is not None
