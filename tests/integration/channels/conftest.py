"""One sandbox for the tests of channels, emptied before each; settings that lead there."""

import os
from collections.abc import Iterator

import pytest

from functions.channels.adapters.panels import chromium
from infra.local.sandbox import settings
from infra.local.sandbox.server import SandboxServer
from kernel.http import GuardedClient
from tests.integration.account import Account
from tests.integration.aws import Cloud
from tests.integration.channels.chromium import Workshop
from tests.integration.channels.memory import Memory
from tests.integration.channels.people import WEB, Artisan, vendor_environment
from tests.integration.channels.scripted import Script, asking, scripted
from tests.integration.channels.shops import Door, Merchant, front_door
from tests.integration.kms import BROWSER_KEY_ID
from tests.integration.wiring import forget_wiring


@pytest.fixture(scope="session")
def _running() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


@pytest.fixture
def sandbox(_running: SandboxServer) -> SandboxServer:
    _running.world.reset()
    # Nobody listens at the address that the stores are given; a test that listens turns it on.
    settings.change(_running.world, "shopify_webhooks", "off")
    return _running


@pytest.fixture(scope="session")
def memory(account: Account, _running: SandboxServer) -> Memory:
    """What connecting led to in earlier tests of this process."""
    return Memory(account, _running.world)


@pytest.fixture
def artisan(cloud: Cloud, sandbox: SandboxServer, memory: Memory) -> Artisan:
    """Signed in, nothing connected yet."""
    os.environ.update(vendor_environment(sandbox), BROWSER_KEY_ID=BROWSER_KEY_ID)
    forget_wiring()
    return Artisan(cloud, sandbox, memory=memory)


@pytest.fixture(scope="session")
def _door() -> Iterator[Door]:
    with front_door() as door:
        yield door


@pytest.fixture
def merchant(artisan: Artisan, _door: Door) -> Iterator[Merchant]:
    """Signed in, with a WooCommerce shop that can call Haat; nothing connected yet."""
    with _door.open_for(artisan.cloud):
        os.environ["PUBLIC_URL"] = _door.url
        forget_wiring()
        yield Merchant(artisan.cloud, artisan.sandbox, _door, memory=artisan.memory)
        # What shops still have to send is sent before the door shuts: no other test hears it.
        WEB.post(f"{artisan.sandbox.url}/_sandbox/webhooks").raise_for_status()


@pytest.fixture
def seller(merchant: Merchant) -> Merchant:
    """A merchant whose shop is connected."""
    assert merchant.connect() == {"connected": "woocommerce"}
    return merchant


@pytest.fixture(scope="session")
def vendor() -> Iterator[Script]:
    """A vendor that answers as it is told."""
    with scripted() as script:
        yield script


@pytest.fixture
def client(vendor: Script, request: pytest.FixtureRequest) -> Iterator[GuardedClient]:
    """A client that reaches this vendor alone."""
    case = getattr(request.node, "callspec", None)
    made = asking(vendor, case.params if case else {})
    yield made
    made.close()


@pytest.fixture(scope="session")
def _one_workshop() -> Iterator[Workshop]:
    made = Workshop()
    yield made
    made.close()


@pytest.fixture
def workshop(_one_workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Where browser jobs share a Chromium."""
    monkeypatch.setattr(chromium, "sync_playwright", _one_workshop.playwright)
    return _one_workshop
