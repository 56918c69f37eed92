"""What every test needs: one event loop, one clock, and examples that do not vary."""

import asyncio
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from xdist.remote import Producer

from tests.budget import Timings
from tests.clocks import ClockGuard, SharedClock, frozen_clock
from tests.scheduling import JOURNEYS, Scheduler

# The same examples in every run: a test that fails only sometimes is fixed by nobody.
settings.register_profile("haat", derandomize=True, deadline=None)
settings.load_profile("haat")

# An API reads it when it is imported, which the contract tests do before tests/integration has
# set up its account; the value is that account's.
os.environ.setdefault("JWT_KEY_ID", "00000000-0000-4000-8000-000000000001")

SERVERS = frozenset({"cloud", "running", "sandbox", "server"})
"""Fixtures whose threads do what a test asks of them, and outlive it."""

# Without one Mangum makes its own, which the next `asyncio.run` would drop without closing it.
_LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(_LOOP)


@pytest.fixture
def clock() -> Iterator[SharedClock]:
    """The clock of everything in this process, to be set and moved."""
    with frozen_clock() as shared:
        yield shared


@pytest.fixture(autouse=True)
def _one_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with a clock of its own must not ask the machine's."""
    with ClockGuard(shared=not SERVERS.isdisjoint(request.fixturenames)) as guard:
        yield
    if problem := guard.problem():
        pytest.fail(problem, pytrace=False)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys first, as they take longest, also where a plugin has shuffled the tests."""
    items.sort(key=lambda item: not item.nodeid.startswith(JOURNEYS))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduler:
    """All journeys go to one worker, and each other file to one."""
    return Scheduler(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Sum the seconds of each folder."""
    config.pluginmanager.register(Timings(), "timings")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Give it back: each `asyncio.run` leaves the thread without a loop."""
    asyncio.set_event_loop(_LOOP)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Close it."""
    del session
    _LOOP.close()
