"""Runs a browser job in the browser function, without a table or a secret beyond the job's own."""

from typing import Any

from functions.channels import public as channels


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Run the job once; the answer holds the outcome, also of a job that failed."""
    return channels.run_browser_job(job)
