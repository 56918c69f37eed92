"""Keeps drafts, their history, and which photo belongs to which, in content's DynamoDB table."""

from functions.content.adapters.rows import upgrade_draft
from functions.content.model.draft import Draft
from functions.content.model.versions import KEPT, Change, Version
from functions.content.ports.drafts import PhotoClaim, PhotoEntry
from kernel.aws.indexes import NEW, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Delete, Key, Put, Table, Write
from kernel.events import Event
from kernel.pages import Page

_VERSION = "version#"
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

    def entry(self, owner_id: str, photo_id: str) -> PhotoEntry | None:
        """The photo's entry, or None."""
        return self._table.get(PhotoEntry, _entry_key(owner_id, photo_id))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        """The owner's drafts, the newest first."""
        return self._drafts.latest(f"owner#{owner_id}", limit, cursor)

    def save(
        self,
        draft: Draft,
        *events: Event,
        claims: tuple[PhotoClaim, ...] = (),
        gone: tuple[Draft, ...] = (),
        version: Version | None = None,
    ) -> None:
        """Write all in one transaction; raises `StaleWrite` if an item changed since its read."""
        also = [
            *history_writes(draft, version),
            *(_claim(draft.owner_id, claim) for claim in claims),
            *(self._drafts.removal(one) for one in gone),
        ]
        self._drafts.save(draft, *events, also=also)

    def remove(self, draft: Draft, entries: tuple[PhotoEntry, ...], *events: Event) -> None:
        """Delete in one transaction; raises `StaleWrite` if an item changed since it was read."""
        claims = [
            Delete(_entry_key(draft.owner_id, one.photo_id), {"draft_id": draft.draft_id})
            for one in entries
        ]
        self._drafts.remove(draft, *events, also=claims)


def draft_store(table: Table, outbox: Outbox) -> EntityStore[Draft]:
    """The store of drafts, with rows of every format since the first release."""
    return EntityStore(
        table,
        Draft,
        lambda it: draft_key(it.draft_id),
        outbox=outbox,
        index=lambda it: listed(f"owner#{it.owner_id}", it.created_at, it.draft_id),
        upgrade=upgrade_draft,
    )


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

    def forget(self, draft_id: str) -> None:
        """Delete all items of a deleted draft, and the token items of its approval links."""
        while True:
            rows = self._table.query_rows(f"draft#{draft_id}", limit=_AT_ONCE).items
            if not rows:
                return
            keys = [Key(row["pk"], row["sk"]) for row in rows]
            keys += [token_key(row["digest"]) for row in rows if "digest" in row]
            self._table.write(*(Delete(key) for key in keys))


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


def _claim(owner_id: str, claim: PhotoClaim) -> Put:
    was = claim.was
    expect = {"draft_id": was.draft_id, "first": was.first} if was else NEW
    return Put(_entry_key(owner_id, claim.now.photo_id), claim.now, expect=expect)


def _entry_key(owner_id: str, photo_id: str) -> Key:
    # The owner is part of the key: nobody can claim a photo for somebody else.
    return Key(f"photo#{owner_id}#{photo_id}", "entry")
