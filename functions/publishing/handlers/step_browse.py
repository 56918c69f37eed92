"""Runs one browser job on a site without an API, in a container Lambda without tables."""

from typing import Any

from functions.publishing.adapters.browser import run
from kernel.events import correlation


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the job; returns its outcome or failure in the form that step_publish reads."""
    correlation.set(event["post_id"])
    return run(event["job"])
