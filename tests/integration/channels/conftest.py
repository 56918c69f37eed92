"""One sandbox for the tests of channels, emptied before each; settings that lead there."""

import os
from collections.abc import Iterator

import pytest

from functions.channels.adapters.panels import chromium
from infra.local.sandbox import settings
from infra.local.sandbox.server import SandboxServer
from kernel.http import GuardedClient
from tests.integration.aws import Cloud
from tests.integration.channels import webhook_samples
from tests.integration.channels.merchant import CallbackServer, Merchant, callback_server
from tests.integration.channels.oauth_client import WEB, Artisan, vendor_environment
from tests.integration.channels.setup_cache import SetupCache
from tests.integration.channels.shared_browser import BrowserThread
from tests.integration.channels.stub_server import StubServer, client_for, stub_server
from tests.integration.channels.webhook_sender import WebhookSender
from tests.integration.kms import BROWSER_KEY_ID
from tests.integration.moto_account import MotoAccount
from tests.integration.wiring import reset_wiring


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
def setup_cache(account: MotoAccount, _running: SandboxServer) -> SetupCache:
    """What connecting led to in earlier tests of this process."""
    return SetupCache(account, _running.world)


@pytest.fixture
def artisan(cloud: Cloud, sandbox: SandboxServer, setup_cache: SetupCache) -> Artisan:
    """Signed in, nothing connected yet."""
    os.environ.update(vendor_environment(sandbox), BROWSER_KEY_ID=BROWSER_KEY_ID)
    reset_wiring()
    return Artisan(cloud, sandbox, setup_cache=setup_cache)


@pytest.fixture(scope="session")
def _callback_server() -> Iterator[CallbackServer]:
    with callback_server() as callbacks:
        yield callbacks


@pytest.fixture
def merchant(artisan: Artisan, _callback_server: CallbackServer) -> Iterator[Merchant]:
    """Signed in, with a WooCommerce shop that can call Haat; nothing connected yet."""
    with _callback_server.open_for(artisan.cloud):
        os.environ["PUBLIC_URL"] = _callback_server.url
        reset_wiring()
        yield Merchant(
            artisan.cloud, artisan.sandbox, _callback_server, setup_cache=artisan.setup_cache
        )
        # What shops still have to send is sent before the server closes: no other test gets it.
        WEB.post(f"{artisan.sandbox.url}/_sandbox/webhooks").raise_for_status()


@pytest.fixture
def seller(merchant: Merchant) -> Merchant:
    """A merchant whose shop is connected."""
    assert merchant.connect() == {"connected": "woocommerce"}
    return merchant


@pytest.fixture(scope="session")
def server() -> Iterator[StubServer]:
    """A server that gives the answers that a test sets."""
    with stub_server() as server:
        yield server


@pytest.fixture
def client(server: StubServer, request: pytest.FixtureRequest) -> Iterator[GuardedClient]:
    """A client that reaches this vendor alone."""
    case = getattr(request.node, "callspec", None)
    made = client_for(server, case.params if case else {})
    yield made
    made.close()


@pytest.fixture(scope="session")
def _browser_thread() -> Iterator[BrowserThread]:
    made = BrowserThread()
    yield made
    made.close()


@pytest.fixture
def browser_thread(
    _browser_thread: BrowserThread, monkeypatch: pytest.MonkeyPatch
) -> BrowserThread:
    """Where browser jobs share a Chromium."""
    monkeypatch.setattr(chromium, "sync_playwright", _browser_thread.playwright)
    return _browser_thread


@pytest.fixture
def sender(cloud: Cloud) -> WebhookSender:
    """Vendors, whose webhooks are proven by secrets that we know."""
    os.environ |= {
        "ETSY_WEBHOOK_SECRET": webhook_samples.ETSY_SECRET,
        "SHOPIFY_CLIENT_SECRET": webhook_samples.SHOPIFY_SECRET,
        "FACEBOOK_APP_SECRET": webhook_samples.META_SECRET,
        "FACEBOOK_VERIFY_TOKEN": webhook_samples.META_TOKEN,
    }
    reset_wiring()
    return WebhookSender(cloud)
