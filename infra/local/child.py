"""Keeps a program that must not outlive whoever started it, and leaves nothing of it behind.

The keeper starts the program in a session of its own, out of Ctrl-C's reach, and tells its id.
It ends the program when it is asked to (SIGTERM), or when the other end of its standard input is
gone, which is how it learns of its parent's death, whatever that died of. The program is asked
first, so that it can save; then all that descends from it is killed. The keeper ends as it did.
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
PATIENCE = 25.0
"""Seconds that a program has for saving."""
PROC = Path("/proc")
LINUX = sys.platform == "linux"


def keep(command: list[str]) -> int:
    """Run a program until it ends or nobody needs it any more; its exit code."""
    os.setsid()  # a signal to whoever started us, and to all of its group, is not meant for us
    noise, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, _heard)
    signal.signal(signal.SIGTERM, _heard)
    _adopt_orphans()
    program = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_keeper,  # noqa: PLW1509 - there is one thread here
    )
    with contextlib.suppress(OSError):
        os.write(sys.stdin.fileno(), f"{program.pid}\n".encode())
    _wait_for_a_reason(program, noise)
    if program.poll() is None:
        program.send_signal(signal.SIGTERM)
    try:
        return program.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return 1
    finally:
        _kill_all(program)


def _wait_for_a_reason(program: "subprocess.Popen[bytes]", noise: int) -> None:
    """Return when the program has ended, when we are told to end it, or when our parent is gone."""
    while program.poll() is None:
        ready, _, _ = select.select([noise, sys.stdin], [], [])
        if sys.stdin in ready:  # nothing is ever sent to us: this is its end
            return
        if signal.SIGTERM in os.read(noise, 64):
            return


def _kill_all(program: "subprocess.Popen[bytes]") -> None:
    """Kill the program's group and, where they can be found, those who have left it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)
    # Whoever loses its parent becomes our child, so a few rounds find every generation.
    while left := [pid for pid in _descendants(os.getpid()) if _is_alive(pid)]:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, 0)


def _descendants(parent: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for task in (PROC / str(parent) / "task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _descendants(child)


def _is_alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        _, _, rest = (PROC / str(pid) / "stat").read_bytes().rpartition(b")")
        return rest.split()[0] != b"Z"
    return False


def _adopt_orphans() -> None:
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def _die_with_keeper() -> None:
    """What remains if the keeper itself is killed: the kernel asks the program to end (Linux)."""
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Wake up `select`; the number is read from the pipe."""


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
