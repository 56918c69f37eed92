"""Runs every five minutes: fails the AI jobs that no worker finished."""

from typing import Any

from functions.content.wiring.container import container
from kernel.observability import log_event


def handler(_event: dict[str, Any], _context: object) -> None:
    """Fail the unfinished jobs that are older than ten minutes, and log how many."""
    log_event("JobsSwept", given_up=container().job_runner.sweep())
