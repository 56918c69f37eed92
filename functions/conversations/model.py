"""What conversations knows: who listens, and what they may be told; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LISTENS_FOR = timedelta(hours=2)
"""The longest that API Gateway keeps a WebSocket open (its quota)."""

HEARD: Mapping[str, tuple[str, ...]] = {
    "media": ("PhotoReady", "PhotoRejected"),
    "content": ("DraftReady", "DraftApproved", "DraftRejected", "DraftDeleted", "JobChanged"),
    "channels": ("ConnectionChanged", "SyncChanged"),
    "publishing": ("TargetChanged", "PostSettled"),
}
"""The events that are passed on, by source; all of them name their `owner_id`."""


@dataclass(frozen=True, slots=True)
class SocketConnection:
    """One open socket of a person who has said hello on it."""

    connection_id: str
    user_id: str
    since: datetime

    @property
    def until(self) -> datetime:
        """When the socket is closed for sure."""
        return self.since + LISTENS_FOR


@dataclass(frozen=True, slots=True)
class Progress:
    """Something that happened to what a person owns."""

    owner_id: str
    source: str
    name: str
    facts: Mapping[str, Any]

    def message(self) -> dict[str, Any]:
        """What the person's page is told."""
        return {"type": "event", "source": self.source, "name": self.name, "data": self.facts}
