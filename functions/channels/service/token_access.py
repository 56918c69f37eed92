"""Calls platforms with a connection: decrypts its secret, refreshes tokens, marks a broken one."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from functions.channels.errors import (
    AccessTokenRefused,
    NotConnected,
    ReconnectNeeded,
)
from functions.channels.events import ConnectionChanged
from functions.channels.model.connection import Account, Connection, LastError, Secret, Tokens
from functions.channels.model.platforms import platform as known
from functions.channels.ports.connections import Connections, OAuthProvider, Secrets
from kernel.clock import Clock
from kernel.errors import OutcomeUnknown, StaleWrite, TryLater
from kernel.ids import Ids

T = TypeVar("T")

LEASE = timedelta(seconds=45)
"""Longer than a refresh can take with its network timeouts."""

POLL_SECONDS = 0.25
POLLS = 40
"""Requests wait up to ten seconds for the one that refreshes the tokens."""

NOTED_EVERY = timedelta(minutes=1)


def changed(connection: Connection) -> ConnectionChanged:
    """The event that reports a connection's present status."""
    return ConnectionChanged(
        owner_id=connection.owner_id,
        platform=connection.platform,
        account_id=connection.account_id,
        connection_id=connection.connection_id,
        status=connection.status,
    )


class TokenAccess:
    """Calls platforms with the account of a connection and fresh tokens."""

    def __init__(  # its ports
        self,
        connections: Connections,
        secrets: Secrets,
        consents: Mapping[str, OAuthProvider],
        clock: Clock,
        ids: Ids,
        *,
        pause: Callable[[float], None],
    ) -> None:
        self._connections = connections
        self._secrets = secrets
        self._consents = consents
        self._clock = clock
        self._ids = ids
        self._pause = pause

    def use(self, owner_id: str, platform: str, account_id: str, act: Callable[[Account], T]) -> T:
        """Call `act` with the account, and once again after a refresh if its token is refused.

        A connection that proves to be broken is marked `reconnect`, with a `ConnectionChanged`
        event.
        """
        connection, secret = self._fresh(*self.opened(owner_id, platform, account_id))
        try:
            try:
                result = act(_account(connection, secret))
            except AccessTokenRefused:
                if not _may_refresh(self._consents.get(platform), secret):
                    raise
                connection, secret = self._renewed(connection, secret)
                result = act(_account(connection, secret))
        except ReconnectNeeded as broken:
            self.mark_broken(connection, broken)
            raise
        self._note_use(connection)
        return result

    def opened(self, owner_id: str, platform: str, account_id: str) -> tuple[Connection, Secret]:
        """The working connection and its secret; raises `NotConnected`."""
        connection = self.connected(owner_id, platform, account_id)
        return connection, self._secrets.decrypt(connection.key, connection.sealed)

    def connected(self, owner_id: str, platform: str, account_id: str) -> Connection:
        """The working connection, its secret still encrypted.

        Raises `NotConnected`, which names the account, and never takes another account for it.
        """
        connection = self._connections.get(owner_id, platform, account_id)
        if connection is None or connection.status != "connected":
            raise _not_connected(platform, connection)
        return connection

    def mark_broken(self, connection: Connection, why: ReconnectNeeded) -> None:
        """Mark the connection `reconnect`, with its event; one renewed meanwhile is left alone."""
        broken = connection.broken(LastError(why.message, why.remedy))
        try:
            self._connections.save(broken, changed(broken))
        except StaleWrite:
            return

    def _fresh(self, connection: Connection, secret: Secret) -> tuple[Connection, Secret]:
        consent = self._consents.get(connection.platform)
        now = self._clock.now()
        if consent is None or consent.margin is None or secret.tokens is None:
            return connection, secret
        if not secret.tokens.expires_within(consent.margin, now):
            return connection, secret
        try:
            return self._renewed(connection, secret)
        except TryLater:
            # Still good for a while: a platform that cannot refresh right now stops nobody.
            if secret.tokens.expires_within(timedelta(seconds=30), now):
                raise
            return connection, secret

    def _renewed(self, connection: Connection, secret: Secret) -> tuple[Connection, Secret]:
        """The connection after a refresh by us, or by whoever was faster."""
        by = self._ids.new("lease")
        now = self._clock.now()
        try:
            self._connections.lease(connection, by, now + LEASE, now)
        except StaleWrite:
            return self._renewed_by_another(connection)
        return self._refresh(connection, secret, by)

    def _renewed_by_another(self, before: Connection) -> tuple[Connection, Secret]:
        for _ in range(POLLS):
            current = self._connections.get(*before.key) or before.ended()
            if current.sealed != before.sealed or current.status != before.status:
                return self.opened(*before.key)
            if not current.lease_by:
                break  # the other one gave up: so do we, or everybody would ask in turn
            self._pause(POLL_SECONDS)
        raise TryLater("The connection is being renewed right now.", after=5)

    def _refresh(
        self, connection: Connection, secret: Secret, by: str
    ) -> tuple[Connection, Secret]:
        tokens = secret.tokens
        consent = self._consents[connection.platform]
        if tokens is None:
            raise NotConnected("There is nothing to renew.", remedy="Connect the account again.")
        try:
            renewed = tokens.renewed(consent.refresh(tokens))
        except ReconnectNeeded as refused:
            self._give_up(connection, by, refused)
            raise
        except (TryLater, OutcomeUnknown) as silent:
            # Perhaps the platform rotated and its answer was lost. The next try finds out: it
            # works, or it is refused and the artisan is asked; either way there is no loop.
            self._let_go(connection, by)
            raise TryLater("The connection could not be renewed yet.", after=10) from silent
        return self._keep(connection, Secret(renewed, secret.login, secret.candidates), by)

    def _keep(self, connection: Connection, secret: Secret, by: str) -> tuple[Connection, Secret]:
        sealed = self._secrets.encrypt(connection.key, secret)
        renewed = connection.refreshed(sealed, end_of(secret.tokens))
        try:
            return self._connections.give_back(renewed, by), secret
        except StaleWrite:
            # Reconnected or disconnected while we refreshed: what is stored now is what counts.
            return self.opened(*connection.key)

    def _let_go(self, connection: Connection, by: str) -> None:
        try:
            self._connections.give_back(connection, by)
        except StaleWrite:
            return

    def _give_up(self, connection: Connection, by: str, refused: ReconnectNeeded) -> None:
        broken = connection.broken(LastError(refused.message, refused.remedy))
        try:
            self._connections.give_back(broken, by, changed(broken))
        except StaleWrite:
            return

    def _note_use(self, connection: Connection) -> None:
        now = self._clock.now()
        last = connection.last_used_at
        if last is None or now - last > NOTED_EVERY:
            self._connections.touch(connection, now)


def _not_connected(platform: str, connection: Connection | None) -> NotConnected:
    name = known(platform).name
    if connection is None:
        return NotConnected(
            f"Your {name} account is not connected.", remedy="Connect it under Connections."
        )
    account = f"“{connection.account_name}” on {name}"
    problem = connection.problem
    if problem is None:
        return NotConnected(
            f"{account} is not connected.", remedy=f"Connect {account} again under Connections."
        )
    return NotConnected(f"{account} is not connected: {problem.message}", remedy=problem.remedy)


def _account(connection: Connection, secret: Secret) -> Account:
    return Account(
        connection.platform,
        connection.account_id,
        connection.account_name,
        secret.tokens.access if secret.tokens else "",
        connection.detail,
    )


def _may_refresh(consent: OAuthProvider | None, secret: Secret) -> bool:
    return (
        consent is not None
        and consent.margin is not None
        and secret.tokens is not None
        and bool(secret.tokens.refresh)
    )


def end_of(tokens: Tokens | None) -> datetime | None:
    """When the artisan must have reconnected: the refresh token's end, else the access token's."""
    return (tokens.refresh_until or tokens.access_until) if tokens else None
