"""One sandbox for the tests of channels, emptied before each; settings that lead there."""

import os
from collections.abc import Iterator

import pytest

from functions.channels import wiring
from functions.channels.wiring import reading, tending
from infra.local.sandbox import settings
from infra.local.sandbox.server import SandboxServer
from tests.integration.aws import Cloud
from tests.integration.channels.people import Artisan, vendor_environment
from tests.integration.channels.shops import Merchant, front_door


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of each test of a matrix, every nth case is the sample; which are first, differs by test."""
    seen: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("matrix") and hasattr(item, "callspec"):
            seen.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for turn, cases in enumerate(seen.values()):
        mark = cases[0].get_closest_marker("matrix")
        every = mark.args[0] if mark else 1
        for number, item in enumerate(cases):
            item.add_marker("faults")
            if number % every == turn % min(every, len(cases)):
                item.add_marker("sample")


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


def forget_wiring() -> None:
    """The next call reads the settings anew."""
    for module in (wiring, reading, tending):
        for one in [*vars(module).values()]:
            clear = getattr(one, "cache_clear", None)
            if clear is not None:
                clear()


@pytest.fixture
def artisan(cloud: Cloud, sandbox: SandboxServer) -> Iterator[Artisan]:
    """Signed in, nothing connected yet."""
    os.environ.update(vendor_environment(sandbox))
    key = cloud.client("kms").create_key(KeySpec="SYMMETRIC_DEFAULT")["KeyMetadata"]["KeyId"]
    os.environ["BROWSER_KEY_ID"] = key
    forget_wiring()
    yield Artisan(cloud, sandbox)
    wiring.vendor_client().close()
    forget_wiring()


@pytest.fixture
def merchant(artisan: Artisan) -> Iterator[Merchant]:
    """Signed in, with a WooCommerce shop that can call Haat; nothing connected yet."""
    with front_door(artisan.cloud) as door:
        os.environ["PUBLIC_URL"] = door.url
        forget_wiring()
        yield Merchant(artisan.cloud, artisan.sandbox, door)


@pytest.fixture
def seller(merchant: Merchant) -> Merchant:
    """A merchant whose shop is connected."""
    assert merchant.connect() == {"connected": "woocommerce"}
    return merchant
