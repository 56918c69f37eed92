"""Runs a job that generates a backdrop image."""

from functions.content.events import ImageRequested
from functions.content.model.jobs import AiJob, Made
from functions.content.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.observability import log_event


@consumer(ImageRequested)
def handler(asked: ImageRequested) -> None:
    """Run the job and save its result or error; a finished job is left alone."""
    job = container().job_runner.carry_out(asked.owner_id, asked.job_id, _make)
    log_event("ImageJobEnded", job_id=asked.job_id, status=job.status if job else "dropped")


def _make(job: AiJob) -> Made:
    # Only here, so that a finished job does without the models.
    return container().writing.image_job.make(job)
