"""The key of the emulated account's root: random, one for each state folder, and its owner's alone.

Its id is as secret as its secret: the emulator takes a caller for root by the id alone.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_ONLY_OWNER = 0o600


@dataclass(frozen=True, slots=True)
class RootKey:
    """An access key id and its secret."""

    key_id: str = field(repr=False)
    secret: str = field(repr=False)

    @classmethod
    def of(cls, state: Path) -> Self:
        """The key of a state folder, made at first; the file is readable by its owner alone."""
        file = state / "root-key.json"
        state.mkdir(parents=True, exist_ok=True)
        try:
            opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_OWNER)
        except FileExistsError:
            return cls(**json.loads(file.read_text()))
        made = cls(
            key_id="AKIA" + "".join(secrets.choice(_ALPHABET) for _ in range(32)),
            secret=secrets.token_urlsafe(32),
        )
        with os.fdopen(opened, "w") as writer:
            json.dump(asdict(made), writer)
        return made
