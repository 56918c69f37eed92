"""Does a browser job where the browser is; it needs no table and no secret but the job's own."""

from typing import Any

from functions.channels import public as channels


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Do it once; what came of it, failures too, is in the answer."""
    return channels.run_browser_job(job)
