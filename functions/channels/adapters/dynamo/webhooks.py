"""Channel orders and webhook endpoints in the context's table."""

import hashlib
from collections.abc import Callable

from pydantic import BaseModel

from functions.channels.adapters.dynamo.connections import account_key, address_key
from functions.channels.model.channel_orders import ChannelOrder
from functions.channels.model.connection import AccountKey, Connection, Secret
from functions.channels.ports.connections import Secrets
from kernel.aws.indexes import NEW
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import GSI1, Delete, Key, Put, Table
from kernel.conflicts import retry_on_conflict
from kernel.events import Event
from kernel.webhooks import (
    WebhookNotFound,
)

_RACES = 10


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
    account_id: str
    sealed: str


class DynamoWebhookEndpoints:
    """Implements `WebhookEndpoints`; only the digest of an endpoint's key is stored."""

    def __init__(self, table: Table, secrets: Callable[[], Secrets]) -> None:
        self._table = table
        self._secrets = secrets

    def open(self, account: AccountKey, key: str, secret: str) -> None:
        """Store the connection's endpoint with this key and its signing secret."""
        sealed = self._secrets().encrypt(account, Secret(session=secret))
        address = _Address(**account._asdict(), sealed=sealed)
        self._table.write(Put(_address_key(account.platform, key), address))

    def close(self, platform: str, key_digest: str) -> None:
        """Delete the endpoint."""
        self._table.write(Delete(address_key(platform, key_digest)))

    def account_and_secret(self, platform: str, key: str) -> tuple[AccountKey, str]:
        """The endpoint's account and its signing secret; raises `WebhookNotFound`."""
        found = self._table.get(_Address, _address_key(platform, key))
        if found is None:
            raise WebhookNotFound
        account = AccountKey(found.owner_id, platform, found.account_id)
        return account, self._secrets().decrypt(account, found.sealed).session

    def connections(self, platform: str, account_id: str) -> tuple[Connection, ...]:
        """Connections to the account, at most a hundred."""
        found = self._table.query(
            Connection, account_key(platform, account_id), index=GSI1, limit=100
        )
        return tuple(found.items)


class OutboxEventPublisher:
    """Implements `EventPublisher`."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def __call__(self, event: Event) -> None:
        """Put the event into the outbox."""
        self._table.write(self._outbox.entry(event))


def _order_key(order: ChannelOrder) -> Key:
    account = f"{order.owner_id}#{order.platform}#{order.account_id}"
    return Key(f"order#{account}#{order.order_id}", "order")


def _order_index(order: ChannelOrder) -> dict[str, object]:
    return {
        "gsi1pk": f"orders#{order.owner_id}",
        "gsi1sk": f"{order.order}#{order.order_id}",
        "order_version": order.order,
    }


def _address_key(platform: str, key: str) -> Key:
    return address_key(platform, hashlib.sha256(key.encode()).hexdigest())
