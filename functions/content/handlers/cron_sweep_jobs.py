"""Every few minutes: no job stays under way for ever."""

from typing import Any

from functions.content.wiring import job_runner
from kernel.observability import log_event


def handler(_event: dict[str, Any], _context: object) -> None:
    """Give up what should long be finished."""
    log_event("JobsSwept", given_up=job_runner().sweep())
