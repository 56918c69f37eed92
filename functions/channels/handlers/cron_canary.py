"""Runs daily, with a browser and no table: compares each seller panel with its definition."""

from typing import Any

from functions.channels import wiring


def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Inspect every panel; raises `PageNotKnown`, which sets off an alarm, if one has changed."""
    return {platform: list(changes) for platform, changes in wiring.canary().look().items()}
