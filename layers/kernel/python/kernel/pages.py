"""Lists are handed out in pages with an opaque cursor, so that no list is ever unbounded."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kernel.errors import Malformed

T = TypeVar("T")
U = TypeVar("U")

MOST = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the cursor of the next page or None."""

    items: Sequence[T]
    next_cursor: str | None = None

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        """A page with `change` applied to each item, and this page's cursor."""
        return Page([change(item) for item in self.items], self.next_cursor)


def to_cursor(position: Mapping[str, object] | None) -> str | None:
    """A position in a list as opaque text."""
    if not position:
        return None
    packed = json.dumps(position, separators=(",", ":"), sort_keys=True).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def from_cursor(cursor: str | None) -> dict[str, object] | None:
    """The position that `to_cursor` packed; raises `Malformed` for anything else."""
    if not cursor:
        return None
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise Malformed("This cursor was not made by this list.") from error
    if not isinstance(position, dict):
        raise Malformed("This cursor was not made by this list.")
    return position
