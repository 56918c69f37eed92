"""Who waits for `make run`: when they are gone, whatever killed them, it must end as well."""

import os
import select
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

EVERY = 0.5
PROC = Path("/proc")


@dataclass(frozen=True)
class Lineage:
    """The process that started this one, where it is known the one that started that, a terminal.

    The terminal counts because its end is told to the leader of its session alone, and if that is
    make, it waits for us.
    """

    parent: int
    grandparent: int | None = None
    terminal: int | None = None

    @classmethod
    def of_this_process(cls, environ: Mapping[str, str] = os.environ) -> "Lineage | None":
        """Those without whom this process has no purpose; None if it was meant to stay alone.

        `make` waits for what it runs. Whoever runs `make` waits for it as well, unless it was put
        into the background: a shell without job control lets it ignore SIGINT, nohup SIGHUP.
        """
        ignored = {signal.getsignal(number) for number in (signal.SIGINT, signal.SIGHUP)}
        alone = signal.SIG_IGN in ignored
        parent = os.getppid()
        if alone:
            return cls(parent) if "MAKELEVEL" in environ else None
        return cls(parent, _parent_of(parent) if "MAKELEVEL" in environ else None, _terminal())

    def is_whole(self) -> bool:
        """Whether all of them still live."""
        if os.getppid() != self.parent or (self.terminal is not None and _is_gone(self.terminal)):
            return False
        return self.grandparent is None or _parent_of(self.parent) == self.grandparent

    def watch(self) -> None:
        """Ask this process to end, by SIGTERM, as soon as one of them is gone; returns at once."""
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while self.is_whole():
            time.sleep(EVERY)
        os.kill(os.getpid(), signal.SIGTERM)


def _terminal() -> int | None:
    return next((stream for stream in range(3) if os.isatty(stream)), None)


def _is_gone(terminal: int) -> bool:
    poll = select.poll()
    poll.register(terminal, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _parent_of(pid: int) -> int | None:
    try:
        # "pid (name) state ppid …"; the name may hold anything, so read behind its last bracket.
        _, _, rest = (PROC / str(pid) / "stat").read_bytes().rpartition(b")")
    except OSError:
        return None  # it has just ended, which its own children notice; or this is not Linux
    return int(rest.split()[1])
