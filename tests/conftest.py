"""Holds the event loop that Mangum takes when an API is imported, so that it is closed in time."""

import asyncio
import os

import pytest

# An API reads it when it is imported, which the contract tests do before tests/integration has
# set up its account; the value is that account's.
os.environ.setdefault("JWT_KEY_ID", "00000000-0000-4000-8000-000000000001")

# Without one Mangum makes its own, which the next `asyncio.run` would drop without closing it.
_LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(_LOOP)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Close it."""
    del session
    _LOOP.close()
