"""Keeps drafts, and which photo belongs to which, in content's DynamoDB table."""

from functions.content.model.draft import Draft
from functions.content.ports import Claim, PhotoEntry
from kernel.aws.outbox import Outbox
from kernel.aws.table import GSI1, Key, Put, Remove, Table
from kernel.clock import rfc3339
from kernel.events import Event
from kernel.pages import Page


class DynamoDrafts:
    """The `Drafts` port on one table; access patterns are in the context's README."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def find(self, owner_id: str, draft_id: str) -> Draft | None:
        """The owner's draft, or None."""
        draft = self._table.get(Draft, _draft_key(draft_id))
        return draft if draft and draft.owner_id == owner_id else None

    def entry(self, owner_id: str, photo_id: str) -> PhotoEntry | None:
        """The photo's entry, or None."""
        return self._table.get(PhotoEntry, _entry_key(owner_id, photo_id))

    def page(self, owner_id: str, limit: int, cursor: str | None) -> Page[Draft]:
        """The owner's drafts, the newest first."""
        return self._table.query(
            Draft, f"owner#{owner_id}", index=GSI1, limit=limit, cursor=cursor, newest_first=True
        )

    def save(
        self,
        draft: Draft,
        *said: Event,
        claims: tuple[Claim, ...] = (),
        gone: tuple[Draft, ...] = (),
    ) -> None:
        """One transaction; raises `StaleWrite` when something is no longer as it was read."""
        expect = {"pk": None} if draft.version == 1 else {"version": draft.version - 1}
        self._table.write(
            Put(_draft_key(draft.draft_id), draft, _index(draft), expect),
            *(_claim(draft.owner_id, claim) for claim in claims),
            *(Remove(_draft_key(one.draft_id), {"version": one.version}) for one in gone),
            *(self._outbox.say(event) for event in said),
        )


def _claim(owner_id: str, claim: Claim) -> Put:
    was = claim.was
    expect = {"draft_id": was.draft_id, "first": was.first} if was else {"pk": None}
    return Put(_entry_key(owner_id, claim.now.photo_id), claim.now, expect=expect)


def _draft_key(draft_id: str) -> Key:
    return Key(f"draft#{draft_id}", "draft")


def _entry_key(owner_id: str, photo_id: str) -> Key:
    # The owner is part of the key: nobody can claim a photo for somebody else.
    return Key(f"photo#{owner_id}#{photo_id}", "entry")


def _index(draft: Draft) -> dict[str, object]:
    return {
        "gsi1pk": f"owner#{draft.owner_id}",
        "gsi1sk": f"{rfc3339(draft.created_at)}#{draft.draft_id}",
    }
