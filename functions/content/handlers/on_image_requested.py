"""A picture was ordered: a painter makes it, and the job tells how it ended."""

from typing import Any, ClassVar

from functions.content.wiring import image_job, job_runner
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive
from kernel.observability import log_event


class ImageRequested(Event):
    """What the worker reads of the request."""

    source: ClassVar[str] = "content"

    job_id: str
    owner_id: str


def consume(event: dict[str, Any]) -> None:
    """Carry out the job of this request."""
    asked = receive(ImageRequested, event).data
    job = job_runner().carry_out(asked.owner_id, asked.job_id, lambda job: image_job().make(job))
    log_event("ImageJobEnded", job_id=asked.job_id, status=job.status if job else "dropped")


handler = idempotent_consumer(consume)
