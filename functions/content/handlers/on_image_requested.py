"""Runs a job that generates a backdrop image."""

from functions.content.events import ImageRequested
from functions.content.wiring import image_job, job_runner
from kernel.aws.consumers import consumer
from kernel.observability import log_event


@consumer(ImageRequested)
def handler(asked: ImageRequested) -> None:
    """Run the job and save its result or error; a finished job is left alone."""
    job = job_runner().carry_out(asked.owner_id, asked.job_id, lambda job: image_job().make(job))
    log_event("ImageJobEnded", job_id=asked.job_id, status=job.status if job else "dropped")
