"""Lead subscriptions in the context's table; those to be read are found by their time."""

from dataclasses import replace
from datetime import datetime

from functions.channels.model.leads import LeadSubscription
from kernel.aws.table import GSI1, Delete, Key, Put, Table
from kernel.clock import rfc3339

_DUE = "feeds"
_BATCH = 50


class DynamoLeadSubscriptions:
    """Implements `LeadSubscriptions`; a stopped subscription leaves the index."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, owner_id: str, platform: str) -> LeadSubscription | None:
        """The lead subscription, or None."""
        return self._table.get(LeadSubscription, _key(owner_id, platform))

    def save(self, feed: LeadSubscription) -> LeadSubscription:
        """Store the subscription if its version is the stored one; else raises `StaleWrite`."""
        kept = replace(feed, version=feed.version + 1)
        known: dict[str, object] = {"version": feed.version} if feed.version else {"pk": None}
        index = {"gsi1pk": _DUE, "gsi1sk": rfc3339(kept.due_at)} if kept.due_at else {}
        self._table.write(Put(_key(kept.owner_id, kept.platform), kept, index, known))
        return kept

    def remove(self, feed: LeadSubscription) -> None:
        """Delete the subscription."""
        self._table.write(Delete(_key(feed.owner_id, feed.platform)))

    def due(self, now: datetime) -> list[LeadSubscription]:
        """Subscriptions to be read by now, the longest due first."""
        found = self._table.query(
            LeadSubscription, _DUE, until=rfc3339(now), index=GSI1, limit=_BATCH
        )
        return list(found.items)


def _key(owner_id: str, platform: str) -> Key:
    return Key(f"owner#{owner_id}", f"feed#{platform}")
