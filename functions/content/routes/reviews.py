"""Routes of review: decisions, history, and approval links for a person without an account."""

from functions.content.schemas.drafts import DraftRead, RejectionCreate
from functions.content.schemas.examples import EXAMPLE
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
from functions.content.wiring.container import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.front_door import viewer_network
from kernel.paging import Cursor, Limit
from kernel.responses import Success, success
from kernel.web import Request, Response

router = Routes(tags=["content"], example=EXAMPLE)


@router.get("/drafts/approvals/{token}", public="the token admits, no account does", ends=True)
def get_approval(token: str, request: Request) -> Success[ApprovalRead]:
    """Return what the link's holder is asked to approve; 410 once the link has ended."""
    network = viewer_network(request)
    return success(ApprovalRead.of(container().review.approvals.look(token, network)))


@router.post("/drafts/approvals/{token}", public="the token admits, no account does", ends=True)
def decide_approval(
    token: str, body: ApprovalDecisionCreate, request: Request
) -> Success[ApprovalDecisionRead]:
    """Approve or reject exactly the version that the link shows, once; 410 after the link's end."""
    decision = body.to_decision()
    draft = container().review.approvals.decide(token, viewer_network(request), decision)
    return success(ApprovalDecisionRead.of(decision, draft.updated_at))


@router.post("/drafts/{draft_id}/approve", owns="draft_id")
def approve_draft(
    caller: Caller, draft_id: str, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Approve the version in `If-Match` for publication."""
    draft = container().review.reviews.approve(caller.owner_id, draft_id, version)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.post("/drafts/{draft_id}/reject", owns="draft_id")
def reject_draft(
    caller: Caller, draft_id: str, body: RejectionCreate, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Reject the version in `If-Match`, with a reason."""
    draft = container().review.reviews.reject(caller.owner_id, draft_id, version, body.reason)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.get("/drafts/{draft_id}/versions", owns="draft_id")
def list_versions(
    caller: Caller, draft_id: str, limit: Limit = 20, cursor: Cursor = None
) -> Success[VersionsRead]:
    """List the draft's versions and what each of them changed, the newest first."""
    page = container().review.reviews.versions(caller.owner_id, draft_id, limit, cursor)
    return success(VersionsRead.of(draft_id, page))


@router.get("/drafts/{draft_id}/versions/{number}", owns="draft_id")
def get_version(caller: Caller, draft_id: str, number: int) -> Success[OldVersionRead]:
    """Return one version: what it changed, and the draft as it was."""
    found = container().review.reviews.version(caller.owner_id, draft_id, number)
    return success(OldVersionRead.of(*found))


@router.post("/drafts/{draft_id}/versions/{number}/restore", owns="draft_id")
def restore_version(
    caller: Caller, draft_id: str, number: int, version: IfMatch, response: Response
) -> Success[DraftRead]:
    """Save an older version as the newest one, which needs a new approval."""
    draft = container().review.reviews.restore(caller.owner_id, draft_id, version, number)
    set_etag(response, draft.version)
    return success(DraftRead.of(draft, container().review.draft_editor.bases(draft)))


@router.get("/drafts/{draft_id}/approval-links", owns="draft_id")
def list_links(caller: Caller, draft_id: str) -> Success[ApprovalLinksRead]:
    """List the draft's approval links, the newest first; their addresses are not shown again."""
    links = container().review.approvals.links(caller.owner_id, draft_id)
    items = [ApprovalLinkRead.of(*one) for one in links]
    return success(ApprovalLinksRead(draft_id=draft_id, items=items))


@router.post(
    "/drafts/{draft_id}/approval-link",
    status_code=201,
    owns="draft_id",
    creates="link_id",
    answers_secret=True,
)
def make_link(caller: Caller, draft_id: str, body: ApprovalLinkCreate) -> Success[ApprovalLinkRead]:
    """Create a link by which a person without an account decides about the current version."""
    hours = body.expires_in_hours
    link, token = container().review.approvals.ask(caller.owner_id, draft_id, body.name, hours)
    address = f"{container().settings.public_url}/approve/{token}"
    return success(ApprovalLinkRead.of(link, None, address))


@router.delete("/drafts/{draft_id}/approval-link/{link_id}", owns=("draft_id", "link_id"))
def revoke_link(caller: Caller, draft_id: str, link_id: str) -> Success[ApprovalLinkRevokedRead]:
    """Revoke an approval link that has not been used for a decision."""
    container().review.approvals.revoke(caller.owner_id, draft_id, link_id)
    return success(ApprovalLinkRevokedRead(link_id=link_id))
