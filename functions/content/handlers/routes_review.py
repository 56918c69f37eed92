"""The routes of review: decisions, history, and links by which somebody else decides."""

from typing import Annotated

from functions.content.schemas.drafts import DraftRead, RejectionCreate
from functions.content.schemas.reviews import (
    ApprovalDecisionCreate,
    ApprovalDecisionRead,
    ApprovalLinkCreate,
    ApprovalLinkRead,
    ApprovalLinkRevokedRead,
    ApprovalLinksRead,
    ApprovalRead,
    OldVersionRead,
    VersionsRead,
)
from functions.content.wiring import settings
from functions.content.wiring.review import approvals, draft_editor, reviews
from kernel.access import Caller, IfMatch, Public, set_etag
from kernel.api import Routes
from kernel.pages import MOST
from kernel.responses import Success, success
from kernel.web import Query, Request, Response, status

LINK = "/approval-link"
"""Where links are made: that answer holds a token, and is not kept for a repeat."""

router = Routes(tags=["content"])


@router.get("/drafts/approvals/{token}")
def look_at_approval(token: str, request: Request, _: Public) -> Success[ApprovalRead]:
    """What the holder of a link is asked to approve; 410 when the link is over."""
    return success(ApprovalRead.of(approvals().look(token, _network(request))))


@router.post("/drafts/approvals/{token}")
def decide_approval(
    token: str, body: ApprovalDecisionCreate, request: Request, _: Public
) -> Success[ApprovalDecisionRead]:
    """Approve or reject exactly what was shown, once; 410 when the link is over."""
    decision = body.to_decision()
    draft = approvals().decide(token, _network(request), decision)
    return success(ApprovalDecisionRead.of(decision, draft.updated_at))


@router.post("/drafts/{draft_id}/approve")
def approve_draft(
    caller: Caller, draft_id: str, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Allow exactly this version to be published."""
    draft = reviews().approve(caller.user_id, draft_id, version)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, draft_editor().bases(draft)))


@router.post("/drafts/{draft_id}/reject")
def reject_draft(
    caller: Caller, draft_id: str, body: RejectionCreate, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Say that this version is not to be published, and why."""
    draft = reviews().reject(caller.user_id, draft_id, version, body.reason)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, draft_editor().bases(draft)))


@router.get("/drafts/{draft_id}/versions")
def list_versions(
    caller: Caller,
    draft_id: str,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
    cursor: str | None = None,
) -> Success[VersionsRead]:
    """What was changed, newest first."""
    page = reviews().versions(caller.user_id, draft_id, limit, cursor)
    return success(VersionsRead.of(draft_id, page))


@router.get("/drafts/{draft_id}/versions/{number}")
def get_version(caller: Caller, draft_id: str, number: int) -> Success[OldVersionRead]:
    """One version, and the draft as it was."""
    return success(OldVersionRead.of(*reviews().version(caller.user_id, draft_id, number)))


@router.post("/drafts/{draft_id}/versions/{number}/restore")
def restore_version(
    caller: Caller, draft_id: str, number: int, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Make an older version the newest again; it needs a new approval."""
    draft = reviews().restore(caller.user_id, draft_id, version, number)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, draft_editor().bases(draft)))


@router.get("/drafts/{draft_id}/approval-links")
def list_links(caller: Caller, draft_id: str) -> Success[ApprovalLinksRead]:
    """The draft's links for approval, newest first."""
    items = [ApprovalLinkRead.of(*one) for one in approvals().links(caller.user_id, draft_id)]
    return success(ApprovalLinksRead(draft_id=draft_id, items=items))


@router.post("/drafts/{draft_id}/approval-link", status_code=status.HTTP_201_CREATED)
def make_link(caller: Caller, draft_id: str, body: ApprovalLinkCreate) -> Success[ApprovalLinkRead]:
    """A link by which somebody without an account decides about this version, once."""
    hours = body.expires_in_hours
    link, token = approvals().ask(caller.user_id, draft_id, body.name, hours)
    return success(ApprovalLinkRead.of(link, None, f"{settings().public_url}/approve/{token}"))


@router.delete("/drafts/{draft_id}/approval-link/{link_id}")
def revoke_link(caller: Caller, draft_id: str, link_id: str) -> Success[ApprovalLinkRevokedRead]:
    """Take a link back."""
    approvals().revoke(caller.user_id, draft_id, link_id)
    return success(ApprovalLinkRevokedRead(link_id=link_id))


def _network(request: Request) -> str:
    # Behind CloudFront every caller would look like one of its edges; it names the real one.
    viewer = request.headers.get("cloudfront-viewer-address", "").rpartition(":")[0]
    return viewer or (request.client.host if request.client else "unknown")
