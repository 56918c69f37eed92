"""The HTTP API of drafts and their review."""

from functions.content.schemas.drafts import (
    DraftCreate,
    DraftDeletedRead,
    DraftRead,
    DraftUpdate,
    RewriteCreate,
)
from functions.content.schemas.examples import EXAMPLE
from functions.content.schemas.jobs import FieldJobCreate, JobRead
from functions.content.wiring.container import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Response, status

router = Routes(tags=["content"], example=EXAMPLE)


@router.post("/drafts", status_code=status.HTTP_201_CREATED, creates="draft_id")
def start_draft(caller: Caller, body: DraftCreate, response: Response) -> Success[DraftRead]:
    """Create a draft about photos, or (200) update the draft that the first photo has.

    A writer then writes it, as soon as the photo is ready.
    """
    languages = tuple(body.languages) if body.languages else None
    photo_ids, change = tuple(body.photo_ids), body.facts.to_change()
    started = container().draft_creation.start(caller.user_id, photo_ids, change, languages)
    if not started.new:
        response.status_code = status.HTTP_200_OK
    set_etag(response, started.draft.version)
    bases = container().review.draft_editor.bases(started.draft)
    return success(DraftRead.of(started.draft, bases))


@router.get("/drafts/{draft_id}", owns="draft_id")
def get_draft(caller: Caller, draft_id: str, response: Response) -> Success[DraftRead]:
    """Return one draft; edits and decisions need its ETag as `If-Match`."""
    draft = container().draft_creation.draft(caller.user_id, draft_id)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.get("/drafts")
def list_drafts(
    caller: Caller,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Success[Paginated[DraftRead]]:
    """List the caller's drafts, the newest first."""
    page = container().draft_creation.page(caller.user_id, limit, cursor)
    return paginated(page.map(DraftRead.of))


@router.patch("/drafts/{draft_id}", owns="draft_id")
def edit_draft(
    caller: Caller, draft_id: str, body: DraftUpdate, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Save words by hand and facts; changed facts or languages lead to a rewrite after a pause."""
    edit, templates = body.to_edit(), body.template_ids()
    draft = container().review.draft_editor.edit(caller.user_id, draft_id, version, edit, templates)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.delete("/drafts/{draft_id}", owns="draft_id")
def delete_draft(caller: Caller, draft_id: str) -> Success[DraftDeletedRead]:
    """Delete a draft with its history and approval links; its photos stay."""
    container().draft_creation.delete(caller.user_id, draft_id)
    return success(DraftDeletedRead(draft_id=draft_id))


@router.post("/drafts/{draft_id}/rewrite", status_code=status.HTTP_202_ACCEPTED, owns="draft_id")
def rewrite_draft(
    caller: Caller, draft_id: str, response: Response, body: RewriteCreate | None = None
) -> Success[DraftRead]:
    """Request a rewrite of the draft; fields that were written by hand stay."""
    change = (body or RewriteCreate()).facts.to_change()
    draft = container().review.draft_editor.rewrite(caller.user_id, draft_id, change)
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
        caller.user_id, draft_id, body.field, body.language, body.platform
    )
    job = container().ai_requests.regenerate(caller.user_id, draft_id, body.to_request(found))
    return success(JobRead.of(job, container().settings.public_url))
