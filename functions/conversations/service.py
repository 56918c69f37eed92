"""The service of conversations: keeps open sockets, and pushes events to their owners."""

from functions.conversations.model import Progress, SocketConnection
from functions.conversations.ports import SocketConnections, Sockets
from kernel.clock import Clock
from kernel.errors import TryLater
from kernel.observability import log_event
from kernel.principal import TokenVerifier


class Conversations:
    """The use cases of conversations."""

    def __init__(
        self,
        *,
        listeners: SocketConnections,
        sockets: Sockets,
        verifier: TokenVerifier,
        clock: Clock,
    ) -> None:
        self._listeners = listeners
        self._sockets = sockets
        self._verifier = verifier
        self._clock = clock

    def hello(self, connection_id: str, token: str) -> None:
        """Register the socket for the seller in `token`; raises `NotSignedIn`."""
        caller = self._verifier.verify(token)
        self._listeners.add(SocketConnection(connection_id, caller.owner_id, self._clock.now()))
        log_event("SocketGreeted", user_id=caller.user_id)

    def goodbye(self, connection_id: str) -> None:
        """Delete the connection of a closed socket."""
        self._listeners.remove(connection_id)

    def push(self, progress: Progress) -> int:
        """Push the event to every open page of its owner; returns the number of pages reached.

        Messages are hints: a page that gets one twice loads its data twice. So when a socket fails
        for a moment, the others get their message first, and then `TryLater` is raised.
        """
        delivered, failed = 0, None
        for listener in self._listeners.of(progress.owner_id):
            try:
                if self._sockets.push(listener.connection_id, progress.message()):
                    delivered += 1
                else:
                    self._listeners.remove(listener.connection_id)
            except TryLater as error:
                failed = error
        name = progress.name
        log_event("ProgressPushed", source=progress.source, event_name=name, sockets=delivered)
        if failed:
            raise failed
        return delivered
