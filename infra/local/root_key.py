"""The key of the emulated account's root: random, one for each state folder, and its owner's alone.

Its id is as secret as its secret: the emulator takes a caller for root by the id alone.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from infra.local.state_secret import state_secret


@dataclass(frozen=True, slots=True)
class RootKey:
    """An access key id and its secret."""

    key_id: str = field(repr=False)
    secret: str = field(repr=False)

    @classmethod
    def of(cls, state: Path) -> Self:
        """The key of a state folder, made at first."""
        key_id, secret = (state_secret(state, f"root-key-{part}") for part in ("id", "secret"))
        return cls(f"AKIA{key_id}", secret)
