"""Runs every five minutes: takes up or ends the photos that nobody finished."""

from typing import Any

from functions.media.wiring import container


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Look at no more than 50 photos that are over their limit; returns how many."""
    return {"swept": container().photo_sweeper.sweep()}
