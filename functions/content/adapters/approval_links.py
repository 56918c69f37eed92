"""Keeps approval links in their draft's partition, with one lookup item per token digest."""

from dataclasses import dataclass

from functions.content.adapters.dynamo import draft_store, history_writes, token_key
from functions.content.model.draft import Draft
from functions.content.model.review import KEPT_AFTER, ApprovalLink
from functions.content.model.versions import Version
from kernel.aws.indexes import NEW, expiring
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Put, Table
from kernel.events import Event

_LINK = "link#"


@dataclass(frozen=True, slots=True)
class _Opens:
    """The draft and the approval link that a token opens."""

    draft_id: str
    link_id: str


class DynamoApprovalLinks:
    """The `ApprovalLinks` port; a link's TTL ends `KEPT_AFTER` (30 days) past its expiry."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._drafts = draft_store(table, outbox)
        self._links = EntityStore(
            table, ApprovalLink, lambda it: _key(it.draft_id, it.link_id), index=_lifetime
        )

    def add(self, link: ApprovalLink) -> None:
        """Write the link and the lookup item of its token in one transaction."""
        opens = _Opens(link.draft_id, link.link_id)
        lookup = Put(token_key(link.digest), opens, _lifetime(link), expect=NEW)
        self._links.add(link, also=[lookup])

    def by_token(self, digest: str) -> ApprovalLink | None:
        """The link whose token has this digest, or None."""
        opens = self._table.get(_Opens, token_key(digest))
        return self._links.get(_key(opens.draft_id, opens.link_id)) if opens else None

    def of(self, draft_id: str) -> list[ApprovalLink]:
        """The draft's links, the newest first."""
        found = self._links.all(f"draft#{draft_id}", _LINK)
        return sorted(found, key=lambda link: (link.created_at, link.link_id), reverse=True)

    def revoke(self, link: ApprovalLink) -> None:
        """Save the revoked link; raises `StaleWrite` unless the stored link is open."""
        self._links.write(self._closed(link))

    def decide(
        self, link: ApprovalLink, draft: Draft, version: Version | None, *events: Event
    ) -> None:
        """Write link, draft, history and events in one transaction."""
        also = [self._closed(link), *history_writes(draft, version)]
        self._drafts.save(draft, *events, also=also)

    def _closed(self, link: ApprovalLink) -> Put:
        return self._links.put(link, {"state": "open"})


def _key(draft_id: str, link_id: str) -> Key:
    return Key(f"draft#{draft_id}", f"{_LINK}{link_id}")


def _lifetime(link: ApprovalLink) -> dict[str, object]:
    return expiring(link.until + KEPT_AFTER)
