"""The scene of content's tests, and a bench for the writers that ask models."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox.server import SandboxServer
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.integration.content.models import GEMINI, GPT, NOON, Bench
from tests.integration.content.scene import Scene
from tests.integration.wiring import forget_wiring


@pytest.fixture
def scene(cloud: Cloud) -> Scene:
    """An empty account with Asha in it."""
    return Scene(cloud)


@pytest.fixture(scope="session")
def vendors() -> Iterator[SandboxServer]:
    """The vendors' stand-ins."""
    with SandboxServer() as server:
        yield server


@pytest.fixture
def sandbox(vendors: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> SandboxServer:
    """The stand-ins with nothing in their logs and no fault switched on."""
    vendors.world.reset()
    monkeypatch.setenv("OUTBOUND_ALLOW", vendors.url.removeprefix("http://"))
    return vendors


@pytest.fixture
def bench(cloud: Cloud, sandbox: SandboxServer, clock: SharedClock) -> Bench:
    """Writers on the stand-ins and on this test's tables, at noon in India."""
    assert cloud
    clock.set(NOON)
    return Bench(sandbox, clock)


@pytest.fixture
def live(scene: Scene, sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The scene with Gemini and OpenAI set up."""
    for vendor, maker in (("GEMINI", GEMINI), ("OPENAI", GPT)):
        monkeypatch.setenv(f"{vendor}_URL", sandbox.host(maker.host))
        monkeypatch.setenv(f"{vendor}_API_KEY", maker.key)
    forget_wiring()
    return scene
