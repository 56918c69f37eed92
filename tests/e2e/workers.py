"""The processes in which the emulator runs our Lambdas: found, frozen and killed by their id."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from infra.local.laptop import Laptop

PROC = Path("/proc")


class Workers:
    """Every worker of one function of one laptop cloud; a worker is a child of its emulator."""

    def __init__(self, laptop: Laptop, function: str) -> None:
        self._laptop = laptop
        self.function = function

    def pids(self) -> list[int]:
        """The workers that live now."""
        emulator = self._laptop.emulator.process.pid
        mine = f"AWS_LAMBDA_FUNCTION_NAME={self.function}".encode()
        return [
            pid for pid in children(emulator or -1) if mine in _read(pid, "environ").split(b"\0")
        ]

    def freeze(self) -> list[int]:
        """Stop the workers in their tracks: what is sent to them waits in their buffers."""
        frozen = self.pids()
        for pid in frozen:
            _send(pid, signal.SIGSTOP)
        return frozen

    def kill(self) -> list[int]:
        """Kill the workers and whatever they have started, as a vanishing Lambda host does."""
        killed = self.pids()
        for pid in killed:
            for victim in [*descendants(pid), pid]:
                _send(victim, signal.SIGKILL)
        return killed


def children(parent: int) -> Iterator[int]:
    """The processes that `parent` has started and that still run."""
    for entry in PROC.iterdir():
        if entry.name.isdigit() and _parent(int(entry.name)) == parent:
            yield int(entry.name)


def descendants(pid: int) -> Iterator[int]:
    """Children, and theirs; the youngest first."""
    for child in list(children(pid)):
        yield from descendants(child)
        yield child


def _parent(pid: int) -> int:
    # "pid (name) state ppid …"; the name may hold anything, so read behind its last bracket.
    _, _, rest = _read(pid, "stat").rpartition(b")")
    return int(rest.split()[1]) if rest else -1


def _read(pid: int, name: str) -> bytes:
    try:
        return (PROC / str(pid) / name).read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return b""  # it has ended, or it is somebody else's


def _send(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return
