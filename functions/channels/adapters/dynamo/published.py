"""Published listings and the state of syncs, in the context's table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from functions.channels.model.published_listings import PublishedListing
from functions.channels.model.syncs import Sync
from kernel.aws.outbox import Outbox
from kernel.aws.table import DUE, GSI1, Delete, Key, Put, Table, Update
from kernel.clock import rfc3339
from kernel.errors import StaleWrite
from kernel.events import Event
from kernel.pages import Page

_DUE = "sync"


class DynamoPublishedListings:
    """Stores published listings under the platform's id, so that a listing is stored once."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def keep(self, published: PublishedListing) -> bool:
        """Store the published listing; False if it is stored already."""
        order = f"{rfc3339(published.published_at)}#{published.external_id}"
        index = {"gsi1pk": _of(published.owner_id, published.platform), "gsi1sk": order}
        try:
            self._table.write(Put(_published_key(published), published, index, {"pk": None}))
        except StaleWrite:
            return False
        return True

    def get(self, owner_id: str, platform: str, external_id: str) -> PublishedListing | None:
        """The published listing with the platform's id, or None."""
        return self._table.get(
            PublishedListing, Key(f"published#{owner_id}#{platform}", external_id)
        )

    def page(
        self, owner_id: str, platform: str, limit: int, cursor: str | None
    ) -> Page[PublishedListing]:
        """The owner's published listings on the platform, the newest first."""
        return self._table.query(
            PublishedListing,
            _of(owner_id, platform),
            index=GSI1,
            limit=limit,
            cursor=cursor,
            newest_first=True,
        )

    def metrics_read(self, published: PublishedListing, at: datetime, *events: Event) -> None:
        """Save when metrics were read, and the events, in one transaction; unless forgotten."""
        change = Update(
            _published_key(published),
            {"metered_at": rfc3339(at)},
            {"external_id": published.external_id},
        )
        try:
            self._table.write(change, *(self._outbox.entry(event) for event in events))
        except StaleWrite:
            return  # forgotten meanwhile

    def forget(self, owner_id: str, platform: str, external_id: str) -> None:
        """Delete the published listing."""
        self._table.write(Delete(Key(f"published#{owner_id}#{platform}", external_id)))


class DynamoSyncs:
    """Implements `Syncs`; a stopped sync leaves the index of due syncs."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def get(self, owner_id: str, platform: str) -> Sync:
        """The sync's state, or that of a sync that never ran."""
        found = self._table.get(Sync, _sync_key(owner_id, platform))
        return found or Sync(owner_id, platform)

    def save(self, sync: Sync, *events: Event) -> Sync:
        """Store the sync if its version is the stored one; raises `StaleWrite` otherwise."""
        kept = replace(sync, version=sync.version + 1)
        known: dict[str, object] = {"version": sync.version} if sync.version else {"pk": None}
        index = {"due_kind": _DUE, "due_at": rfc3339(kept.due_at)} if kept.due_at else {}
        key = _sync_key(kept.owner_id, kept.platform)
        self._table.write(
            Put(key, kept, index, known), *(self._outbox.entry(event) for event in events)
        )
        return kept

    def due(self, now: datetime, limit: int) -> Sequence[Sync]:
        """Syncs whose time has come, the longest due first."""
        return self._table.query(Sync, _DUE, index=DUE, until=rfc3339(now), limit=limit).items


def _of(owner_id: str, platform: str) -> str:
    return f"published_due#{owner_id}#{platform}"


def _published_key(published: PublishedListing) -> Key:
    return Key(f"published#{published.owner_id}#{published.platform}", published.external_id)


def _sync_key(owner_id: str, platform: str) -> Key:
    return Key(f"owner#{owner_id}", f"sync#{platform}")
