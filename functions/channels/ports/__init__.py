"""What channels needs from outside, in its own words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import (
    Account,
    AuthorizationCallback,
    AuthorizationRequest,
    Connection,
    Grant,
    OAuthSession,
    Secret,
    Tokens,
)
from functions.channels.model.leads import LeadSubscription
from functions.channels.model.listing import Listing
from functions.channels.model.steps import Handle, Published, Sighting, Step
from functions.channels.model.webhook_events import Meaning
from functions.channels.model.webhooks import WebhookDelivery, WebhookMessage, WebhookRequest
from kernel.events import Event


class Channel(Protocol):
    """One platform to post to. Every call is made once: waiting and repeating is the caller's.

    Failures: `ReconnectNeeded` (only the artisan can help), `Rejected` (reason and remedy for the
    artisan), `TryLater` (surely nothing became visible), `OutcomeUnknown` (perhaps it did).
    """

    def start(self, account: Account, listing: Listing) -> Step:
        """Prepare the post. Whatever this creates is invisible, and doing it twice is harmless."""
        ...

    def check(self, account: Account, listing: Listing, handle: Handle) -> Step:
        """Read how the preparation stands; changes nothing and never loops."""
        ...

    def finish(self, account: Account, listing: Listing, handle: Handle) -> Published:
        """Make the irreversible call, once."""
        ...

    def reconcile(
        self, account: Account, listing: Listing, handle: Handle | None, since: datetime
    ) -> Sighting:
        """Read what the platform says happened since `since`; changes nothing.

        Published only by proof that can belong to no other: an id that was given to us (`handle`)
        or our marker. What merely says the same is `Alike`. Without a handle `finish` was never
        called.
        """
        ...


class OAuthProvider(Protocol):
    """How an artisan allows Haat to act on a platform (OAuth 2), and how tokens are renewed."""

    needed: Mapping[str, str]
    """The scopes that posting needs, each with words for the artisan."""

    margin: timedelta | None
    """How long before its end a token is refreshed; None where the platform has no refresh."""

    def address(self, asking: AuthorizationRequest) -> str:
        """The platform's consent page."""
        ...

    def redeem(self, back: AuthorizationCallback) -> Grant:
        """Exchange the code; raises `InvalidAccount` when there is nothing to post to.

        Raises `ConsentExpired` when the way back is not the one that was asked for.
        """
        ...

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens. Raises `ReconnectNeeded` when refused, `TryLater` when it did not answer."""
        ...

    def confirm(self, account: Account) -> str:
        """The account's present name, read with its token."""
        ...

    def revoke(self, login: Tokens) -> None:
        """Give the permission back, where the platform has a call for that."""
        ...


class Connections(Protocol):
    """Keeps connections; every write is conditional and says its events in the same breath."""

    def get(self, owner_id: str, platform: str) -> Connection:
        """The connection, read consistently; an unconnected one of version 0 if there is none."""
        ...

    def save(self, connection: Connection, *said: Event) -> Connection:
        """Keep it and count its version up; raises `StaleWrite` unless its version is current."""
        ...

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        """Take the right to refresh; raises `StaleWrite` when taken or the version moved on."""
        ...

    def give_back(self, connection: Connection, by: str, *said: Event) -> Connection:
        """As `save`, but only while `by` still holds the lease."""
        ...

    def touch(self, connection: Connection, now: datetime) -> None:
        """Note the last use; a connection that changed meanwhile is left alone."""
        ...

    def remove(self, connection: Connection, *said: Event) -> None:
        """Forget it; raises `StaleWrite` unless its version is current."""
        ...


class HealthChecks(Protocol):
    """Finds the connections that it is time to look after."""

    def due(self, now: datetime, limit: int) -> Sequence[Connection]:
        """Working connections whose `look_at` has come, the longest waiting first."""
        ...


class OAuthSessions(Protocol):
    """Keeps authorizations that were begun; each is taken once."""

    def begin(self, attempt: OAuthSession) -> None:
        """Keep it until it ends."""
        ...

    def take(self, state_digest: str) -> OAuthSession | None:
        """Remove and answer it; None when there is none, or somebody else took it."""
        ...

    def find(self, state_digest: str) -> OAuthSession | None:
        """The attempt as it is now, read consistently; it stays."""
        ...

    def meet(self, before: OAuthSession, after: OAuthSession) -> bool:
        """Keep what came to it, if nothing else has come since `before`; whether it did."""
        ...


