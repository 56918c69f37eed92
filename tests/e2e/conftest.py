"""The laptop cloud that the journeys run on: one for all of them, started once, on free ports.

Each test has an artisan of its own and stand-ins that remember nothing: no test sees another's
posts, faults or settings, whatever the order.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from functions.channels.adapters.panels.chromium import executable
from infra.local.connect import ARGUMENTS
from infra.local.laptop import Laptop
from infra.local.seed import seed
from infra.local.settings import STAND_IN
from tests.e2e.artisan import Artisan, new_artisan
from tests.e2e.executions import Executions
from tests.e2e.laptop_aws import aws, function_of
from tests.e2e.sandbox_client import SandboxClient
from tests.e2e.worker_pool import WorkerPool, WorkerPools

# In seconds: a lost worker is given up sooner than on AWS, where nobody waits in front of it. Time
# limits, from which a lease is computed, still outlive a vendor's silence and the start of ten cold
# workers on two processors: here they count from before it.
TIMINGS = {
    "POSTING_SECONDS": "18",
    "PUBLISH_BROWSER_LEASE_SECONDS": "60",
    "PUBLISH_GRACE_SECONDS": "2",
    "VENDOR_TIMEOUT": "6",
}
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All below this folder needs the running laptop cloud, and is slow."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """A running laptop cloud with the demo artisan, the built web app and a model's stand-in.

    `HAAT_E2E_STATE` names a folder to keep, to look into its logs afterwards.
    """
    kept = os.environ.get("HAAT_E2E_STATE")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("laptop")
    with Laptop.for_tests(folder, GEMINI_API_KEY=STAND_IN, **TIMINGS) as cloud:
        seed(cloud.url)
        yield cloud


@pytest.fixture(scope="session")
def stand_ins(laptop: Laptop) -> Iterator[SandboxClient]:
    """A client of the stand-ins' control API, whatever they remember."""
    client = SandboxClient(laptop.sandbox_url)
    yield client
    client.close()


@pytest.fixture
def sandbox(stand_ins: SandboxClient) -> SandboxClient:
    """Stand-ins that remember nothing, misbehave nowhere and are set as they come."""
    stand_ins.reset()
    return stand_ins


@pytest.fixture
def artisan(laptop: Laptop, sandbox: SandboxClient, tmp_path: Path) -> Iterator[Artisan]:
    """Somebody with an account and one photograph whose pictures are ready."""
    assert sandbox
    with new_artisan(laptop, "Lakshmi Bai") as person:
        person.upload_photo(tmp_path)
        yield person


@contextmanager
def artisan_in(laptop: Laptop, stand_ins: SandboxClient, folder: Path) -> Iterator[Artisan]:
    """An artisan and an empty sandbox for a run whose outcome several tests check."""
    stand_ins.reset()
    with new_artisan(laptop, "Lakshmi Bai") as person:
        person.upload_photo(folder)
        yield person


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One real Chromium for the pages of a module."""
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(
            executable_path=executable(), args=[*ARGUMENTS, "--disable-gpu"]
        )
        yield window
        window.close()


@pytest.fixture(scope="session")
def executions(laptop: Laptop) -> Iterator[Executions]:
    """What the state machine has done so far."""
    with aws(laptop, "stepfunctions") as client:
        yield Executions(client)


@pytest.fixture(scope="session")
def step_workers(laptop: Laptop) -> WorkerPool:
    """The workers that take targets from step to step."""
    return _worker_pool(laptop, "publishing.handlers.step_publish")


@pytest.fixture(scope="session")
def worker_pools(laptop: Laptop, step_workers: WorkerPool) -> WorkerPools:
    """These, the workers that talk to platforms' APIs, and those that drive a browser."""
    posting = _worker_pool(laptop, "channels.handlers.internal_posting")
    return WorkerPools(
        step_workers, posting, _worker_pool(laptop, "publishing.handlers.step_browse")
    )


def _worker_pool(laptop: Laptop, handler: str) -> WorkerPool:
    if sys.platform != "linux":
        pytest.skip("worker processes are found through /proc, which only Linux has")
    with aws(laptop, "lambda") as client:
        return WorkerPool(laptop, function_of(client, handler)["FunctionName"])
