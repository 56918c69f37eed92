"""The service of conversations: keeps open sockets, and pushes events to their owners."""

from functions.conversations.model import REFUSED_FOR, Progress, SocketConnection
from functions.conversations.ports import RevokedSessions, SocketConnections, Sockets
from kernel.clock import Clock
from kernel.errors import NotSignedIn, TryLater
from kernel.observability import log_event
from kernel.principal import TokenVerifier


class Conversations:
    """The use cases of conversations."""

    def __init__(
        self,
        *,
        listeners: SocketConnections,
        revoked: RevokedSessions,
        sockets: Sockets,
        verifier: TokenVerifier,
        clock: Clock,
    ) -> None:
        self._listeners = listeners
        self._revoked = revoked
        self._sockets = sockets
        self._verifier = verifier
        self._clock = clock

    def hello(self, connection_id: str, token: str) -> None:
        """Register the socket for the seller in `token`; raises `NotSignedIn`.

        A token of a revoked session is refused although it is still valid.
        """
        caller = self._verifier.verify(token)
        self._listeners.add(
            SocketConnection(connection_id, caller.owner_id, self._clock.now(), caller.session_id)
        )
        # Looked at last: `end_session` remembers the session first and closes its sockets then.
        if caller.session_id and self._revoked.has(caller.session_id):
            self._listeners.remove(connection_id)
            raise NotSignedIn("You have signed out.", remedy="Sign in again.")
        log_event("SocketGreeted", user_id=caller.user_id)

    def goodbye(self, connection_id: str) -> None:
        """Delete the connection of a closed socket."""
        self._listeners.remove(connection_id)

    def end_session(self, owner_id: str, session_id: str) -> int:
        """Close the sockets of a revoked session and refuse it new ones; returns their number.

        When a socket cannot be closed for a moment, the others are closed first, and then
        `TryLater` is raised.
        """
        self._revoked.add(session_id, self._clock.now() + REFUSED_FOR)
        closed, failed = 0, None
        for listener in self._listeners.of(owner_id):
            if listener.session_id != session_id:
                continue
            try:
                self._sockets.close(listener.connection_id)
            except TryLater as error:
                failed = error
            else:
                self._listeners.remove(listener.connection_id)
                closed += 1
        log_event("SocketsClosed", owner_id=owner_id, sockets=closed)
        if failed:
            raise failed
        return closed

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
