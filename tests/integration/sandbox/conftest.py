"""One sandbox for all its tests, emptied before each; its clock stands still until advanced."""

from collections.abc import Iterator

import httpx2
import pytest

from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.world import World
from tests.integration.sandbox.picture_server import PictureServer

MOMENT = 1_795_000_000.0


@pytest.fixture(scope="session")
def running() -> Iterator[SandboxServer]:
    with SandboxServer(World(clock=lambda: MOMENT)) as server:
        yield server


@pytest.fixture
def sandbox(running: SandboxServer) -> SandboxServer:
    running.world.reset()
    return running


@pytest.fixture
def http(sandbox: SandboxServer) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=sandbox.url, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture(scope="session")
def picture_server() -> Iterator[PictureServer]:
    with PictureServer() as opened:
        yield opened