class Secrets(Protocol):
    """Seals what must never be stored plain, bound to owner and platform."""

    def seal(self, owner_id: str, platform: str, secret: Secret) -> str:
        """The secret as text that opens for this owner and platform only."""
        ...

    def open(self, connection: Connection) -> Secret:
        """The secret of `connection`; raises `SecretUnreadable` for a moved or changed row."""
        ...


class WebhookParser(Protocol):
    """How one platform tells us things by HTTP."""

    keyed: bool
    """Whether each connection has an address of its own, which then is needed."""

    def greet(self, query: dict[str, str]) -> str:
        """The answer to a platform that asks whether we want to be told; "" where none asks.

        Raises `SignatureRefused` when somebody else asks.
        """
        ...

    def read(
        self, arrival: WebhookRequest, secret: str, now: datetime
    ) -> tuple[WebhookMessage, ...]:
        """What is told, after the proof over the raw bytes; `secret` is the address's, if any.

        Raises `SignatureRefused` and `WebhookUnreadable`.
        """
        ...

    def meaning(self, delivery: WebhookDelivery) -> Meaning:
        """What a stored notice means; raises `WebhookUnreadable`."""
        ...


class WebhookDeliveries(Protocol):
    """Keeps what vendors told, each notice once."""

    def keep(self, delivery: WebhookDelivery, said: Event) -> bool:
        """Store it with its event in one transaction; False when it was there before."""
        ...

    def find(self, source: str, notice_id: str) -> WebhookDelivery | None:
        """The stored delivery, read consistently."""
        ...

    def close(self, delivery: WebhookDelivery) -> None:
        """Note the outcome and forget the payload, in which there may be somebody's name."""
        ...


class ChannelOrders(Protocol):
    """Keeps sales as the platforms tell them."""

    def keep(self, sale: ChannelOrder, said: Event) -> bool:
        """Store a telling with its event; False when a newer one, or the same, is known."""
        ...


class WebhookEndpoints(Protocol):
    """The webhook addresses that belong to one connection, and whose an account is."""

    def owner_and_secret(self, platform: str, key: str) -> tuple[str, str]:
        """The owner and the signing secret of an address; raises `WebhookNotFound`."""
        ...

    def owners(self, platform: str, account: str) -> tuple[str, ...]:
        """Everybody who has connected this account."""
        ...

    def open(self, owner_id: str, platform: str, key: str, secret: str) -> None:
        """Make the address with this key the owner's, with its signing secret."""
        ...

    def close(self, platform: str, key_digest: str) -> None:
        """Nobody is told anything at this address any more; one that is not there is fine."""
        ...


class Subscriber(Protocol):
    """A platform whose every account must be asked to tell us things."""

    def subscribe(self, account: Account, address: str, secret: str) -> None:
        """Be told at `address`, signed with `secret`, and at no other address of ours.

        Failures as in `Channel`; a repeat leaves one subscription.
        """
        ...


class OrderReader(Protocol):
    """Reads one sale of a platform as it is now."""

    def sale(self, account: Account, owner_id: str, sale_id: str) -> ChannelOrder:
        """The sale of `account`, which is `owner_id`'s; failures as in `Channel`."""
        ...


ReadLeads = Callable[[str, datetime, datetime], tuple[WebhookMessage, ...]]
"""Leads between two instants, read with a seller's key; failures as in `Channel`."""


class LeadSubscriptions(Protocol):
    """Keeps whose leads are read, with which key, and how far."""

    def get(self, owner_id: str, platform: str) -> LeadSubscription | None:
        """The feed, read consistently."""
        ...

    def save(self, feed: LeadSubscription) -> LeadSubscription:
        """Keep it, its version counted up; raises `StaleWrite` unless that is current."""
        ...

    def remove(self, feed: LeadSubscription) -> None:
        """Forget it with its key."""
        ...

    def due(self, now: datetime) -> list[LeadSubscription]:
        """Some of those to be read by now, the longest due first."""
        ...


class EventPublisher(Protocol):
    """Says an event that goes with no change of state."""

    def __call__(self, said: Event) -> None:
        """Put it into the outbox."""
        ...
