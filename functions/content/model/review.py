"""Who decides about a draft, what they decided, and the link by which somebody else may."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

LINK_FOR = timedelta(hours=168)
"""The longest that a link for approval is good."""
OPEN_LINKS = 10
"""The most links that are open for one draft at a time."""
KEPT_AFTER = timedelta(days=30)
"""How long a link that is over can still say so."""

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
    """A decision about a draft; `reason` is told when it was rejected."""

    state: DecisionState
    by: Author
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalLink:
    """Lets whoever holds its token decide once about one version of one draft.

    The token is kept as SHA-256 only. `name` is whom the artisan means it for.
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
        """Why it is no longer good for the draft at this version (None: it is gone), if so."""
        if self.state != "open":
            return self.state
        if now >= self.until:
            return "expired"
        return None if draft_version == self.draft_version else "changed"

    def revoked(self, now: datetime) -> "ApprovalLink":
        """The link, taken back."""
        return replace(self, state="revoked", decided_at=now)

    def decided(self, review: Review) -> "ApprovalLink":
        """The link after its one decision."""
        return replace(self, state=review.state, decided_at=review.at, decided_by=review.by.name)


@dataclass(frozen=True, slots=True)
class ApprovalDecision:
    """What an approver decided, and by which name."""

    state: DecisionState
    name: str
    reason: str = ""


def digest(token: str) -> str:
    """How a token is kept. 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
