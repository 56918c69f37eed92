"""Runs hourly: queues the health checks of connections that are due."""

from typing import Any

from functions.channels.wiring.container import container


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Queue the due checks, at most 1000 in one run; returns how many were queued."""
    return {"asked": container().due_health_checks.ask()}
