"""Lists, tests and disconnects the accounts that an artisan has connected."""

from collections.abc import Mapping
from dataclasses import replace

from functions.channels.errors import ConnectionNotFound, NotConfigured, ReconnectNeeded
from functions.channels.model.connection import Account, Connection
from functions.channels.model.platforms import platform as known
from functions.channels.ports.connections import Connections, OAuthProvider, Secrets
from functions.channels.service.token_access import TokenAccess, changed
from kernel.clock import Clock
from kernel.errors import Problem, StaleWrite


class ConnectionService:
    """Keeps an owner's connections; each method is for the owner's own ones only."""

    def __init__(  # its ports
        self,
        connections: Connections,
        secrets: Secrets,
        consents: Mapping[str, OAuthProvider],
        access: TokenAccess,
        clock: Clock,
    ) -> None:
        self._connections = connections
        self._secrets = secrets
        self._consents = consents
        self._access = access
        self._clock = clock

    def connections(self, owner_id: str) -> list[Connection]:
        """The owner's connections, the oldest first."""
        return [*self._connections.list_by_owner(owner_id)]

    def connection(self, owner_id: str, connection_id: str) -> Connection:
        """The owner's connection; raises `ConnectionNotFound`."""
        found = self._connections.find(owner_id, connection_id)
        if found is None:
            raise ConnectionNotFound
        return found

    def test(self, owner_id: str, connection_id: str) -> Connection:
        """Ask the platform whether the connection works.

        A connection that does not work is answered with its new status and its problem.
        """
        connection = self.connection(owner_id, connection_id)
        try:
            return self._tested(connection)
        except ReconnectNeeded:
            return self.connection(owner_id, connection_id)

    def _tested(self, connection: Connection) -> Connection:
        capabilities = known(connection.platform)
        if capabilities.connect == "assisted":
            return self._tested_session(connection)
        consent = self._consents.get(connection.platform)
        if consent is None:
            raise NotConfigured(
                f"This Haat has no app registration at {capabilities.name}.",
                remedy="Put the app's id and secret into the settings.",
            )

        def confirm(account: Account) -> str:
            return consent.confirm(account)

        name = self._access.use(*connection.key, confirm)
        current = self.connection(connection.owner_id, connection.connection_id)
        if current.account_name == name and current.problem is None:
            return current
        return self._connections.save(replace(current, account_name=name, problem=None))

    def _tested_session(self, connection: Connection) -> Connection:
        # A panel has no call to ask; its login's own end is what can be known without a browser.
        held, _ = self._access.opened(*connection.key)
        if held.ends_at and held.ends_at <= self._clock.now():
            why = ReconnectNeeded(
                "The login to the seller panel has run out.",
                remedy=f"Run: make connect PLATFORM={connection.platform}",
            )
            self._access.mark_broken(held, why)
            raise why
        return held

    def disconnect(self, owner_id: str, connection_id: str) -> None:
        """Revoke the permission where the platform has a call for it, and end the connection.

        Other accounts on the platform stay connected. Raises `ConnectionNotFound`.
        """
        connection = self.connection(owner_id, connection_id)
        self._revoke(connection)
        try:
            self._connections.end(connection, changed(connection.ended()))
        except StaleWrite:
            # It was refreshed at this moment; what counts is that it goes.
            current = self._connections.find(owner_id, connection_id)
            if current is not None:
                self._connections.end(current, changed(current.ended()))

    def _revoke(self, connection: Connection) -> None:
        consent = self._consents.get(connection.platform)
        if consent is None or not connection.sealed or connection.status == "reconnect":
            return
        if consent.revokes_all and self._has_others(connection):
            return  # it would end the permission of her other accounts there as well
        try:
            secret = self._secrets.decrypt(connection.key, connection.sealed)
            login = secret.login or secret.tokens
            if login:
                consent.revoke(login)
        except Problem:
            # The artisan wants it gone here in any case; over there the tokens end by themselves.
            return

    def _has_others(self, connection: Connection) -> bool:
        return any(
            one.platform == connection.platform and one.connection_id != connection.connection_id
            for one in self._connections.list_by_owner(connection.owner_id)
        )
