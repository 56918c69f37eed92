"""The scenario of content's tests, and the writers that ask models."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox.server import SandboxServer
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.integration.content.model_writers import GEMINI, GPT, NOON, Writers
from tests.integration.content.scenario import Scenario
from tests.integration.wiring import reset_wiring


@pytest.fixture
def scenario(cloud: Cloud) -> Scenario:
    """An empty account with Asha in it."""
    return Scenario(cloud)


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
def writers(cloud: Cloud, sandbox: SandboxServer, clock: SharedClock) -> Writers:
    """Writers on the stand-ins and on this test's tables, at noon in India."""
    assert cloud
    clock.set(NOON)
    return Writers(sandbox, clock)


@pytest.fixture
def live(scenario: Scenario, sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """The scenario with Gemini and OpenAI set up."""
    for vendor, provider in (("GEMINI", GEMINI), ("OPENAI", GPT)):
        monkeypatch.setenv(f"{vendor}_URL", sandbox.host(provider.host))
        monkeypatch.setenv(f"{vendor}_API_KEY", provider.key)
    reset_wiring()
    return scenario
