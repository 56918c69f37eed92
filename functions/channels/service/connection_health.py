"""Checks connections that nobody uses: refreshes their tokens, and warns of an end in time.

Each check is a message of its own with its own time limit: what a check calls is a site of the
artisan's choice, and whatever that site does costs only its own connection time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from functions.channels.errors import ReconnectNeeded
from functions.channels.events import ConnectionEnding, HealthCheckRequested
from functions.channels.model.connection import Connection
from functions.channels.ports.connections import Connections, OAuthProvider
from functions.channels.service.token_access import TokenAccess
from kernel.clock import Clock
from kernel.errors import Problem, StaleWrite
from kernel.events import Event
from kernel.observability import log_event, log_failure
from kernel.sweeps import SET_ASIDE, in_batches, sweep

BATCH = 50
ROUNDS = 20
LOOKED_EVERY = timedelta(days=1)
AFTER_FAILURE = timedelta(hours=1)
WARNED_BEFORE = timedelta(days=7)
_SECONDS = 200.0


class DueHealthChecks:
    """Queues the health checks that are due; calls no platform."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        self._connections = connections
        self._clock = clock

    def ask(self) -> int:
        """Queue a check of each connection that is due; answers how many were queued.

        A check that is lost, or whose worker dies, is due again in an hour.
        """
        now = self._clock.now()
        asked = sweep(
            in_batches(lambda size: self._connections.due(now, size), BATCH, ROUNDS),
            lambda one: self._connections.postpone(one, now + AFTER_FAILURE, _requested(one)),
            failure="HealthCheckNotAsked",
            move_on=lambda one: self._connections.postpone(one, now + SET_ASIDE),
            facts=lambda one: {"platform": one.platform},
            seconds=_SECONDS,
        )
        return sum(asked.results)


class ConnectionHealth:
    """Checks the health of one connection."""

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

    def check(self, owner_id: str, platform: str, account_id: str) -> None:
        """Check the account's connection, if it works, and set when it is checked next.

        After a failure that is in an hour, else in a day.
        """
        connection = self._connections.get(owner_id, platform, account_id)
        if connection is None or connection.status != "connected":
            return
        pause, outcome = LOOKED_EVERY, "well"
        try:
            self._confirm(connection)
        except ReconnectNeeded:
            outcome = "reconnect"  # the row already says so, and is due no more
        except Problem as problem:
            log_failure("ConnectionNotConfirmed", problem, platform=platform)
            pause, outcome = AFTER_FAILURE, "no_answer"
        log_event("ConnectionLookedAfter", platform=platform, outcome=outcome)
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


def _requested(connection: Connection) -> HealthCheckRequested:
    return HealthCheckRequested(
        owner_id=connection.owner_id,
        platform=connection.platform,
        account_id=connection.account_id,
        connection_id=connection.connection_id,
    )


def _ending_soon(connection: Connection, ends_at: datetime) -> ConnectionEnding:
    return ConnectionEnding(
        owner_id=connection.owner_id,
        platform=connection.platform,
        account_id=connection.account_id,
        connection_id=connection.connection_id,
        ends_at=ends_at,
    )
