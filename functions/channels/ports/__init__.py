"""The ports of channels."""

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
        or our marker. Posts with merely the same words are `Alike`. Without a handle `finish` was
        never called.
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

        Raises `ConsentExpired` when the callback is not that of this authorization.
        """
        ...

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens; raises `ReconnectNeeded` when refused, `TryLater` without an answer."""
        ...

    def confirm(self, account: Account) -> str:
        """The account's present name, read with its token."""
        ...

    def revoke(self, login: Tokens) -> None:
        """Give the permission back, where the platform has a call for that."""
        ...


class Connections(Protocol):
    """Stores connections; every write is conditional and includes its events."""

    def get(self, owner_id: str, platform: str) -> Connection:
        """The connection, read consistently; an unconnected one of version 0 if there is none."""
        ...

    def save(self, connection: Connection, *events: Event) -> Connection:
        """Store the connection, its version counted up; raises `StaleWrite` for an old version."""
        ...

    def lease(self, connection: Connection, by: str, until: datetime, now: datetime) -> None:
        """Take the right to refresh; raises `StaleWrite` when it is taken or the version is old."""
        ...

    def give_back(self, connection: Connection, by: str, *events: Event) -> Connection:
        """As `save`, but only while `by` still holds the lease."""
        ...

    def touch(self, connection: Connection, now: datetime) -> None:
        """Save the time of the last use; if the connection has changed, nothing is saved."""
        ...

    def remove(self, connection: Connection, *events: Event) -> None:
        """Delete the connection; raises `StaleWrite` unless its version is current."""
        ...


class HealthChecks(Protocol):
    """Finds the connections whose health check is due."""

    def due(self, now: datetime, limit: int) -> Sequence[Connection]:
        """Working connections whose `look_at` has come, the longest waiting first."""
        ...


class OAuthSessions(Protocol):
    """Stores OAuth sessions; each is taken once."""

    def begin(self, oauth_session: OAuthSession) -> None:
        """Store the OAuth session until its end."""
        ...

    def take(self, state_digest: str) -> OAuthSession | None:
        """Delete and answer the session; None if there is none, or somebody else took it."""
        ...

    def find(self, state_digest: str) -> OAuthSession | None:
        """The OAuth session as it is now, read consistently; it stays."""
        ...

    def meet(self, before: OAuthSession, after: OAuthSession) -> bool:
        """Record the callback or the keys if the session is as in `before`; False if it is not."""
        ...


class Secrets(Protocol):
    """Seals what must never be stored plain, bound to owner and platform."""

    def encrypt(self, owner_id: str, platform: str, secret: Secret) -> str:
        """The secret as text that opens for this owner and platform only."""
        ...

    def decrypt(self, connection: Connection) -> Secret:
        """The secret of `connection`; raises `SecretUnreadable` for a moved or changed row."""
        ...


class WebhookParser(Protocol):
    """Parses the webhooks of one platform."""

    keyed: bool
    """Whether each connection has an endpoint of its own, with a key that requests must have."""

    def greet(self, query: dict[str, str]) -> str:
        """The answer to a platform's subscription handshake; "" where the platform has none.

        Raises `SignatureRefused` when somebody else asks.
        """
        ...

    def read(
        self, request: WebhookRequest, secret: str, now: datetime
    ) -> tuple[WebhookMessage, ...]:
        """The messages, after the proof over the raw bytes; `secret` is the endpoint's, if any.

        Raises `SignatureRefused` and `WebhookUnreadable`.
        """
        ...

    def meaning(self, delivery: WebhookDelivery) -> Meaning:
        """The meaning of a stored delivery; raises `WebhookUnreadable`."""
        ...


class WebhookDeliveries(Protocol):
    """Stores webhook deliveries, each message once."""

    def keep(self, delivery: WebhookDelivery, event: Event) -> bool:
        """Store the delivery and its event in one transaction; False if it is stored already."""
        ...

    def find(self, source: str, message_id: str) -> WebhookDelivery | None:
        """The stored delivery, read consistently."""
        ...

    def close(self, delivery: WebhookDelivery) -> None:
        """Save the outcome and clear the payload, in which there may be somebody's name."""
        ...


class ChannelOrders(Protocol):
    """Stores channel orders as the platforms report them."""

    def keep(self, order: ChannelOrder, event: Event) -> bool:
        """Store the order with its event; False when the known one is as new or newer."""
        ...


class WebhookEndpoints(Protocol):
    """Stores the webhook endpoints of single connections, and finds the owners of an account."""

    def owner_and_secret(self, platform: str, key: str) -> tuple[str, str]:
        """The owner and the signing secret of an endpoint; raises `WebhookNotFound`."""
        ...

    def owners(self, platform: str, account: str) -> tuple[str, ...]:
        """Everybody who has connected this account."""
        ...

    def open(self, owner_id: str, platform: str, key: str, secret: str) -> None:
        """Store the owner's endpoint with this key and its signing secret."""
        ...

    def close(self, platform: str, key_digest: str) -> None:
        """Delete the endpoint; an endpoint that does not exist is no failure."""
        ...


class Subscriber(Protocol):
    """A platform on which each account needs a webhook subscription of its own."""

    def subscribe(self, account: Account, address: str, secret: str) -> None:
        """Subscribe to webhooks at `address`, signed with `secret`, in place of others of ours.

        Failures as in `Channel`; a repeat leaves one subscription.
        """
        ...


class OrderReader(Protocol):
    """Reads one channel order from its platform as it is now."""

    def order(self, account: Account, owner_id: str, order_id: str) -> ChannelOrder:
        """The channel order of `account`, which is `owner_id`'s; failures as in `Channel`."""
        ...


ReadLeads = Callable[[str, datetime, datetime], tuple[WebhookMessage, ...]]
"""Leads between two instants, read with a seller's key; failures as in `Channel`."""


class LeadSubscriptions(Protocol):
    """Stores lead subscriptions: the owner, the key, and how far leads have been read."""

    def get(self, owner_id: str, platform: str) -> LeadSubscription | None:
        """The lead subscription, read consistently."""
        ...

    def save(self, feed: LeadSubscription) -> LeadSubscription:
        """Store the subscription, its version counted up; raises `StaleWrite` for an old one."""
        ...

    def remove(self, feed: LeadSubscription) -> None:
        """Delete the subscription with its key."""
        ...

    def due(self, now: datetime) -> list[LeadSubscription]:
        """Some of the subscriptions to be read by now, the longest due first."""
        ...


class EventPublisher(Protocol):
    """Publishes an event that goes with no change of state."""

    def __call__(self, event: Event) -> None:
        """Put the event into the outbox."""
        ...
