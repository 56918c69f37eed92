"""Runs a job that writes copy about a piece or rewrites one field of a draft."""

from functions.content.events import CopyRequested
from functions.content.wiring import copy_job, job_runner
from kernel.aws.consumers import consumer
from kernel.observability import log_event


@consumer(CopyRequested)
def handler(asked: CopyRequested) -> None:
    """Run the job and save its result or error; a finished job is left alone."""
    job = job_runner().carry_out(asked.owner_id, asked.job_id, lambda job: copy_job().make(job))
    log_event("CopyJobEnded", job_id=asked.job_id, status=job.status if job else "dropped")
