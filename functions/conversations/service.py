"""What conversations does: know who listens, and tell them what happens to what is theirs."""

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
        """Take a socket for its person's; raises `NotSignedIn`."""
        caller = self._verifier.verify(token)
        self._listeners.add(SocketConnection(connection_id, caller.user_id, self._clock.now()))
        log_event("SocketGreeted", user_id=caller.user_id)

    def goodbye(self, connection_id: str) -> None:
        """Forget a socket that was closed."""
        self._listeners.remove(connection_id)

    def tell(self, progress: Progress) -> int:
        """Tell the owner on every open page; answers on how many.

        Messages are hints: a page that hears one twice loads the same thing twice. So when a
        socket fails in passing, the others are told first and then `TryLater` is raised.
        """
        told, failed = 0, None
        for listener in self._listeners.of(progress.owner_id):
            try:
                if self._sockets.push(listener.connection_id, progress.message()):
                    told += 1
                else:
                    self._listeners.remove(listener.connection_id)
            except TryLater as error:
                failed = error
        log_event("ProgressTold", source=progress.source, event_name=progress.name, sockets=told)
        if failed:
            raise failed
        return told
