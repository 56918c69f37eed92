"""Subscribes a newly connected account to webhooks of orders, at an endpoint of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from functions.channels.model.connection import WEBHOOK_KEY_DIGEST, Account, Connection, LastError
from functions.channels.ports.connections import Connections
from functions.channels.ports.webhooks import Subscriber, WebhookEndpoints
from functions.channels.service.token_access import TokenAccess
from kernel.errors import Problem, StaleWrite
from kernel.observability import log_failure
from kernel.secret_links import digest


class WebhookSubscriptions:
    """Registers webhook endpoints; platforms without a `Subscriber` need none."""

    def __init__(  # its ports
        self,
        subscribers: Mapping[str, Subscriber],
        addresses: WebhookEndpoints,
        connections: Connections,
        access: TokenAccess,
        *,
        public_url: str,
        random: Callable[[], str],
    ) -> None:
        self._subscribers = subscribers
        self._addresses = addresses
        self._connections = connections
        self._access = access
        self._public_url = public_url
        self._random = random

    def follow(self, connection: Connection) -> Connection:
        """Register a webhook endpoint for `connection` in place of the one that it had.

        Answers the connection with its endpoint. A failure is logged and the connection returned
        unchanged: without an endpoint everything but orders by webhook works.
        """
        subscriber = self._subscribers.get(connection.platform)
        if subscriber is None or connection.status != "connected":
            return connection
        return self._followed(subscriber, connection)

    def resubscribe_if_missing(self, connection: Connection) -> Connection:
        """The connection with a webhook endpoint: registered now if the last attempt failed."""
        if WEBHOOK_KEY_DIGEST in connection.detail:
            return connection
        return self.follow(connection)

    def _followed(self, subscriber: Subscriber, connection: Connection) -> Connection:
        key, secret = self._random(), self._random()
        self._addresses.open(connection.key, key, secret)
        kept = self._kept(connection, digest(key))
        self._close(connection)
        if kept is None:
            return connection

        def subscribe(account: Account) -> None:
            subscriber.subscribe(account, self._address(connection.platform, key), secret)

        try:
            self._access.use(*connection.key, subscribe)
        except Problem as silent:
            log_failure("NotSubscribed", silent, platform=connection.platform)
            self._addresses.close(kept.platform, digest(key))
            return self._noted(kept)
        return kept

    def _address(self, platform: str, key: str) -> str:
        return f"{self._public_url}/api/v1/webhooks/{platform}/{key}"

    def _kept(self, connection: Connection, key_digest: str) -> Connection | None:
        detail = {**connection.detail, WEBHOOK_KEY_DIGEST: key_digest}
        try:
            return self._connections.save(replace(connection, detail=detail))
        except StaleWrite:
            # Disconnected or connected anew at this moment: then this address is nobody's.
            self._addresses.close(connection.platform, key_digest)
            return None

    def _close(self, before: Connection) -> None:
        """Close the endpoint of `before`, unless the connection as it is stored still has it."""
        webhook_key_digest = before.detail.get(WEBHOOK_KEY_DIGEST, "")
        held = self._connections.get(*before.key)
        is_used = held is not None and held.detail.get(WEBHOOK_KEY_DIGEST) == webhook_key_digest
        if webhook_key_digest and not is_used:
            self._addresses.close(before.platform, webhook_key_digest)

    def _noted(self, connection: Connection) -> Connection:
        why = LastError(
            "It is connected, but it does not tell Haat of sales.",
            "Press Test in a while: then Haat asks the platform again.",
        )
        detail = {
            name: text for name, text in connection.detail.items() if name != WEBHOOK_KEY_DIGEST
        }
        try:
            return self._connections.save(replace(connection, detail=detail, problem=why))
        except StaleWrite:
            # The keys proved to be broken, or the artisan was faster.
            return self._connections.get(*connection.key) or connection
