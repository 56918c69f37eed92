"""Runs every five minutes: reads leads from the platforms that give leads by API."""

from typing import Any

from functions.channels.wiring.container import container


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Read the lead subscriptions that are due; returns how many leads were new."""
    return {"new": container().webhooks.leads.read_due()}
