"""Holds the event loop that Mangum takes when an API is imported, so that it is closed in time."""

import asyncio

import pytest

# Without one Mangum makes its own, which the next `asyncio.run` would drop without closing it.
_LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(_LOOP)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Close it."""
    del session
    _LOOP.close()
