"""A shop counter in memory: the ports that connecting by a call needs, and who interferes."""

from collections.abc import Callable, Mapping
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
from functions.channels.service.connections import ConnectionService, WayBack, digest
from functions.channels.service.key_exchange import KeyExchange
from functions.channels.service.token_access import TokenAccess
from functions.channels.service.webhook_subscriptions import WebhookSubscriptions
from kernel.clock import SetClock
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.ids import CountedIds

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
OWNER, PLATFORM = "user_1", "woocommerce"


def nothing() -> None:
    """Nobody interferes."""


@dataclass
class Counter:
    """`Connections`, `Secrets`, `Attempts`, `Addresses`, `Consent` and `Subscriber` in one.

    `between` happens just before a conditional write, as somebody else's request would.
    """

    rows: dict[str, Connection] = field(default_factory=dict)
    begun: dict[str, OAuthSession] = field(default_factory=dict)
    sealed: dict[str, Secret] = field(default_factory=dict)
    open_addresses: dict[str, str] = field(default_factory=dict)
    said: list[Event] = field(default_factory=list)
    subscribed: list[str] = field(default_factory=list)
    between: Callable[[], None] = nothing
    silent: Exception | None = None
    needed: Mapping[str, str] = field(default_factory=lambda: {"all": "do all"})
    margin: timedelta | None = None

    def get(self, owner_id: str, platform: str) -> Connection:
        return self.rows.get(platform, Connection(owner_id, platform))

    def save(self, connection: Connection, *said: Event) -> Connection:
        self._interfere()
        if connection.version != self.get(OWNER, connection.platform).version:
            raise StaleWrite("changed")
        kept = replace(connection, version=connection.version + 1)
        self.rows[connection.platform] = kept
        self.said += said
        return kept

    def touch(self, connection: Connection, now: datetime) -> None:
        """Nobody looks at that here."""

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        raise NotImplementedError

    def give_back(self, connection: Connection, by: str, *said: Event) -> Connection:
        raise NotImplementedError

    def remove(self, connection: Connection, *said: Event) -> None:
        del self.rows[connection.platform]
        self.said += said

    def encrypt(self, owner_id: str, platform: str, secret: Secret) -> str:
        name = f"sealed-{len(self.sealed)}-{owner_id}-{platform}"
        self.sealed[name] = secret
        return name

    def decrypt(self, connection: Connection) -> Secret:
        return self.sealed[connection.sealed]

    def begin(self, attempt: OAuthSession) -> None:
        self.begun[attempt.state_digest] = attempt

    def find(self, state_digest: str) -> OAuthSession | None:
        return self.begun.get(state_digest)

    def take(self, state_digest: str) -> OAuthSession | None:
        self._interfere()
        return self.begun.pop(state_digest, None)

    def meet(self, before: OAuthSession, after: OAuthSession) -> bool:
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


class AddressBook:
    """`Addresses` on a counter."""

    def __init__(self, counter: Counter) -> None:
        self._open = counter.open_addresses

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
class Scene:
    """All of it put together, at a time that stands still."""

    counter: Counter
    connecting: ConnectionService
    key_exchange: KeyExchange
    subscribing: WebhookSubscriptions

    def begin(self) -> tuple[str, WayBack]:
        """Press Connect: the state, and how the browser comes back."""
        begun = self.connecting.authorize(OWNER, PLATFORM, {"shop": "shop.example"})
        state = begun.url.partition("?")[2]
        return state, WayBack("", state, "", begun.browser_key)

    @property
    def status(self) -> str:
        """Of the connection."""
        return self.counter.get(OWNER, PLATFORM).status


def scene() -> Scene:
    """An artisan who has connected nothing yet."""
    counter, clock, numbers = Counter(), SetClock(NOW), count()

    def random() -> str:
        return f"random-{next(numbers)}"

    consents = {PLATFORM: counter}
    access = TokenAccess(counter, counter, consents, clock, CountedIds(), pause=lambda _: None)
    connecting = ConnectionService(
        counter,
        counter,
        counter,
        consents,
        access,
        clock,
        public_url="https://haat.example",
        panels={},
        random=random,
    )
    subscribing = WebhookSubscriptions(
        consents,
        AddressBook(counter),
        counter,
        access,
        public_url="https://haat.example",
        random=random,
    )
    key_exchange = KeyExchange(
        connecting,
        subscribing,
        consents,
        oauth_sessions=counter,
        connections=counter,
        secrets=counter,
        clock=clock,
    )
    return Scene(counter, connecting, key_exchange, subscribing)
