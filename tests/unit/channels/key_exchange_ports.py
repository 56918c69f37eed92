"""The ports of the key exchange in memory, with other requests that interfere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from functions.channels.errors import ConsentDenied, KeysPending, ReconnectNeeded
from functions.channels.model.authorization import CallbackRequest
from functions.channels.model.connection import (
    Account,
    AccountKey,
    AuthorizationCallback,
    AuthorizationRequest,
    Candidate,
    Connection,
    Grant,
    OAuthSession,
    Secret,
    Tokens,
)
from functions.channels.model.pending_connection import PendingConnection
from functions.channels.service.authorizations import AuthorizationService
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
    """Connections, secrets, OAuth provider and webhook subscriber in one.

    `between` happens just before a conditional write, as somebody else's request would.
    """

    rows: dict[str, Connection] = field(default_factory=dict)
    begun: dict[str, OAuthSession] = field(default_factory=dict)
    sealed: dict[str, tuple[AccountKey, Secret]] = field(default_factory=dict)
    endpoints: dict[str, str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    subscribed: list[str] = field(default_factory=list)
    between: Callable[[], None] = nothing
    silent: Exception | None = None
    revokes_all: bool = False
    needed: Mapping[str, str] = field(default_factory=lambda: {"all": "do all"})
    margin: timedelta | None = None

    def get(self, owner_id: str, platform: str, account_id: str) -> Connection | None:
        found = self.rows.get(platform)
        return found if found and found.key == (owner_id, platform, account_id) else None

    def find(self, owner_id: str, connection_id: str) -> Connection | None:
        every = self.list_by_owner(owner_id)
        return next((one for one in every if one.connection_id == connection_id), None)

    def list_by_owner(self, owner_id: str) -> Sequence[Connection]:
        return [one for one in self.rows.values() if one.owner_id == owner_id]

    def held(self, platform: str) -> Connection:
        """The connection that there must be."""
        return self.rows[platform]

    def save(self, connection: Connection, *events: Event) -> Connection:
        self.interfere()
        held = self.rows.get(connection.platform)
        if connection.version != (held.version if held else 0):
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

    def postpone(self, connection: Connection, until: datetime, *events: Event) -> bool:
        raise NotImplementedError

    def give_back(self, connection: Connection, by: str, *events: Event) -> Connection:
        raise NotImplementedError

    def end(self, connection: Connection, *events: Event) -> None:
        del self.rows[connection.platform]
        self.events += events

    def encrypt(self, key: AccountKey, secret: Secret) -> str:
        name = f"sealed-{len(self.sealed)}"
        self.sealed[name] = (key, secret)
        return name

    def decrypt(self, key: AccountKey, sealed: str) -> Secret:
        whose, secret = self.sealed[sealed]
        assert key == whose
        return secret

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

    def interfere(self) -> None:
        """Let the other request happen, once."""
        happens, self.between = self.between, nothing
        happens()


class SessionsInMemory:
    """The port of OAuth sessions, kept in `PortsInMemory`."""

    def __init__(self, ports: PortsInMemory) -> None:
        self._ports = ports

    def begin(self, session: OAuthSession) -> None:
        self._ports.begun[session.state_digest] = session

    def find(self, state_digest: str) -> OAuthSession | None:
        return self._ports.begun.get(state_digest)

    def take(self, state_digest: str) -> OAuthSession | None:
        self._ports.interfere()
        return self._ports.begun.pop(state_digest, None)

    def record(self, before: OAuthSession, after: OAuthSession) -> bool:
        self._ports.interfere()
        if self._ports.begun.get(before.state_digest) != before:
            return False
        self._ports.begun[before.state_digest] = after
        return True


class EndpointsInMemory:
    """The port of webhook endpoints, kept in `PortsInMemory`."""

    def __init__(self, ports: PortsInMemory) -> None:
        self._open = ports.endpoints

    def account_and_secret(self, platform: str, key: str) -> tuple[AccountKey, str]:
        raise NotImplementedError

    def connections(self, platform: str, account_id: str) -> tuple[Connection, ...]:
        raise NotImplementedError

    def open(self, account: AccountKey, key: str, secret: str) -> None:
        self._open[digest(key)] = f"{' '.join(account)} {secret}"

    def close(self, platform: str, key_digest: str) -> None:
        assert platform
        self._open.pop(key_digest, None)


@dataclass
class PendingInMemory:
    """The port of pending connections."""

    rows: list[PendingConnection] = field(default_factory=list)

    def save(self, pending: PendingConnection, *events: Event) -> None:
        assert pending.problem or events
        self.rows.append(pending)

    def list_by_owner(self, owner_id: str, now: datetime) -> Sequence[PendingConnection]:
        return [one for one in self.rows if one.owner_id == owner_id and one.ends_at > now]

    def remove(self, pending: PendingConnection, *events: Event) -> None:
        assert not events
        self.rows.remove(pending)


@dataclass
class ConnectScenario:
    """All of it put together, at a time that stands still."""

    ports: PortsInMemory
    pending: PendingInMemory
    authorizations: AuthorizationService
    key_exchange: KeyExchange
    subscriptions: WebhookSubscriptions

    def begin(self) -> tuple[str, CallbackRequest]:
        """Press Connect: the state, and how the browser comes back."""
        begun = self.authorizations.authorize(OWNER, PLATFORM, {"shop": "shop.example"})
        state = begun.url.partition("?")[2]
        return state, CallbackRequest("", state, "", begun.browser_key)

    @property
    def status(self) -> str:
        """Of the connection."""
        held = self.ports.rows.get(PLATFORM)
        return held.status if held else "not_connected"


def connect_scenario() -> ConnectScenario:
    """An artisan who has connected nothing yet."""
    ports, clock, numbers = PortsInMemory(), SetClock(NOW), count()

    def random() -> str:
        return f"random-{next(numbers)}"

    providers = {PLATFORM: ports}
    access = TokenAccess(ports, ports, providers, clock, CountedIds(), pause=lambda _: None)
    pending, sessions = PendingInMemory(), SessionsInMemory(ports)
    authorizations = AuthorizationService(
        ports,
        pending,
        sessions,
        ports,
        providers,
        clock,
        ids=CountedIds(),
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
        authorizations,
        subscriptions,
        providers,
        oauth_sessions=sessions,
        secrets=ports,
        clock=clock,
    )
    return ConnectScenario(ports, pending, authorizations, key_exchange, subscriptions)
