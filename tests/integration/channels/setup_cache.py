"""Caches the state after a platform was connected, so that the flow runs once, not per test.

What is kept is the sandbox's whole memory and the whole account after the real flow. It is put
back for a test that stands where the flow began: same memory, same rows, same settings, and so
soon that no clock tells the difference. Any other test goes through the flow itself.
"""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from infra.local.sandbox.world import World
from tests.clocks import now
from tests.integration.moto_account import AccountState, MotoAccount

SOON = timedelta(seconds=45)
"""In which tokens and what was written about them count as fresh."""
_TABLES = ("documents", "counters", "blobs")

Outcome = dict[str, str]


@dataclass(frozen=True)
class SetupSnapshot:
    """Both memories, right after something was done that had this outcome."""

    at: datetime
    world: sqlite3.Connection
    account: AccountState
    outcome: Outcome


class SetupCache:
    """Snapshots by what was done, and by the state it began from."""

    def __init__(self, account: MotoAccount, world: World) -> None:
        self._account = account
        self._world = world
        self._snapshots: dict[str, SetupSnapshot] = {}

    def after(self, act: Callable[[], Outcome], *what: str) -> Outcome:
        """Do it, or restore the snapshot after it; `what` identifies the action."""
        key = self._key(what)
        snapshot = self._snapshots.get(key)
        began = now()  # as this process and the stand-ins see it, wherever it was moved to
        if snapshot is None or not timedelta(0) <= began - snapshot.at <= SOON:
            outcome = act()
            snapshot = SetupSnapshot(began, self._copy(), self._account.saved(), outcome)
            self._snapshots[key] = snapshot
        else:
            self._put_back(snapshot)
        return dict(snapshot.outcome)

    def _key(self, what: tuple[str, ...]) -> str:
        named = sorted(name for name in os.environ if not name.startswith("PYTEST"))
        settings = [f"{name}={os.environ[name]}" for name in named]
        digest = sha256(repr((what, settings)).encode())
        digest.update(self._account.saved().content)
        with self._world.lock:
            for table in _TABLES:
                # A fixed name of ours.
                rows = self._connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608
                digest.update(repr(rows.fetchall()).encode())
        return digest.hexdigest()

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._world._connection  # noqa: SLF001  # its memory, which only a test copies

    def _copy(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        with self._world.lock:
            self._connection.backup(copy)
        return copy

    def _put_back(self, snapshot: SetupSnapshot) -> None:
        with self._world.lock:
            snapshot.world.backup(self._connection)
        self._account.put_back(snapshot.account)
