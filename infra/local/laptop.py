"""The laptop cloud as one thing that starts, stops and starts again: for people and for tests."""

import contextlib
import json
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

import httpx2

from infra.local.deploy import Deployer
from infra.local.emulator import Emulator
from infra.local.process import ROOT, Process, free_port, replace, require_free
from infra.local.settings import PORTS, Settings

AT_ONCE = 2
OPENAPI = ROOT / "web" / "openapi.json"


def warm_up_paths(document: Path = OPENAPI) -> list[str]:
    """One list of each resource, so that a person's first click finds its function awake."""
    paths = json.loads(document.read_text(encoding="utf-8"))["paths"]
    first: dict[str, str] = {}
    for path, methods in sorted(paths.items()):
        if "get" in methods and "{" not in path:
            first.setdefault(path.split("/")[3], path)
    return list(first.values())


def quiet(_line: str) -> None:
    """Say nothing."""


class Laptop:
    """Emulator, stacks, sandbox and front door; `with Laptop.for_tests(): …` cleans up."""

    def __init__(
        self,
        settings: Settings,
        *,
        say: Callable[[str], None] = quiet,
        web: Path = ROOT / "web" / "dist",
    ) -> None:
        self.settings = settings
        self.url = settings.door_url
        self.sandbox_url = f"http://localhost:{settings.sandbox_port}"
        self.emulator = Emulator(settings)
        self.deployer = Deployer(settings, self.emulator, say)
        self._say = say
        self._sandbox = self._process(
            "sandbox",
            "infra.local.sandbox",
            {
                "port": str(settings.sandbox_port),
                "state": str(settings.state / "sandbox"),
                "public-url": self.sandbox_url,
            },
            settings.sandbox_url,
        )
        self._outputs = settings.state / "outputs.json"
        self._door = self._process(
            "front door",
            "infra.local.frontdoor",
            {"outputs": str(self._outputs), "web": str(web)},
            f"http://127.0.0.1:{settings.port}/media/none",
        )

    @classmethod
    def for_tests(cls, folder: Path | None = None, **named: str) -> Self:
        """A laptop cloud on free ports, in a folder of its own; `named` are further settings."""
        state = folder or Path(tempfile.mkdtemp(prefix="haat-"))
        door, sandbox, emulator = (free_port() for _ in PORTS)
        return cls(Settings(door, sandbox, emulator, state.resolve(), named))

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Stop; the state stays."""
        self.stop()

    def start(self) -> None:
        """Start everything; returns when a person can use it. Stops what it started if it fails."""
        ports = (self.settings.port, self.settings.sandbox_port, self.settings.emulator_port)
        for port, variable in zip(ports, PORTS, strict=True):
            require_free(port, variable)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop in order: first nobody comes in any more, last the emulator saves its state."""
        self._door.stop()
        self._sandbox.stop()
        self.emulator.stop()

    def restart(self) -> None:
        """An orderly stop, and a start with what was kept."""
        self.stop()
        self.start()

    def died(self) -> str | None:
        """The name and last words of a process that ended by itself."""
        for process in (self.emulator.process, self._sandbox, self._door):
            if process.pid is None:
                return f"The {process.name} ended.\n{process.last_words()}"
        return None

    def _start(self) -> None:
        self._outputs.unlink(missing_ok=True)
        with self._step("emulator ready"):
            self.emulator.begin()
            # They read their modules while the emulator reads its state; the door opens when it is
            # told what is deployed.
            for process in (self._sandbox, self._door):
                process.start(self._environment(), ROOT)
            self.emulator.wait_until_ready()
        deployed = self.deployer.deploy()
        replace(self._outputs, json.dumps(self.deployer.outputs("HaatFoundation")))
        with self._step("sandbox ready"):
            self._sandbox.wait_until_ready()
        with self._step("front door open"):
            self._door.wait_until_ready()
        if not deployed:
            # Nobody waits for this: it only spares the first click a cold start.
            Thread(target=self._wake, daemon=True).start()

    def _wake(self) -> None:
        with (
            httpx2.Client(base_url=self.url, timeout=60) as client,
            ThreadPoolExecutor(AT_ONCE) as pool,
            contextlib.suppress(httpx2.TransportError),  # stopped meanwhile
        ):
            list(pool.map(client.get, warm_up_paths()))

    def _process(self, name: str, module: str, options: Mapping[str, str], health: str) -> Process:
        log = self.settings.state / "logs" / f"{name.replace(' ', '-')}.log"
        flags = [word for option, value in options.items() for word in (f"--{option}", value)]
        return Process(name, ["-m", module, *flags], log=log, health=health)

    def _environment(self) -> Mapping[str, str]:
        ports = (self.settings.port, self.settings.sandbox_port, self.settings.emulator_port)
        return {
            **dict(zip(PORTS, map(str, ports), strict=True)),
            "HAAT_STATE": str(self.settings.state),
        }

    def _step(self, name: str) -> "_Step":
        return _Step(name, self._say)


class _Step:
    """Says how long something took."""

    def __init__(self, name: str, say: Callable[[str], None]) -> None:
        self._name, self._say = name, say
        self._started = 0.0

    def __enter__(self) -> None:
        self._started = time.monotonic()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._say(f"{self._name} in {time.monotonic() - self._started:.1f} s")
