"""Runs every quarter of an hour: deletes for good what has been in the trash for thirty days."""

from datetime import timedelta
from typing import Any

from functions.media.wiring import container

_TO_END_IN = timedelta(seconds=60)
"""What the photos that were begun last may still take."""


def handler(_event: dict[str, Any], context: Any) -> dict[str, int]:  # noqa: ANN401  # Lambda's
    """Purge until nothing is due, or this run's time is nearly over; returns how many photos."""
    left = timedelta(milliseconds=context.get_remaining_time_in_millis())
    return {"purged": container().photo_purger.purge(left - _TO_END_IN)}
