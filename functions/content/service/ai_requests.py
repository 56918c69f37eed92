"""Queues AI jobs for words and pictures, and reports their progress and the daily budget."""

from functions.content.errors.drafts import PhotoNotReady
from functions.content.errors.jobs import JobNotFound
from functions.content.events import CopyRequested, ImageRequested
from functions.content.model.jobs import (
    AiJob,
    CopyJobRequest,
    FieldJobRequest,
    ImageJobRequest,
    Made,
    Order,
)
from functions.content.model.spending import BudgetSummary
from functions.content.model.wording import FieldRewriteRequest
from functions.content.ports.ai import Budget
from functions.content.ports.drafts import PhotoReader
from kernel.clock import Clock
from kernel.ids import Ids
from kernel.jobs import Jobs
from kernel.quotas import Quota, Quotas

AI_JOBS = Quota("ai_jobs", "texts and pictures", each=60, together=5_000)
"""A draft in ten languages, each rewritten once, and some to spare."""


class AiRequests:
    """Queues the artisan's AI jobs and reads their state; `JobRunner` carries the jobs out."""

    def __init__(  # its collaborators
        self,
        jobs: Jobs[Order, Made],
        photos: PhotoReader,
        budget: Budget,
        quotas: Quotas,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._jobs = jobs
        self._photos = photos
        self._budget = budget
        self._quotas = quotas
        self._clock = clock
        self._ids = ids

    def generate_copy(self, owner_id: str, order: CopyJobRequest) -> AiJob:
        """Queue a copy job; raises `PhotoNotFound`, `PhotoNotReady`, `DailyBudgetSpent`.

        Raises what `Quotas.take` raises, too, as every order does.
        """
        self._must_be_ready(owner_id, order.photo_id)
        return self._ordered(owner_id, order)

    def generate_image(self, owner_id: str, order: ImageJobRequest) -> AiJob:
        """Queue a job for a backdrop; raises what `generate_copy` raises."""
        self._must_be_ready(owner_id, order.photo_id)
        return self._ordered(owner_id, order)

    def regenerate(self, owner_id: str, draft_id: str, rewrite: FieldRewriteRequest) -> AiJob:
        """Queue a job that rewrites one field of a draft; raises `DailyBudgetSpent`.

        The caller checks that the draft is the owner's.
        """
        return self._ordered(owner_id, FieldJobRequest(draft_id, rewrite))

    def job(self, owner_id: str, job_id: str) -> AiJob:
        """The owner's job; raises `JobNotFound`."""
        found = self._jobs.find(owner_id, job_id)
        if found is None:
            raise JobNotFound
        return found

    def budget_summary(self, owner_id: str) -> BudgetSummary:
        """The owner's budget of today."""
        return self._budget.summary(owner_id)

    def _ordered(self, owner_id: str, order: Order) -> AiJob:
        self._budget.check(owner_id)
        self._quotas.take(AI_JOBS, owner_id)
        now = self._clock.now()
        job = AiJob(self._ids.new("job"), owner_id, order, now, now)
        kind = ImageRequested if isinstance(order, ImageJobRequest) else CopyRequested
        self._jobs.save(job, kind(job_id=job.job_id, owner_id=owner_id))
        return job

    def _must_be_ready(self, owner_id: str, photo_id: str | None) -> None:
        if photo_id is not None and self._photos.state(owner_id, photo_id) != "ready":
            raise PhotoNotReady
