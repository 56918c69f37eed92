"""What writers and painters are asked over HTTP: orders, their jobs, and the day's budget."""

from functions.content.schemas.jobs import BudgetRead, CopyJobCreate, ImageJobCreate, JobRead
from functions.content.wiring import ai_requests, settings
from kernel.access import Caller
from kernel.api import Routes, create_api, lambda_handler
from kernel.responses import Success, success
from kernel.web import status

router = Routes(tags=["content"])


@router.post("/ai/generate-copy", status_code=status.HTTP_202_ACCEPTED)
def generate_copy(caller: Caller, body: CopyJobCreate) -> Success[JobRead]:
    """Have words written about a piece, in every language at once; follow the job."""
    job = ai_requests().generate_copy(caller.user_id, body.to_order())
    return success(JobRead.of(job, settings().public_url))


@router.post("/ai/generate-image", status_code=status.HTTP_202_ACCEPTED)
def generate_image(caller: Caller, body: ImageJobCreate) -> Success[JobRead]:
    """Have a backdrop for an advertisement made by AI; follow the job."""
    job = ai_requests().generate_image(caller.user_id, body.to_order())
    return success(JobRead.of(job, settings().public_url))


@router.get("/ai/jobs/{job_id}")
def get_job(caller: Caller, job_id: str) -> Success[JobRead]:
    """How far a job is, and what came of it."""
    job = ai_requests().job(caller.user_id, job_id)
    return success(JobRead.of(job, settings().public_url))


@router.get("/ai/budget")
def get_budget(caller: Caller) -> Success[BudgetRead]:
    """What writers and painters may cost today, and did."""
    return success(BudgetRead.of(ai_requests().budget_summary(caller.user_id)))


app = create_api("content", router)
handler = lambda_handler(app)
