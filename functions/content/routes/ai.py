"""The HTTP API of AI jobs, which write copy or generate images, and of the daily budget."""

from functions.content.schemas.examples import EXAMPLE
from functions.content.schemas.jobs import BudgetRead, CopyJobCreate, ImageJobCreate, JobRead
from functions.content.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success
from kernel.web import status

router = Routes(tags=["content"], example=EXAMPLE)


@router.post("/ai/generate-copy", status_code=status.HTTP_202_ACCEPTED, creates="job_id")
def generate_copy(caller: Caller, body: CopyJobCreate) -> Success[JobRead]:
    """Queue a job that writes copy about a piece in all `languages`; poll the job for the copy."""
    job = container().ai_requests.generate_copy(caller.owner_id, body.to_order())
    return success(JobRead.of(job, container().settings.public_url))


@router.post("/ai/generate-image", status_code=status.HTTP_202_ACCEPTED, creates="job_id")
def generate_image(caller: Caller, body: ImageJobCreate) -> Success[JobRead]:
    """Queue a job that generates an advertisement's backdrop; poll the job for the image."""
    job = container().ai_requests.generate_image(caller.owner_id, body.to_order())
    return success(JobRead.of(job, container().settings.public_url))


@router.get("/ai/jobs/{job_id}", owns="job_id")
def get_job(caller: Caller, job_id: str) -> Success[JobRead]:
    """Return a job's status and progress, and its result or error once it is finished."""
    job = container().ai_requests.job(caller.owner_id, job_id)
    return success(JobRead.of(job, container().settings.public_url))


@router.get("/ai/budget")
def get_budget(caller: Caller) -> Success[BudgetRead]:
    """Return what AI may cost the caller today, and what it has cost."""
    return success(BudgetRead.of(container().ai_requests.budget_summary(caller.owner_id)))
