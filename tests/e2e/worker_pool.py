"""The processes in which the emulator runs our Lambdas: found, frozen and killed by their id."""

import json
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from infra.local.laptop import Laptop
from tests.e2e.laptop_aws import aws
from tests.e2e.waiting import eventually

PROC = Path("/proc")


class WorkerPool:
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

    def wake(self) -> None:
        """See to it that a worker is there and idle: it is asked about a post that is not."""
        nothing = json.dumps({"post_id": "post_none", "publication_id": "pub_none"})
        with aws(self._laptop, "lambda") as client:

            def answers() -> bool:
                # The first call after a kill may still meet the pipe of the dead.
                answer = client.invoke(FunctionName=self.function, Payload=nothing)
                return "FunctionError" not in answer

            eventually(answers, f"an answer of {self.function}")

    def pid_by_port(self, port: int) -> int | None:
        """The worker that holds the connection from this local port, itself or by its browser."""
        socket = f"socket:[{_socket_inode(port)}]"
        for worker in self.pids():
            if any(_holds(pid, socket) for pid in [worker, *descendants(worker)]):
                return worker
        return None

    def freeze(self, pids: Sequence[int] | None = None) -> list[int]:
        """Stop workers (all, or these) in their tracks: what is sent to them waits in buffers."""
        frozen = self.pids() if pids is None else list(pids)
        for pid in frozen:
            _send(pid, signal.SIGSTOP)
        return frozen

    def kill(self, pids: Sequence[int]) -> None:
        """Kill these workers and whatever they have started, as a vanishing Lambda host does."""
        for pid in pids:
            for victim in [*descendants(pid), pid]:
                _send(victim, signal.SIGKILL)
        eventually(lambda: not any(map(_lives, pids)), "death", every=0.02)


class WorkerPools(NamedTuple):
    """The workers that take part in publishing: each calls the next, or is called after it."""

    steps: WorkerPool
    posting: WorkerPool
    browse: WorkerPool


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


def _socket_inode(port: int) -> str:
    """The inode of the loopback connection whose local port this is."""
    for row in _read_text("/proc/net/tcp"), _read_text("/proc/net/tcp6"):
        for line in row.splitlines()[1:]:
            local, inode = line.split()[1], line.split()[9]
            if int(local.rpartition(":")[2], 16) == port and inode != "0":
                return inode
    raise AssertionError(f"nobody holds a connection from port {port}")


def _read_text(path: str) -> str:
    return Path(path).read_text(encoding="ascii")


def _holds(pid: int, socket: str) -> bool:
    try:
        return any(str(one.readlink()) == socket for one in (PROC / str(pid) / "fd").iterdir())
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False  # it has ended, or closed the file while it was looked at


def _lives(pid: int) -> bool:
    state = _read(pid, "stat").rpartition(b")")[2].split()
    return bool(state) and state[0] not in (b"Z", b"X")


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
