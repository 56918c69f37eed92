"""Runs daily, with a browser and no table: compares each seller panel with its definition."""

from typing import Any

from functions.channels.wiring.container import container


def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Inspect every panel; raises `PageNotKnown`, which sets off an alarm, if one has changed."""
    changes = container().panels.canary.look()
    return {platform: list(words) for platform, words in changes.items()}
