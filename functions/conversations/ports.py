"""The ports of conversations: the table of connections and revoked sessions, and the sockets."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from functions.conversations.model import SocketConnection


class SocketConnections(Protocol):
    """The open sockets of people who said hello."""

    def add(self, listener: SocketConnection) -> None:
        """Save a connection; a socket that was another person's becomes this person's."""
        ...

    def remove(self, connection_id: str) -> None:
        """Delete a connection; nothing happens when the socket is not known."""
        ...

    def of(self, owner_id: str) -> Sequence[SocketConnection]:
        """The socket connections of a person, read consistently."""
        ...


class RevokedSessions(Protocol):
    """The sessions that were revoked a short while ago."""

    def add(self, session_id: str, until: datetime) -> None:
        """Remember until then that the session was revoked."""
        ...

    def has(self, session_id: str) -> bool:
        """Whether the session was revoked, read consistently."""
        ...


class Sockets(Protocol):
    """Sends messages into open sockets, and closes them."""

    def push(self, connection_id: str, message: Mapping[str, Any]) -> bool:
        """Send a message; False when the socket is gone. Raises `TryLater`."""
        ...

    def close(self, connection_id: str) -> None:
        """Close the socket, if it is open. Raises `TryLater`."""
        ...
