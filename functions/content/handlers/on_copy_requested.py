"""Runs a job that writes copy about a piece or rewrites one field of a draft."""

from functions.content.events import CopyRequested
from functions.content.model.jobs import AiJob, Made
from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.observability import log_event


@consumer(CopyRequested)
def handler(asked: CopyRequested) -> None:
    """Run the job and save its result or error; a finished job is left alone."""
    job = container().job_runner.carry_out(asked.owner_id, asked.job_id, _make)
    log_event("CopyJobEnded", job_id=asked.job_id, status=job.status if job else "dropped")


def _make(job: AiJob) -> Made:
    # Only here, so that a finished job does without the models.
    return container().writing.copy_job.make(job)
