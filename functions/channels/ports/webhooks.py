"""Ports of webhooks, and of the orders and leads that they bring."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import (
    Account,
    AccountKey,
    Connection,
)
from functions.channels.model.leads import LeadSubscription
from functions.channels.model.webhook_events import Meaning
from kernel.events import Event
from kernel.webhooks import WebhookDelivery, WebhookMessage, WebhookRequest


class WebhookParser(Protocol):
    """Parses the webhooks of one platform."""

    keyed: bool
    """Whether each connection has an endpoint of its own, with a key that requests must have."""

    def answer_challenge(self, query: dict[str, str]) -> str:
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

    def parse(self, delivery: WebhookDelivery) -> Meaning:
        """The meaning of a stored delivery; raises `WebhookUnreadable`."""
        ...


class ChannelOrders(Protocol):
    """Stores channel orders as the platforms report them."""

    def keep(self, order: ChannelOrder, event: Event) -> bool:
        """Store the order with its event; False when the known one is as new or newer."""
        ...


class WebhookEndpoints(Protocol):
    """Stores the webhook endpoints of single connections, and finds an account's connections."""

    def account_and_secret(self, platform: str, key: str) -> tuple[AccountKey, str]:
        """The account and the signing secret of an endpoint; raises `WebhookNotFound`."""
        ...

    def connections(self, platform: str, account_id: str) -> tuple[Connection, ...]:
        """The connections of everybody who has connected this account."""
        ...

    def open(self, account: AccountKey, key: str, secret: str) -> None:
        """Store the account's endpoint with this key and its signing secret."""
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

    def get(self, key: AccountKey) -> LeadSubscription | None:
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

    def postpone(self, feed: LeadSubscription, until: datetime) -> None:
        """Have `due` answer an unchanged subscription from `until` on."""
        ...


class EventPublisher(Protocol):
    """Publishes an event that goes with no change of state."""

    def __call__(self, event: Event) -> None:
        """Put the event into the outbox."""
        ...
