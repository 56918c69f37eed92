"""Runs every five minutes: ends the AI jobs and drafts that no worker finished."""

from typing import Any

from functions.content.wiring.container import container
from kernel.observability import log_event


def handler(_event: dict[str, Any], _context: object) -> None:
    """Fail the jobs, and take up the drafts, that are over their limits; log how many."""
    jobs, drafts = container().job_runner.sweep(), container().draft_sweeper.sweep()
    log_event("JobsSwept", given_up=jobs, drafts=drafts)
