"""Lead subscriptions in the context's table; those to be read are found by their time."""

from datetime import datetime

from functions.channels.model.connection import AccountKey
from functions.channels.model.leads import LeadSubscription
from kernel.aws.indexes import due
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Table

_DUE = "feeds"
_BATCH = 50


class DynamoLeadSubscriptions:
    """Implements `LeadSubscriptions`; a stopped subscription leaves the index."""

    def __init__(self, table: Table) -> None:
        self._feeds = EntityStore(
            table,
            LeadSubscription,
            lambda it: _key(it.key),
            index=lambda it: due(_DUE, it.due_at),
        )

    def get(self, key: AccountKey) -> LeadSubscription | None:
        """The lead subscription, or None."""
        return self._feeds.get(_key(key))

    def save(self, feed: LeadSubscription) -> LeadSubscription:
        """Store the subscription if its version is the stored one; else raises `StaleWrite`."""
        return self._feeds.save_next(feed)

    def remove(self, feed: LeadSubscription) -> None:
        """Delete the subscription."""
        self._feeds.write(Delete(_key(feed.key)))

    def due(self, now: datetime) -> list[LeadSubscription]:
        """Subscriptions to be read by now, the longest due first."""
        return self._feeds.due(_DUE, now, _BATCH)

    def postpone(self, feed: LeadSubscription, until: datetime) -> None:
        """Have `due` answer an unchanged subscription from `until` on."""
        self._feeds.postpone(feed, until)


def _key(key: AccountKey) -> Key:
    return Key(f"owner#{key.owner_id}", f"feed#{key.platform}#{key.account_id}")
