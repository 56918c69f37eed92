"""The laptop cloud that the journeys run on: started once, on free ports, in its own folder."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.drawing import draw
from infra.local.journey import ready_photo, upload
from infra.local.laptop import Laptop
from infra.local.seed import seed
from tests.e2e.artisan import Artisan, by_platform, newcomer
from tests.e2e.cloud import aws, function_of
from tests.e2e.executions import Executions
from tests.e2e.sandbox import PLATFORMS, Sandbox
from tests.e2e.workers import Workers

# In seconds: a lost worker is given up sooner than on AWS, where nobody waits in front of it.
TIMINGS = {
    "PUBLISH_LEASE_SECONDS": "30",
    "PUBLISH_BROWSER_LEASE_SECONDS": "60",
    "PUBLISH_GRACE_SECONDS": "2",
    "VENDOR_TIMEOUT": "12",
}
EMAIL = "weaver@haat.test"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that is below this folder needs the running laptop cloud, and is slow."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """A running laptop cloud with the demo artisan and the built web app.

    `HAAT_E2E_STATE` names a folder to keep, to look into its logs afterwards.
    """
    kept = os.environ.get("HAAT_E2E_STATE")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("laptop")
    with Laptop.for_tests(folder, **TIMINGS) as cloud:
        seed(cloud.url)
        yield cloud


@pytest.fixture(scope="session")
def sandbox(laptop: Laptop) -> Iterator[Sandbox]:
    """The stand-ins' control door."""
    door = Sandbox(laptop.sandbox_url)
    yield door
    door.close()


@pytest.fixture
def good_day(sandbox: Sandbox) -> Iterator[None]:
    """No vendor misbehaves, unless the test says so; nor does one after it."""
    sandbox.behave()
    sandbox.set(instagram_processing_ms=1000)
    yield
    sandbox.behave()


@pytest.fixture(scope="session")
def artisan(laptop: Laptop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Artisan]:
    """Somebody with an account and one photograph whose pictures are ready."""
    with newcomer(laptop, EMAIL, "Lakshmi Bai") as person:
        person.photo_id = upload(person.api, draw(tmp_path_factory.mktemp("photo") / "cloth.jpg"))
        ready_photo(person.api, person.photo_id)
        yield person


@pytest.fixture(scope="module")
def balanced_books(artisan: Artisan, sandbox: Sandbox) -> Iterator[None]:
    """After all of a module: each platform shows exactly what is said to be confirmed there."""
    since, before = sandbox.last(), len(artisan.posts)
    yield
    artisan.sign_in()
    posts = [by_platform(artisan.read(post_id)) for post_id in artisan.posts[before:]]
    for platform in PLATFORMS:
        targets = [post[platform] for post in posts if platform in post]
        confirmed = [one for one in targets if one["status"] == "confirmed"]
        assert len(sandbox.published(platform, since)) == len(confirmed), platform


@pytest.fixture(scope="module")
def platforms(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The platforms that this module is asked for in this run: a sample, or all."""
    module = request.node
    asked = {
        item.callspec.params.get("platform")
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and item.getparent(pytest.Module) is module
        and hasattr(item, "callspec")
    }
    return tuple(one for one in PLATFORMS if one in asked)


@pytest.fixture(scope="session")
def executions(laptop: Laptop) -> Iterator[Executions]:
    """What the state machine has done so far."""
    with aws(laptop, "stepfunctions") as client:
        yield Executions(client)


@pytest.fixture(scope="session")
def step_workers(laptop: Laptop) -> Workers:
    """The workers that talk to platforms."""
    return _workers(laptop, "publishing.handlers.step_publish")


@pytest.fixture(scope="session")
def browse_workers(laptop: Laptop) -> Workers:
    """The workers that drive a browser."""
    return _workers(laptop, "publishing.handlers.step_browse")


def _workers(laptop: Laptop, handler: str) -> Workers:
    if sys.platform != "linux":
        pytest.skip("worker processes are found through /proc, which only Linux has")
    with aws(laptop, "lambda") as client:
        return Workers(laptop, function_of(client, handler)["FunctionName"])
