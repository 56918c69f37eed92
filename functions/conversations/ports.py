"""What conversations needs from outside."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from functions.conversations.model import SocketConnection


class SocketConnections(Protocol):
    """The open sockets of people who said hello."""

    def add(self, listener: SocketConnection) -> None:
        """Keep a listener; a socket that spoke for somebody else before no longer does."""
        ...

    def remove(self, connection_id: str) -> None:
        """Forget a socket; nothing happens when it is not known."""
        ...

    def of(self, user_id: str) -> Sequence[SocketConnection]:
        """A person's listeners, as of this moment."""
        ...


class Sockets(Protocol):
    """The way to an open socket."""

    def push(self, connection_id: str, message: Mapping[str, Any]) -> bool:
        """Send a message; False when the socket is gone. Raises `TryLater`."""
        ...
