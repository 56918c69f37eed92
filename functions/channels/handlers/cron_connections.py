"""Runs hourly: checks the connections whose health check is due."""

from typing import Any

from functions.channels.wiring.container import container


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Check the due connections, at most 1000 in one run; returns how many were checked."""
    return {"looked_after": container().connection_health.look()}
