"""Posts and targets in publishing's table.

Keys: post `post#<id>`/`post` with gsi1 `owner#<id>`/`<created_at>#<id>`; target
`post#<id>`/`target#<platform>`; the sparse index `due` holds unfinished targets by the time they
are overdue.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from functions.publishing.model.post import Post
from functions.publishing.model.target import Target
from kernel.aws.outbox import Outbox
from kernel.aws.table import DUE, GSI1, Key, Put, Table, all_pages
from kernel.clock import rfc3339
from kernel.events import Event
from kernel.pages import Page

LEASE = "lease"


class DynamoPosts:
    """Implements the ports `Posts` and `Targets`.

    A target is overdue `grace` after its lease, or its wait without a lease, has ended.
    """

    def __init__(self, table: Table, outbox: Outbox, grace: timedelta) -> None:
        self._table = table
        self._outbox = outbox
        self._grace = grace

    def create(self, post: Post) -> None:
        """Keep a new post."""
        self._table.write(self._post(post, {"pk": None}))

    def get(self, post_id: str) -> Post | None:
        """The post, read consistently."""
        return self._table.get(Post, _post_key(post_id))

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        """The owner's posts, newest first."""
        return self._table.query(
            Post, f"owner#{owner_id}", index=GSI1, limit=limit, cursor=cursor, newest_first=True
        )

    def targets(self, post_id: str) -> list[Target]:
        """All targets of a post, read consistently."""
        return list(all_pages(self._table, Target, f"post#{post_id}", "target#"))

    def target(self, post_id: str, platform: str) -> Target | None:
        """The target, read consistently."""
        return self._table.get(Target, _target_key(post_id, platform))

    def save(self, post: Post, targets: Sequence[Target], *events: Event) -> None:
        """Save targets and events, and the post if its version is new, in one transaction."""
        stored = self.get(post.post_id)
        moved = stored is None or stored.version != post.version
        posts = [self._post(post, {"version": post.version - 1})] if moved else []
        self._table.write(
            *posts,
            *(self._target(target) for target in targets),
            *(self._outbox.entry(event) for event in events),
        )

    def save_target(self, target: Target, *events: Event) -> None:
        """Save one target with its events in one transaction."""
        self._table.write(self._target(target), *(self._outbox.entry(event) for event in events))

    def overdue(self, now: datetime) -> list[Target]:
        """The targets that have been overdue longest, at most a hundred."""
        found = self._table.query(Target, LEASE, index=DUE, until=rfc3339(now), limit=100)
        return list(found.items)

    def _post(self, post: Post, expect: dict[str, object]) -> Put:
        index = {
            "gsi1pk": f"owner#{post.owner_id}",
            "gsi1sk": f"{rfc3339(post.created_at)}#{post.post_id}",
        }
        return Put(_post_key(post.post_id), post, index=index, expect=expect)

    def _target(self, target: Target) -> Put:
        expect = {"version": None if target.version == 1 else target.version - 1}
        return Put(
            _target_key(target.post_id, target.platform),
            target,
            index=self._due(target),
            expect=expect,
        )

    def _due(self, target: Target) -> dict[str, object]:
        moment = target.moves_on_at
        if moment is None:
            return {}
        return {"due_kind": LEASE, "due_at": rfc3339(moment + self._grace)}


def _post_key(post_id: str) -> Key:
    return Key(f"post#{post_id}", "post")


def _target_key(post_id: str, platform: str) -> Key:
    return Key(f"post#{post_id}", f"target#{platform}")
