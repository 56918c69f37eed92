"""One sandbox for the tests of channels, emptied before each; settings that lead there."""

import os
from collections.abc import Iterator

import pytest

from functions.channels import wiring
from infra.local.sandbox.server import SandboxServer
from tests.integration.aws import Cloud
from tests.integration.channels.people import Artisan, vendor_environment


@pytest.fixture(scope="session")
def _running() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


@pytest.fixture
def sandbox(_running: SandboxServer) -> SandboxServer:
    _running.world.reset()
    return _running


def forget_wiring() -> None:
    """The next call reads the settings anew."""
    for name in vars(wiring):
        clear = getattr(getattr(wiring, name), "cache_clear", None)
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
