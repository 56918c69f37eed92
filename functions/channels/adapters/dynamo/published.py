"""Published listings and the state of syncs, in the context's table."""

from collections.abc import Sequence
from datetime import datetime

from functions.channels.model.connection import AccountKey
from functions.channels.model.published_listings import PublishedListing
from functions.channels.model.syncs import Sync
from kernel.aws.indexes import due, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Table, Update
from kernel.clock import rfc3339
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page

_DUE = "sync"


class DynamoPublishedListings:
    """Stores published listings under the platform's id, so that a listing is stored once."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._published = EntityStore(
            table, PublishedListing, _published_key, outbox=outbox, index=_by_account
        )

    def keep(self, published: PublishedListing) -> bool:
        """Store the published listing; False if it is stored already."""
        try:
            self._published.add(published)
        except StaleWrite:
            return False
        return True

    def get(self, key: AccountKey, external_id: str) -> PublishedListing | None:
        """The published listing with the platform's id, or None."""
        return self._published.get(_key(key, external_id))

    def page(self, key: AccountKey, limit: int, cursor: str | None) -> Page[PublishedListing]:
        """What is published in the account, the newest first."""
        return self._published.latest(_of(key), limit, cursor)

    def metrics_read(self, published: PublishedListing, at: datetime, *events: Event) -> None:
        """Save when metrics were read, and the events, in one transaction; unless forgotten."""
        change = Update(
            _published_key(published),
            {"metered_at": rfc3339(at)},
            {"external_id": published.external_id},
        )
        try:
            self._published.write(change, events=events)
        except StaleWrite:
            return  # forgotten meanwhile

    def forget(self, key: AccountKey, external_id: str) -> None:
        """Delete the published listing."""
        self._published.write(Delete(_key(key, external_id)))


class DynamoSyncs:
    """Implements `Syncs`; a stopped sync leaves the index of due syncs."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._syncs = EntityStore(
            table,
            Sync,
            lambda it: _sync_key(it.owner_id, it.platform, it.account_id),
            outbox=outbox,
            index=lambda it: due(_DUE, it.due_at),
        )

    def get(self, owner_id: str, platform: str, account_id: str) -> Sync:
        """The sync's state, or that of a sync that never ran."""
        found = self._syncs.get(_sync_key(owner_id, platform, account_id))
        return found or Sync(owner_id, platform, account_id)

    def save(self, sync: Sync, *events: Event) -> Sync:
        """Store the sync if its version is the stored one; raises `StaleWrite` otherwise."""
        return self._syncs.save_next(sync, *events)

    def due(self, now: datetime, limit: int) -> Sequence[Sync]:
        """Syncs whose time has come, the longest due first."""
        return self._syncs.due(_DUE, now, limit)

    def postpone(self, sync: Sync, until: datetime) -> None:
        """Have `due` answer an unchanged sync from `until` on."""
        self._syncs.postpone(sync, until)


def _of(key: AccountKey) -> str:
    return f"published_due#{key.owner_id}#{key.platform}#{key.account_id}"


def _published_key(published: PublishedListing) -> Key:
    return _key(published.key, published.external_id)


def _key(key: AccountKey, external_id: str) -> Key:
    return Key(f"published#{key.owner_id}#{key.platform}#{key.account_id}", external_id)


def _by_account(published: PublishedListing) -> dict[str, object]:
    return listed(_of(published.key), published.published_at, published.external_id)


def _sync_key(owner_id: str, platform: str, account_id: str) -> Key:
    return Key(f"owner#{owner_id}", f"sync#{platform}#{account_id}")
