"""Woken hourly: has those connections read whose time has come."""

from typing import Any

from functions.channels.wiring import activity


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Ask for them; each is read by a worker of its own."""
    return {"asked": activity.sync().ask_due()}
