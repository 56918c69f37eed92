"""The HTTP API of drafts and their review."""

from typing import Annotated, Any
from urllib.parse import unquote

from functions.content.handlers import routes_review
from functions.content.schemas.drafts import (
    DraftCreate,
    DraftDeletedRead,
    DraftRead,
    DraftUpdate,
    RewriteCreate,
)
from functions.content.schemas.jobs import FieldJobCreate, JobRead
from functions.content.wiring import ai_requests, draft_creation, regeneration, settings
from functions.content.wiring.review import draft_editor
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes, create_api, lambda_handler
from kernel.pages import MOST
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, Response, status

router = Routes(tags=["content"])


@router.post("/drafts", status_code=status.HTTP_201_CREATED)
def start_draft(caller: Caller, body: DraftCreate, response: Response) -> Success[DraftRead]:
    """Begin a draft about a photo, or (200) bring the one that exists up to date."""
    languages = tuple(body.languages) if body.languages else None
    photo_ids, change = tuple(body.photo_ids), body.facts.to_change()
    started = draft_creation().start(caller.user_id, photo_ids, change, languages)
    if not started.new:
        response.status_code = status.HTTP_200_OK
    set_etag(response, started.draft.version)
    return success(DraftRead.of(started.draft, draft_editor().bases(started.draft)))


@router.get("/drafts/{draft_id}")
def get_draft(caller: Caller, draft_id: str, response: Response) -> Success[DraftRead]:
    """One draft; its ETag is the version to edit or approve."""
    draft = draft_creation().draft(caller.user_id, draft_id)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, draft_editor().bases(draft)))


@router.get("/drafts")
def list_drafts(
    caller: Caller,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
    cursor: str | None = None,
) -> Success[Paginated[DraftRead]]:
    """The caller's drafts, newest first."""
    return paginated(draft_creation().page(caller.user_id, limit, cursor).map(DraftRead.of))


@router.patch("/drafts/{draft_id}")
def edit_draft(
    caller: Caller, draft_id: str, body: DraftUpdate, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Put in one's own words, and facts; changed facts are written about anew after a pause."""
    edit, templates = body.to_edit(), body.template_ids()
    draft = draft_editor().edit(caller.user_id, draft_id, version, edit, templates)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, draft_editor().bases(draft)))


@router.delete("/drafts/{draft_id}")
def delete_draft(caller: Caller, draft_id: str) -> Success[DraftDeletedRead]:
    """Let go of a draft with its history and links; its photos stay."""
    draft_creation().delete(caller.user_id, draft_id)
    return success(DraftDeletedRead(draft_id=draft_id))


@router.post("/drafts/{draft_id}/rewrite", status_code=status.HTTP_202_ACCEPTED)
def rewrite_draft(
    caller: Caller, draft_id: str, response: Response, body: RewriteCreate | None = None
) -> Success[DraftRead]:
    """Have the draft written again; what was written by hand stays."""
    change = (body or RewriteCreate()).facts.to_change()
    draft = draft_editor().rewrite(caller.user_id, draft_id, change)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, draft_editor().bases(draft)))


@router.post("/drafts/{draft_id}/regenerate", status_code=status.HTTP_202_ACCEPTED)
def regenerate_field(caller: Caller, draft_id: str, body: FieldJobCreate) -> Success[JobRead]:
    """Have one field written anew as one wishes; everything else stays. Follow the job."""
    found = regeneration().current(
        caller.user_id, draft_id, body.field, body.language, body.platform
    )
    job = ai_requests().regenerate(caller.user_id, draft_id, body.to_request(found))
    return success(JobRead.of(job, settings().public_url))


# First the public routes: `/drafts/approvals/…` is no draft.
app = create_api("content", routes_review.router, router)
_once = lambda_handler(app)
_every_time = lambda_handler(app, keeps_answers=False)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer; a link for approval holds a token, so that answer is not kept for a repeat."""
    keeps = not unquote(event.get("rawPath", "")).endswith(routes_review.LINK)
    return (_once if keeps else _every_time)(event, context)
