"""Webhook deliveries, channel orders and webhook endpoints in the context's table."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from pydantic import BaseModel

from functions.channels.adapters.dynamo.connections import account_key, address_key
from functions.channels.errors import WebhookNotFound
from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import Connection, Secret
from functions.channels.model.webhooks import WebhookDelivery
from functions.channels.ports.connections import Secrets
from kernel.aws.outbox import Outbox
from kernel.aws.store import NEW, EntityStore, expiring
from kernel.aws.table import GSI1, Delete, Key, Put, Table, Update
from kernel.conflicts import retry_on_conflict
from kernel.errors import StaleWrite
from kernel.events import Event

_RACES = 10
_KEPT = timedelta(days=30)
"""How long a delivery is kept: longer than any vendor repeats one (Etsy: 25 hours, Meta: 36)."""


class DynamoWebhookDeliveries:
    """Stores webhook deliveries under (source, id), so that a repeated delivery is stored once."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._deliveries = EntityStore(
            table,
            WebhookDelivery,
            lambda it: _delivery_key(it.source, it.message_id),
            outbox=outbox,
            index=lambda it: expiring(it.received_at + _KEPT),
        )

    def keep(self, delivery: WebhookDelivery, event: Event) -> bool:
        """Store the delivery and its event; False if the delivery is stored already."""
        try:
            self._deliveries.add(delivery, event)
        except StaleWrite:
            return False
        return True

    def find(self, source: str, message_id: str) -> WebhookDelivery | None:
        """The delivery, or None."""
        return self._deliveries.get(_delivery_key(source, message_id))

    def close(self, delivery: WebhookDelivery) -> None:
        """Save the outcome and clear the payload, unless another worker has saved an outcome."""
        key = _delivery_key(delivery.source, delivery.message_id)
        try:
            self._deliveries.write(
                Update(key, {"outcome": delivery.outcome, "payload": ""}, {"outcome": ""})
            )
        except StaleWrite:
            return


class DynamoChannelOrders:
    """Stores channel orders: the higher vendor revision is kept, in whatever order they come."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._orders = EntityStore(
            table, ChannelOrder, _order_key, outbox=outbox, index=_order_index
        )

    def keep(self, order: ChannelOrder, event: Event) -> bool:
        """Store the order and its event if newer than the known one; retries after a lost race."""
        return retry_on_conflict(lambda: self._keep(order, event), attempts=_RACES)

    def _keep(self, order: ChannelOrder, event: Event) -> bool:
        known = self._orders.get(_order_key(order))
        if known is not None and not order.newer_than(known):
            return False
        expect = {"order_version": known.order} if known else NEW
        self._orders.write(self._orders.put(order, expect), events=[event])
        return True


class _Address(BaseModel):
    owner_id: str
    platform: str
    sealed: str


class DynamoWebhookEndpoints:
    """Implements `WebhookEndpoints`; only the digest of an endpoint's key is stored."""

    def __init__(self, table: Table, secrets: Callable[[], Secrets]) -> None:
        self._table = table
        self._secrets = secrets

    def open(self, owner_id: str, platform: str, key: str, secret: str) -> None:
        """Store the connection's endpoint with this key and its signing secret."""
        sealed = self._secrets().encrypt(owner_id, platform, Secret(session=secret))
        self._table.write(
            Put(
                _address_key(platform, key),
                _Address(owner_id=owner_id, platform=platform, sealed=sealed),
            )
        )

    def close(self, platform: str, key_digest: str) -> None:
        """Delete the endpoint."""
        self._table.write(Delete(address_key(platform, key_digest)))

    def owner_and_secret(self, platform: str, key: str) -> tuple[str, str]:
        """The endpoint's owner and its signing secret; raises `WebhookNotFound`."""
        found = self._table.get(_Address, _address_key(platform, key))
        if found is None:
            raise WebhookNotFound
        sealed = Connection(found.owner_id, platform, sealed=found.sealed)
        return found.owner_id, self._secrets().decrypt(sealed).session

    def owners(self, platform: str, account: str) -> tuple[str, ...]:
        """Owners of connections to the account, at most a hundred."""
        found = self._table.query(
            Connection, account_key(platform, account), index=GSI1, limit=100
        ).items
        return tuple(one.owner_id for one in found)


class OutboxEventPublisher:
    """Implements `EventPublisher`."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def __call__(self, event: Event) -> None:
        """Put the event into the outbox."""
        self._table.write(self._outbox.entry(event))


def _delivery_key(source: str, message_id: str) -> Key:
    return Key(f"webhook#{source}#{message_id}", "webhook")


def _order_key(order: ChannelOrder) -> Key:
    return Key(f"order#{order.owner_id}#{order.platform}#{order.order_id}", "order")


def _order_index(order: ChannelOrder) -> dict[str, object]:
    return {
        "gsi1pk": f"orders#{order.owner_id}",
        "gsi1sk": f"{order.order}#{order.order_id}",
        "order_version": order.order,
    }


def _address_key(platform: str, key: str) -> Key:
    return address_key(platform, hashlib.sha256(key.encode()).hexdigest())
