"""Runs the sandbox in a thread on a free port, for tests."""

import socket
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import uvicorn

from infra.local.sandbox.app import create
from infra.local.sandbox.vendor import Vendor
from infra.local.sandbox.vendors import VENDORS
from infra.local.sandbox.world import World

START_SECONDS = 20.0


class SandboxServer:
    """``with SandboxServer() as sandbox:`` gives ``sandbox.url`` and ``sandbox.world``.

    The url has no trailing slash. Without a world it makes one in memory; a given world's
    ``public_url`` is set to this server.
    """

    def __init__(self, world: World | None = None, vendors: Sequence[Vendor] = VENDORS) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.world = world or World()
        self.world.public_url = self.url
        config = uvicorn.Config(
            create(self.world, vendors),
            log_level="warning",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    def host(self, name: str) -> str:
        """The base address that stands for ``https://NAME``."""
        return f"{self.url}/{name}"

    def __enter__(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise TimeoutError("the sandbox did not start")
            time.sleep(0.01)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=START_SECONDS)
        self._socket.close()
        self.world.close()
