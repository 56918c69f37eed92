"""Woken hourly: looks after the connections whose time has come."""

from typing import Any

from functions.channels import wiring


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Look after them; what a busy hour leaves over waits for the next."""
    return {"looked_after": wiring.connection_health().look()}
