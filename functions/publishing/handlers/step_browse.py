"""The container Lambda with a browser: does one job on a site that has no API, without tables."""

from typing import Any

from functions.publishing.adapters.browser import run
from kernel.events import correlation


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the job; answers what came of it, in a form that step_publish reads."""
    correlation.set(event["post_id"])
    return run(event["job"])
