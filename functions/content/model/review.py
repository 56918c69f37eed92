"""Reviews of a draft: who decided and how, and the approval link for somebody else."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

LINK_FOR = timedelta(hours=168)
"""The longest time that an approval link is valid."""
OPEN_LINKS = 10
"""The most approval links that are open for one draft at a time."""
KEPT_AFTER = timedelta(days=30)
"""How long after its expiry an approval link can still say that it ended."""

ByKind = Literal["artisan", "writer", "approver"]
DecisionState = Literal["approved", "rejected"]
LinkState = Literal["open", "approved", "rejected", "revoked"]
Ending = Literal["approved", "rejected", "revoked", "expired", "changed"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who did something: the artisan, a writer, or an approver by the name that they gave."""

    kind: ByKind
    name: str = ""


ARTISAN = Author("artisan")


@dataclass(frozen=True, slots=True)
class Review:
    """A decision about a draft; `reason` explains a rejection."""

    state: DecisionState
    by: Author
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalLink:
    """Lets the holder of its token decide once about one version of one draft.

    `digest` is the token's SHA-256; the token itself is not kept. `name` is the intended approver.
    """

    link_id: str
    owner_id: str
    draft_id: str
    draft_version: int
    digest: str
    name: str
    created_at: datetime
    until: datetime
    state: LinkState = "open"
    decided_at: datetime | None = None
    decided_by: str = ""

    def ended(self, draft_version: int | None, now: datetime) -> Ending | None:
        """Why the link is invalid at `draft_version` (None: no draft); None while it is valid."""
        if self.state != "open":
            return self.state
        if now >= self.until:
            return "expired"
        return None if draft_version == self.draft_version else "changed"

    def revoked(self, now: datetime) -> "ApprovalLink":
        """The link in state `revoked`."""
        return replace(self, state="revoked", decided_at=now)

    def decided(self, review: Review) -> "ApprovalLink":
        """The link in the state of its one decision."""
        return replace(self, state=review.state, decided_at=review.at, decided_by=review.by.name)


@dataclass(frozen=True, slots=True)
class ApprovalDecision:
    """An approver's decision, and the name that the approver gave."""

    state: DecisionState
    name: str
    reason: str = ""
