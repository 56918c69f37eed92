"""Checks connections that nobody uses: refreshes their tokens, and warns of an end in time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from functions.channels.errors import (
    ReconnectNeeded,
    Rejected,
)
from functions.channels.events import ConnectionEnding
from functions.channels.model.connection import Connection
from functions.channels.ports.connections import Connections, OAuthProvider
from functions.channels.service.token_access import TokenAccess
from kernel.clock import Clock
from kernel.errors import OutcomeUnknown, StaleWrite, TryLater
from kernel.events import Event
from kernel.observability import log_event

BATCH = 50
ROUNDS = 20
LOOKED_EVERY = timedelta(days=1)
AFTER_FAILURE = timedelta(hours=1)
WARNED_BEFORE = timedelta(days=7)


class ConnectionHealth:
    """Runs the health checks of connections that are due."""

    def __init__(
        self,
        connections: Connections,
        consents: Mapping[str, OAuthProvider],
        access: TokenAccess,
        clock: Clock,
    ) -> None:
        self._connections = connections
        self._consents = consents
        self._access = access
        self._clock = clock

    def look(self, rounds: int = ROUNDS) -> int:
        """Check the connections that are due; answers how many there were.

        A platform in trouble does not stop the others: its connections are checked again in an
        hour.
        """
        done = 0
        for _ in range(rounds):
            due = self._connections.due(self._clock.now(), BATCH)
            for connection in due:
                self._look_after(connection)
            done += len(due)
            if len(due) < BATCH:
                break
        return done

    def _look_after(self, connection: Connection) -> None:
        pause, outcome = LOOKED_EVERY, "well"
        try:
            self._confirm(connection)
        except ReconnectNeeded:
            outcome = "reconnect"  # the row already says so, and is due no more
        except (TryLater, OutcomeUnknown, Rejected):
            pause, outcome = AFTER_FAILURE, "no_answer"
        log_event("ConnectionLookedAfter", platform=connection.platform, outcome=outcome)
        self._note(connection, self._clock.now() + pause)

    def _confirm(self, connection: Connection) -> None:
        """Make one call with the account's token, refreshed first where it is near its end."""
        consent = self._consents.get(connection.platform)
        if consent is not None:
            self._access.use(*connection.key, consent.confirm)

    def _note(self, before: Connection, again: datetime) -> None:
        current = self._connections.get(*before.key)
        if current is None or current.status != "connected":
            return
        ending = self._ending(current)
        events: tuple[Event, ...] = ()
        if ending is not None:
            events = (_ending_soon(current, ending),)
        looked = current.looked_after(again, ending or current.warned_of)
        try:
            self._connections.save(looked, *events)
        except StaleWrite:
            return  # somebody connected, refreshed or disconnected just now: it is due again

    def _ending(self, connection: Connection) -> datetime | None:
        """The connection's end if it is near and the artisan was not warned of that very end."""
        end = connection.ends_at
        if end is None or end == connection.warned_of:
            return None
        return end if end <= self._clock.now() + WARNED_BEFORE else None


def _ending_soon(connection: Connection, ends_at: datetime) -> ConnectionEnding:
    return ConnectionEnding(
        owner_id=connection.owner_id,
        platform=connection.platform,
        account_id=connection.account_id,
        connection_id=connection.connection_id,
        ends_at=ends_at,
    )
