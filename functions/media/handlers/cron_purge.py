"""Woken daily: removes for good what was deleted thirty days ago."""

from typing import Any

from functions.media import wiring


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Purge a batch; what is left waits for tomorrow."""
    return {"purged": wiring.importer().purge()}
