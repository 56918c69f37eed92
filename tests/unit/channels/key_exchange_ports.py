"""The ports of the key exchange in memory, with other requests that interfere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from functions.channels.errors import ConsentDenied, KeysPending, ReconnectNeeded
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Connection,
    Grant,
    OAuthSession,
    Secret,
    Tokens,
)
from functions.channels.service.connections import CallbackRequest, ConnectionService
from functions.channels.service.key_exchange import KeyExchange
from functions.channels.service.token_access import TokenAccess
from functions.channels.service.webhook_subscriptions import WebhookSubscriptions
from kernel.clock import SetClock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.secret_links import digest

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
OWNER, PLATFORM = "user_1", "woocommerce"


def nothing() -> None:
    """Nobody interferes."""


@dataclass
class PortsInMemory:
    """Repositories, secrets, OAuth sessions, OAuth provider and webhook subscriber in one.

    `between` happens just before a conditional write, as somebody else's request would.
    """

    rows: dict[str, Connection] = field(default_factory=dict)
    begun: dict[str, OAuthSession] = field(default_factory=dict)
    sealed: dict[str, Secret] = field(default_factory=dict)
    endpoints: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    subscribed: list[str] = field(default_factory=list)
    between: Callable[[], None] = nothing
    silent: Exception | None = None
    needed: Mapping[str, str] = field(default_factory=lambda: {"all": "do all"})
    margin: timedelta | None = None

    def get(self, owner_id: str, platform: str) -> Connection:
        return self.rows.get(platform, Connection(owner_id, platform))

    def save(self, connection: Connection, *events: Event) -> Connection:
        self._interfere()
        if connection.version != self.get(OWNER, connection.platform).version:
            raise StaleWrite("changed")
        kept = replace(connection, version=connection.version + 1)
        self.rows[connection.platform] = kept
        self.events += events
        return kept

    def touch(self, connection: Connection, now: datetime) -> None:
        """Nobody looks at that here."""

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        raise NotImplementedError

    def due(self, now: datetime, limit: int) -> Sequence[Connection]:
        return [one for one in self.rows.values() if one.look_at and one.look_at <= now][:limit]

    def give_back(self, connection: Connection, by: str, *events: Event) -> Connection:
        raise NotImplementedError

    def remove(self, connection: Connection, *events: Event) -> None:
        del self.rows[connection.platform]
        self.events += events

    def encrypt(self, owner_id: str, platform: str, secret: Secret) -> str:
        name = f"sealed-{len(self.sealed)}-{owner_id}-{platform}"
        self.sealed[name] = secret
        return name

    def decrypt(self, connection: Connection) -> Secret:
        return self.sealed[connection.sealed]

    def begin(self, session: OAuthSession) -> None:
        self.begun[session.state_digest] = session

    def find(self, state_digest: str) -> OAuthSession | None:
        return self.begun.get(state_digest)

    def take(self, state_digest: str) -> OAuthSession | None:
        self._interfere()
        return self.begun.pop(state_digest, None)

    def record(self, before: OAuthSession, after: OAuthSession) -> bool:
        self._interfere()
        if self.begun.get(before.state_digest) != before:
            return False
        self.begun[before.state_digest] = after
        return True

    def address(self, asking: AuthorizationRequest) -> str:
        return f"https://shop.example/ask?{asking.state}"

    def redeem(self, back: AuthorizationCallback) -> Grant:
        if back.code == "bad":
            raise ReconnectNeeded("refused", remedy="again")
        if not back.code and back.query.get("no"):
            raise ConsentDenied("denied", remedy="allow it")
        if not back.code:
            raise KeysPending
        return Grant(Tokens(back.code), ("all",), (Candidate("shop", "Shop"),))

    def refresh(self, tokens: Tokens) -> Tokens:
        raise NotImplementedError

    def confirm(self, account: Account) -> str:
        return account.name

    def revoke(self, login: Tokens) -> None:
        """Nothing to give back."""

    def subscribe(self, account: Account, address: str, secret: str) -> None:
        assert account.token
        assert secret
        self.subscribed.append(address)
        if self.silent:
            raise self.silent

    def _interfere(self) -> None:
        happens, self.between = self.between, nothing
        happens()


class EndpointsInMemory:
    """The port of webhook endpoints, kept in `PortsInMemory`."""

    def __init__(self, ports: PortsInMemory) -> None:
        self._open = ports.endpoints

    def owner_and_secret(self, platform: str, key: str) -> tuple[str, str]:
        raise NotImplementedError

    def owners(self, platform: str, account: str) -> tuple[str, ...]:
        raise NotImplementedError

    def open(self, owner_id: str, platform: str, key: str, secret: str) -> None:
        self._open[digest(key)] = f"{owner_id} {platform} {secret}"

    def close(self, platform: str, key_digest: str) -> None:
        assert platform
        self._open.pop(key_digest, None)


@dataclass
class ConnectScenario:
    """All of it put together, at a time that stands still."""

    ports: PortsInMemory
    connections: ConnectionService
    key_exchange: KeyExchange
    subscriptions: WebhookSubscriptions

    def begin(self) -> tuple[str, CallbackRequest]:
        """Press Connect: the state, and how the browser comes back."""
        begun = self.connections.authorize(OWNER, PLATFORM, {"shop": "shop.example"})
        state = begun.url.partition("?")[2]
        return state, CallbackRequest("", state, "", begun.browser_key)

    @property
    def status(self) -> str:
        """Of the connection."""
        return self.ports.get(OWNER, PLATFORM).status


def connect_scenario() -> ConnectScenario:
    """An artisan who has connected nothing yet."""
    ports, clock, numbers = PortsInMemory(), SetClock(NOW), count()

    def random() -> str:
        return f"random-{next(numbers)}"

    providers = {PLATFORM: ports}
    access = TokenAccess(ports, ports, providers, clock, CountedIds(), pause=lambda _: None)
    connections = ConnectionService(
        ports,
        ports,
        ports,
        providers,
        access,
        clock,
        public_url="https://haat.example",
        panels={},
        random=random,
    )
    subscriptions = WebhookSubscriptions(
        providers,
        EndpointsInMemory(ports),
        ports,
        access,
        public_url="https://haat.example",
        random=random,
    )
    key_exchange = KeyExchange(
        connections,
        subscriptions,
        providers,
        oauth_sessions=ports,
        connections=ports,
        secrets=ports,
        clock=clock,
    )
    return ConnectScenario(ports, connections, key_exchange, subscriptions)
