"""Woken every five minutes: reads leads where a platform lets sellers' programs ask for them."""

from typing import Any

from functions.channels import wiring


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Read every feed that is due."""
    return {"new": wiring.leads().read_due()}
