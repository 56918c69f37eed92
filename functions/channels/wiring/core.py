"""The parts on which all others are built: settings, platforms, connections and their tokens."""

import time
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from functions.channels.adapters import registry
from functions.channels.adapters.dynamo.connections import (
    DynamoConnections,
    DynamoOAuthSessions,
    DynamoPendingConnections,
)
from functions.channels.adapters.registry import Adapters, by_platform
from functions.channels.ports.connections import OAuthProvider, Secrets
from functions.channels.service.authorizations import AuthorizationService
from functions.channels.service.connection_health import ConnectionHealth, DueHealthChecks
from functions.channels.service.connections import ConnectionService
from functions.channels.service.token_access import TokenAccess
from functions.channels.wiring.settings import ChannelsSettings
from kernel.aws.container import Container
from kernel.aws.table import Table
from kernel.secret_links import random_token

if TYPE_CHECKING:
    from kernel.http import GuardedClient


class ChannelsCore(Container):
    """Connections, and what every call of a platform needs."""

    @cached_property
    def settings(self) -> ChannelsSettings:
        """The settings of this function."""
        return ChannelsSettings.load()

    @cached_property
    def table(self) -> Table:
        """The DynamoDB table of channels."""
        return Table(self.settings.channels_table)

    @cached_property
    def vendor_client(self) -> "GuardedClient":
        """The one HTTP client of this function."""
        return registry.vendor_client(self.settings.vendor_timeout)

    @cached_property
    def platforms(self) -> Mapping[str, Adapters]:
        """The adapters of every platform, whose modules are imported now."""
        return registry.platforms(self.settings.vendors, self.vendor_client, self.clock)

    @cached_property
    def oauth_providers(self) -> Mapping[str, OAuthProvider]:
        """The OAuth flow of each platform that has an app registration."""
        return by_platform(self.platforms, lambda one: one.oauth)

    @cached_property
    def stored_connections(self) -> DynamoConnections:
        """The repository of connections."""
        return DynamoConnections(self.table, self.outbox)

    @cached_property
    def pending_connections(self) -> DynamoPendingConnections:
        """The repository of pending connections."""
        return DynamoPendingConnections(self.table, self.outbox)

    @cached_property
    def oauth_sessions(self) -> DynamoOAuthSessions:
        """The repository of OAuth sessions."""
        return DynamoOAuthSessions(self.table)

    @cached_property
    def secrets(self) -> Secrets:
        """The encryption of what connections keep."""
        from functions.channels.adapters.encryption import VaultSecrets  # noqa: PLC0415  # +5 %: cryptography
        from kernel.aws.vault import Vault  # noqa: PLC0415  # as above

        return VaultSecrets(Vault(self.settings.secrets_key_id))

    @cached_property
    def token_access(self) -> TokenAccess:
        """The service that calls platforms with a connection's tokens."""
        return TokenAccess(
            self.stored_connections,
            self.secrets,
            self.oauth_providers,
            self.clock,
            self.ids,
            pause=time.sleep,
        )

    @cached_property
    def connections(self) -> ConnectionService:
        """The service that lists, tests and disconnects accounts."""
        return ConnectionService(
            self.stored_connections,
            self.secrets,
            self.oauth_providers,
            self.token_access,
            self.clock,
        )

    @cached_property
    def authorizations(self) -> AuthorizationService:
        """The service that connects accounts."""
        return AuthorizationService(
            self.stored_connections,
            self.pending_connections,
            self.oauth_sessions,
            self.secrets,
            self.oauth_providers,
            self.clock,
            ids=self.ids,
            public_url=self.settings.public_url,
            panels=self.settings.panels,
            random=random_token,
        )

    @cached_property
    def due_health_checks(self) -> DueHealthChecks:
        """The service that queues health checks."""
        return DueHealthChecks(self.stored_connections, self.clock)

    @cached_property
    def connection_health(self) -> ConnectionHealth:
        """The service that checks a connection's health."""
        return ConnectionHealth(
            self.stored_connections,
            self.oauth_providers,
            self.token_access,
            self.clock,
        )

    def close(self) -> None:
        """Close the HTTP client, if there is one."""
        if "vendor_client" in vars(self):
            self.vendor_client.close()
