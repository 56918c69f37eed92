"""One of the laptop cloud's processes: start, wait until it answers, end it politely."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
# In front of a command: it ends with us, and leaves nothing behind.
KEEPER = (sys.executable, "-I", "-S", str(Path(__file__).with_name("child.py")))
# What a child may know of this machine; everything else it is told by argument or setting.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "DISPLAY", "XAUTHORITY")


class DidNotStart(Exception):
    """A process ended, or did not answer in time, while it was being started."""


class PortTaken(Exception):
    """Somebody else listens on a port that we need."""


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """The small environment of a child; the virtual environment's programs come first."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    venv = str(Path(sys.executable).parent)
    return kept | {"PATH": f"{venv}{os.pathsep}{kept.get('PATH', '')}"} | dict(more)


def free_port() -> int:
    """A port of the loopback interface that nobody used a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def require_free(port: int, variable: str) -> None:
    """Raise PortTaken, naming the setting that chooses another port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise PortTaken(
                f"Port {port} is taken: stop what uses it, or choose another with "
                f"{variable}=<port> (is another `make run` still running?)."
            ) from None


def replace(file: Path, text: str) -> None:
    """Write a file so that whoever reads it finds the old text or the new one, and no part."""
    aside = file.with_suffix(".new")
    aside.write_text(text)
    aside.replace(file)


class Process:
    """A child process with a log file and a health address."""

    def __init__(self, name: str, command: list[str], *, log: Path, health: str) -> None:
        self.name = name
        self._command = command
        self._log = log
        self._health = urlsplit(health)
        self._child: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._pid = 0

    def start(self, settings: Mapping[str, str], folder: Path) -> None:
        """Start the program in a folder; returns at once."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._pid = 0
        self._line, theirs = socket.socketpair()
        with self._log.open("ab") as log, theirs:
            self._child = subprocess.Popen(
                [*KEEPER, sys.executable, *self._command],
                cwd=folder,
                env=environment(settings),
                stdin=theirs.fileno(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int | None:
        """The program's process id while it runs."""
        if not self._child or not self._line or self._child.poll() is not None:
            return None
        if not self._pid:  # its keeper says it once, right after the start
            self._pid = int(self._line.recv(32) or 0)
        return self._pid or None

    def wait_until_ready(self, seconds: float = 30) -> None:
        """Return when the health address answers; else DidNotStart, with the log's end."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.pid is None:
                raise DidNotStart(f"The {self.name} ended while starting.\n{self.last_words()}")
            if self._answers():
                return
            time.sleep(0.05)
        raise DidNotStart(f"The {self.name} did not answer in {seconds:g} s.\n{self.last_words()}")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self._health.netloc, timeout=2)
        try:
            connection.request("GET", self._health.path)
            return connection.getresponse().status < 500  # noqa: PLR2004 - the class of 5xx
        except OSError:
            return False
        finally:
            connection.close()

    def last_words(self, lines: int = 15) -> str:
        """The end of the log."""
        if not self._log.exists():
            return ""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-lines:])

    def stop(self, seconds: float = 30) -> None:
        """End it politely, so that it can save; by force only if it does not listen."""
        if not self._child or not self._line:
            return
        program = self.pid
        if self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
            if program:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(program, signal.SIGKILL)
        self._line.close()
        self._child = None


def run_kept(
    command: Sequence[str], folder: Path, environ: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run a program to its end and return what it said; it ends earlier if this process does."""
    theirs, ours = os.pipe()
    try:
        return subprocess.run(
            [*KEEPER, *command],
            cwd=folder,
            env=environ,
            stdin=theirs,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(theirs)
        os.close(ours)
