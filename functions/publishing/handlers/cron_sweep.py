"""Runs every minute: restarts the workflow for publications whose worker or run was lost."""

from functions.publishing.wiring import container
from kernel.observability import log_event


def handler(_event: object, _context: object) -> dict[str, int]:
    """Start a run for each post with overdue publications; returns how many posts those were."""
    started = container().sweeper.sweep()
    if started:
        log_event("OverdueTakenUp", posts=started)
    return {"started": started}
