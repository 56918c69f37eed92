"""The model of conversations: open sockets of people, and the events for them; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LISTENS_FOR = timedelta(hours=2)
"""The longest that API Gateway keeps a WebSocket open (its quota)."""
REFUSED_FOR = timedelta(hours=1)
"""How long a revoked session is remembered: longer than any access token is valid."""


@dataclass(frozen=True, slots=True)
class SocketConnection:
    """An open socket whose hello had a valid token of somebody who acts for `owner_id`.

    `session_id` is the session of the token, "" if it named none.
    """

    connection_id: str
    owner_id: str
    since: datetime
    session_id: str = ""

    @property
    def until(self) -> datetime:
        """When API Gateway has closed the socket for sure."""
        return self.since + LISTENS_FOR


@dataclass(frozen=True, slots=True)
class Progress:
    """An event about something that a person owns."""

    owner_id: str
    source: str
    name: str
    facts: Mapping[str, Any]

    def message(self) -> dict[str, Any]:
        """The message to the person's page about this event."""
        return {"type": "event", "source": self.source, "name": self.name, "data": self.facts}
