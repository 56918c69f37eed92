"""Keeps drafts and their history in content's DynamoDB table."""

from datetime import datetime

from functions.content.model.draft import LIMITS, Draft
from functions.content.model.versions import KEPT, Change, Version
from kernel.aws.indexes import due, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Put, Table, Write
from kernel.events import Event
from kernel.pages import Page

_VERSION = "version#"
_UNFINISHED = "draft"
_AT_ONCE = 25


class DynamoDrafts:
    """The `Drafts` port on one table; access patterns are in the context's README."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._drafts = draft_store(table, outbox)

    def find(self, owner_id: str, draft_id: str) -> Draft | None:
        """The owner's draft, or None."""
        draft = self._drafts.get(draft_key(draft_id))
        return draft if draft and draft.owner_id == owner_id else None

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        """The owner's drafts, the newest first."""
        return self._drafts.latest(f"owner#{owner_id}", limit, cursor)

    def save(self, draft: Draft, *events: Event, version: Version | None = None) -> None:
        """Write all in one transaction; raises `StaleWrite` if the draft changed since its read."""
        self._drafts.save(draft, *events, also=history_writes(draft, version))

    def overdue(self, now: datetime) -> tuple[Draft, ...]:
        """At most 25 drafts whose limit for waiting or writing is over, the longest over first."""
        return tuple(self._drafts.due(_UNFINISHED, now, _AT_ONCE))

    def postpone(self, draft: Draft, until: datetime) -> None:
        """Have `overdue` answer an unchanged draft from `until` on."""
        self._drafts.postpone(draft, until)


def draft_store(table: Table, outbox: Outbox) -> EntityStore[Draft]:
    """The store of drafts; one that waits or is written is due at its limit."""
    return EntityStore(table, Draft, lambda it: draft_key(it.draft_id), outbox=outbox, index=_index)


class DynamoHistory:
    """The `History` port: a draft's versions are items in the draft's partition."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, draft_id: str, number: int) -> Version | None:
        """One version, or None."""
        return self._table.get(Version, _version_key(draft_id, number))

    def page(self, draft_id: str, limit: int, cursor: str | None) -> Page[Change]:
        """The versions, the newest first."""
        return self._table.query(
            Change,
            f"draft#{draft_id}",
            prefix=_VERSION,
            limit=limit,
            cursor=cursor,
            newest_first=True,
        )


def history_writes(draft: Draft, version: Version | None) -> list[Write]:
    """The writes that keep a draft's latest `KEPT` versions in its history."""
    writes: list[Write] = []
    if version:
        writes.append(Put(_version_key(draft.draft_id, version.number), version))
    if draft.version > KEPT:
        writes.append(Delete(_version_key(draft.draft_id, draft.version - KEPT)))
    return writes


def draft_key(draft_id: str) -> Key:
    """The key of a draft's item."""
    return Key(f"draft#{draft_id}", "draft")


def token_key(digest: str) -> Key:
    """The key of the item that names the approval link of a token."""
    return Key(f"approval#{digest}", "approval")


def _version_key(draft_id: str, number: int) -> Key:
    return Key(f"draft#{draft_id}", f"{_VERSION}{number:08d}")


def _index(draft: Draft) -> dict[str, object]:
    partition = "archived" if draft.is_archived else "owner"
    limit = None if draft.is_archived else LIMITS.get(draft.status)
    return {
        **listed(f"{partition}#{draft.owner_id}", draft.created_at, draft.draft_id),
        **due(_UNFINISHED, draft.updated_at + limit if limit else None),
    }
