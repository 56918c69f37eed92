"""Whatever ends `make run`, no process of it is left behind, and there was time to save."""

import fcntl
import os
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra.local.process import ROOT, Process, free_port
from tests.e2e.waiting import eventually
from tests.infra.processes import pids_with_marker

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are found through /proc, which only Linux has"
)
MARK = "HAAT_TEST_MARK"
SECONDS = 20.0
# What an emulator is to its keeper: a server that saves when it is asked to end, with a worker
# that hears nothing, and one that has left for a session of its own, as a browser does.
SERVER = """
import http.server, os, signal, subprocess, sys
from pathlib import Path
deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"
subprocess.Popen([sys.executable, "-c", deaf])
subprocess.Popen([sys.executable, "-c", deaf], start_new_session=True)
def save(*_):
    Path(sys.argv[1]).write_text("saved")
    os._exit(0)
signal.signal(signal.SIGTERM, save)
http.server.HTTPServer(
    ("127.0.0.1", int(sys.argv[2])), http.server.SimpleHTTPRequestHandler
).serve_forever()
"""
# What `python -m infra.local` is to make: it starts servers, watches who waits for it, and stops.
RUNNER = """
import signal, sys
from pathlib import Path
from infra.local.__main__ import watch_and_wait
from infra.local.process import Process
folder, port = Path(sys.argv[1]), sys.argv[2]
server = Process(
    "server",
    ["-c", (folder / "server.py").read_text(), str(folder / "saved"), port],
    log=folder / "log",
    health=f"http://127.0.0.1:{port}/",
)
def work():
    server.start({"%s": sys.argv[3]}, folder)
    server.wait_until_ready()
    (folder / "ready").write_text(f"{server.pid}")
    signal.pause()
raise SystemExit(watch_and_wait(work, server.stop))
"""


@dataclass(frozen=True)
class Run:
    """A `make run` in small, in a folder of its own."""

    folder: Path
    mark: str

    def make(self) -> list[str]:
        """The command; like ours, the recipe runs Python without a shell that stays."""
        return ["make", "--silent", "-f", str(self.folder / "Makefile"), "run"]

    def environment(self) -> dict[str, str]:
        kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), MARK: self.mark}
        return {**kept, "PYTHONDONTWRITEBYTECODE": "1"}

    def start(self, command: list[str], terminal: int | None = None) -> "subprocess.Popen[bytes]":
        """Start in a session of its own, with the signals as a person's shell leaves them."""

        def as_a_shell_does() -> None:
            for number in (signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            if terminal is not None:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        channel = subprocess.DEVNULL if terminal is None else terminal
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment(),
            stdin=channel,
            stdout=channel,
            start_new_session=True,
            preexec_fn=as_a_shell_does,  # noqa: PLW1509 - it only makes system calls
        )
        self.until_ready()
        return started

    def until_ready(self) -> None:
        eventually((self.folder / "ready").exists, "the start", seconds=SECONDS)

    def server(self) -> int:
        return int((self.folder / "ready").read_text())

    def all(self) -> list[int]:
        return list(pids_with_marker(f"{MARK}={self.mark}"))

    def runner(self) -> int:
        """The one process of which make is the parent."""
        (found,) = [pid for pid in self.all() if b"watch_and_wait" in words(pid)]
        return found

    def until_nothing_is_left(self) -> None:
        eventually(lambda: not self.all(), "an end of everything", seconds=SECONDS)

    def saved(self) -> bool:
        return (self.folder / "saved").exists()


def words(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    one = Run(tmp_path, f"{tmp_path.name}-{os.getpid()}-{free_port()}")
    (tmp_path / "server.py").write_text(SERVER)
    (tmp_path / "runner.py").write_text(RUNNER % MARK)
    recipe = (
        f'{sys.executable} -c "$$(cat {tmp_path}/runner.py)" {tmp_path} {free_port()} {one.mark}'
    )
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec {recipe}\n")
    yield one
    for pid in one.all():  # only what a failed test has left
        os.kill(pid, signal.SIGKILL)


def kill(pid: int, number: signal.Signals) -> None:
    os.kill(pid, number)


KILLS: dict[str, Callable[[Run, int], None]] = {
    "make, killed": lambda _run, make: kill(make, signal.SIGKILL),
    "make, asked": lambda _run, make: kill(make, signal.SIGTERM),
    "the runner, killed": lambda run, _make: kill(run.runner(), signal.SIGKILL),
    "the runner, hung up": lambda run, _make: kill(run.runner(), signal.SIGHUP),
    "the runner, interrupted": lambda run, _make: kill(run.runner(), signal.SIGINT),
    "all of the group, hung up": lambda _run, make: os.killpg(make, signal.SIGHUP),
    "all of the group, killed": lambda _run, make: os.killpg(make, signal.SIGKILL),
}


@pytest.mark.parametrize("kill_of", KILLS)
def test_nothing_is_left_and_everything_is_saved(run: Run, kill_of: str) -> None:
    make = run.start(run.make())
    assert len(run.all()) >= 5  # make, the runner, a keeper, a server and its two workers
    KILLS[kill_of](run, make.pid)
    run.until_nothing_is_left()
    make.wait(SECONDS)
    assert run.saved()


def test_the_shell_that_waits_for_make_is_killed(run: Run) -> None:
    shell = run.start(["bash", "-c", f"{' '.join(run.make())}; true"])
    kill(shell.pid, signal.SIGKILL)
    shell.wait(SECONDS)
    run.until_nothing_is_left()
    assert run.saved()


def test_in_the_background_of_a_script_it_outlives_the_script(run: Run) -> None:
    with run.start(["bash", "-c", f"{' '.join(run.make())} & wait"]) as shell:
        kill(shell.pid, signal.SIGKILL)
        shell.wait(SECONDS)
        watched = select.select([], [], [], 2.0)
    assert watched == ([], [], [])
    assert run.runner()
    kill(run.runner(), signal.SIGTERM)
    run.until_nothing_is_left()


def test_the_terminal_is_closed(run: Run) -> None:
    terminal, theirs = os.openpty()
    make = run.start(run.make(), terminal=theirs)
    os.close(theirs)
    os.close(terminal)
    run.until_nothing_is_left()
    make.wait(SECONDS)
    assert run.saved()


def test_the_keeper_of_a_program_that_is_killed_ends_its_workers(tmp_path: Path) -> None:
    mark, port = f"killed-{os.getpid()}", free_port()
    program = ["-c", SERVER, str(tmp_path / "saved"), str(port)]
    server = Process("server", program, log=tmp_path / "log", health=f"http://127.0.0.1:{port}/")
    server.start({MARK: mark}, tmp_path)
    server.wait_until_ready()
    kill(server.pid or 0, signal.SIGKILL)
    eventually(
        lambda: not list(pids_with_marker(f"{MARK}={mark}")), "an end of all", seconds=SECONDS
    )
    assert server.pid is None
    server.stop()
