"""Runs hourly: queues the syncs of connections that are due."""

from typing import Any

from functions.channels.wiring.container import container


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Queue the due syncs, each for a worker of its own; returns how many were queued."""
    return {"asked": container().activity.sync.ask_due()}
