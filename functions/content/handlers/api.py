"""The HTTP API of content."""

from typing import Annotated

from functions.content.schemas import DraftIn, DraftOut, EditDraftIn, RewriteIn
from functions.content.wiring import drafting
from kernel.access import Caller, IfMatch, tag
from kernel.answers import Listing, Success, listing, success
from kernel.api import Routes, create_api, lambda_handler
from kernel.pages import MOST
from kernel.web import Query, Response, status

router = Routes(tags=["content"])


@router.post("/drafts", status_code=status.HTTP_201_CREATED)
def start_draft(caller: Caller, body: DraftIn, response: Response) -> Success[DraftOut]:
    """Begin a draft about a photo, or (200) bring the one that exists up to date."""
    started = drafting().start(caller.user_id, tuple(body.photo_ids), body.facts.to_change())
    if not started.new:
        response.status_code = status.HTTP_200_OK
    tag(response, started.draft.version)
    return success(DraftOut.of(started.draft))


@router.get("/drafts/{draft_id}")
def get_draft(caller: Caller, draft_id: str, response: Response) -> Success[DraftOut]:
    """One draft; its ETag is the version to edit or approve."""
    draft = drafting().draft(caller.user_id, draft_id)
    tag(response, draft.version)
    return success(DraftOut.of(draft))


@router.get("/drafts")
def list_drafts(
    caller: Caller,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
    cursor: str | None = None,
) -> Success[Listing[DraftOut]]:
    """The caller's drafts, newest first."""
    return listing(drafting().page(caller.user_id, limit, cursor).map(DraftOut.of))


@router.patch("/drafts/{draft_id}")
def edit_draft(
    caller: Caller, draft_id: str, body: EditDraftIn, version: IfMatch, response: Response
) -> Success[DraftOut]:
    """Put in one's own words, and facts; changed facts are written about anew."""
    draft = drafting().edit(caller.user_id, draft_id, version, body.to_edit())
    tag(response, draft.version)
    return success(DraftOut.of(draft))


@router.post("/drafts/{draft_id}/rewrite", status_code=status.HTTP_202_ACCEPTED)
def rewrite_draft(
    caller: Caller, draft_id: str, response: Response, body: RewriteIn | None = None
) -> Success[DraftOut]:
    """Have the draft written again; what was written by hand stays."""
    change = (body or RewriteIn()).facts.to_change()
    draft = drafting().rewrite(caller.user_id, draft_id, change)
    tag(response, draft.version)
    return success(DraftOut.of(draft))


@router.post("/drafts/{draft_id}/approve")
def approve_draft(
    caller: Caller, draft_id: str, version: IfMatch, response: Response
) -> Success[DraftOut]:
    """Allow exactly this version to be published."""
    draft = drafting().approve(caller.user_id, draft_id, version)
    tag(response, draft.version)
    return success(DraftOut.of(draft))


app = create_api("content", router)
handler = lambda_handler(app)
