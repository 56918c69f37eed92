"""The HTTP API of drafts and their review."""

from typing import Annotated

from functions.content.schemas.drafts import (
    DraftCreate,
    DraftRead,
    DraftUpdate,
)
from functions.content.schemas.examples import EXAMPLE
from functions.content.schemas.jobs import FieldJobCreate, JobRead
from functions.content.wiring.container import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, Response, status

ProductFilter = Annotated[str | None, Query(max_length=64)]
router = Routes(tags=["content"], example=EXAMPLE)


@router.post("/drafts", status_code=status.HTTP_201_CREATED, creates="draft_id", finds=True)
def start_draft(caller: Caller, body: DraftCreate, response: Response) -> Success[DraftRead]:
    """Create the one draft of a product, or (200) return the one that there is.

    A writer then writes it, as soon as the product's first photo is ready.
    """
    languages = tuple(body.languages) if body.languages else None
    started = container().draft_creation.start(caller.owner_id, body.product_id, languages)
    if not started.new:
        response.status_code = status.HTTP_200_OK
    set_etag(response, started.draft.version)
    bases = container().review.draft_editor.bases(started.draft)
    return success(DraftRead.of(started.draft, bases))


@router.get("/drafts/{draft_id}", owns="draft_id")
def get_draft(caller: Caller, draft_id: str, response: Response) -> Success[DraftRead]:
    """Return one draft; edits and decisions need its ETag as `If-Match`."""
    draft = container().draft_creation.draft(caller.owner_id, draft_id)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.get("/drafts")
def list_drafts(
    caller: Caller,
    product_id: ProductFilter = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Success[Paginated[DraftRead]]:
    """List the caller's drafts, the newest first; or only that of a product."""
    page = container().draft_creation.page(caller.owner_id, product_id, limit, cursor)
    return paginated(page.map(DraftRead.of))


@router.patch("/drafts/{draft_id}", owns="draft_id")
def edit_draft(
    caller: Caller, draft_id: str, body: DraftUpdate, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Save words by hand, and languages; changed languages lead to a rewrite after a pause."""
    edit, templates = body.to_edit(), body.template_ids()
    draft = container().review.draft_editor.edit(
        caller.owner_id, draft_id, version, edit, templates
    )
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.post("/drafts/{draft_id}/rewrite", status_code=status.HTTP_202_ACCEPTED, owns="draft_id")
def rewrite_draft(caller: Caller, draft_id: str, response: Response) -> Success[DraftRead]:
    """Request a rewrite of the draft; fields that were written by hand stay."""
    draft = container().review.draft_editor.rewrite(caller.owner_id, draft_id)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.post(
    "/drafts/{draft_id}/regenerate",
    status_code=status.HTTP_202_ACCEPTED,
    owns="draft_id",
    creates="job_id",
)
def regenerate_field(caller: Caller, draft_id: str, body: FieldJobCreate) -> Success[JobRead]:
    """Queue a job that rewrites one field as `instruction` says; all other fields stay."""
    found = container().regeneration.current(
        caller.owner_id, draft_id, body.field, body.language, body.platform
    )
    job = container().ai_requests.regenerate(caller.owner_id, draft_id, body.to_request(found))
    return success(JobRead.of(job, container().settings.public_url))
