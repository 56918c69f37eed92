"""Runs daily: deletes for good the photos that have been in the trash for thirty days."""

from typing import Any

from functions.media.wiring import container


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Purge at most 50 photos; returns how many. The next run goes on with the rest."""
    return {"purged": container().importer.purge()}
