"""The vendors' stand-ins, and models that ask them on behalf of a context."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox.server import SandboxServer
from tests.clocks import SharedClock
from tests.integration.aws import Cloud
from tests.integration.llm.model_clients import NOON, ModelClients


@pytest.fixture(scope="session")
def vendors() -> Iterator[SandboxServer]:
    """The vendors' stand-ins."""
    with SandboxServer() as server:
        yield server


@pytest.fixture
def clients(
    cloud: Cloud, vendors: SandboxServer, clock: SharedClock, monkeypatch: pytest.MonkeyPatch
) -> ModelClients:
    """Models on stand-ins with nothing in their logs, for catalog, at noon in India."""
    assert cloud
    vendors.world.reset()
    monkeypatch.setenv("OUTBOUND_ALLOW", vendors.url.removeprefix("http://"))
    clock.set(NOON)
    return ModelClients(vendors, clock)
