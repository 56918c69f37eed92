"""What every test needs: one event loop, closed in time, and examples that do not vary."""

import asyncio
import os

import pytest
from hypothesis import settings

from tests.budget import Timings

# The same examples in every run: a test that fails only sometimes is fixed by nobody.
settings.register_profile("haat", derandomize=True, deadline=None)
settings.load_profile("haat")

# An API reads it when it is imported, which the contract tests do before tests/integration has
# set up its account; the value is that account's.
os.environ.setdefault("JWT_KEY_ID", "00000000-0000-4000-8000-000000000001")

# Without one Mangum makes its own, which the next `asyncio.run` would drop without closing it.
_LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(_LOOP)


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
