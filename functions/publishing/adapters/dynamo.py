"""Posts and targets in publishing's table.

Keys: post `post#<id>`/`post` with gsi1 `owner#<id>`/`<created_at>#<id>`; target
`post#<id>`/`target#<platform>`; the sparse index `due` holds unfinished targets by the time they
are overdue.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from functions.publishing.model.post import Post
from functions.publishing.model.target import Target
from kernel.aws.indexes import due, listed
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Row, Table
from kernel.events import Event
from kernel.pages import Page

LEASE = "lease"
_AT_ONCE = 100
_OF_EFFECT = ("status", "calls", "may_have_executed", "reason", "remedy")


class DynamoPosts:
    """Implements the port `Posts`.

    A target is overdue `grace` after its lease, or its wait without a lease, has ended.
    """

    def __init__(self, table: Table, outbox: Outbox, grace: timedelta) -> None:
        self._posts = EntityStore(
            table, Post, lambda it: _post_key(it.post_id), outbox=outbox, index=_by_owner
        )
        self._targets = EntityStore(
            table,
            Target,
            lambda it: _target_key(it.post_id, it.platform),
            outbox=outbox,
            index=self._due,
            upgrade=_with_effect,
        )
        self._grace = grace

    def get(self, post_id: str) -> Post | None:
        """The post, read consistently."""
        return self._posts.get(_post_key(post_id))

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Post]:
        """The owner's posts, newest first."""
        return self._posts.latest(f"owner#{owner_id}", limit, cursor)

    def targets(self, post_id: str) -> list[Target]:
        """All targets of a post, read consistently."""
        return self._targets.all(f"post#{post_id}", "target#")

    def target(self, post_id: str, platform: str) -> Target | None:
        """The target, read consistently."""
        return self._targets.get(_target_key(post_id, platform))

    def save(self, post: Post, targets: Sequence[Target], *events: Event) -> None:
        """Save the post, some of its targets and the events in one transaction."""
        also = [self._targets.over_previous(target) for target in targets]
        self._posts.save(post, *events, also=also)

    def save_target(self, target: Target, *events: Event) -> None:
        """Save one target with its events in one transaction."""
        self._targets.save(target, *events)

    def overdue(self, now: datetime) -> list[Target]:
        """The targets that have been overdue longest, at most a hundred."""
        return self._targets.due(LEASE, now, _AT_ONCE)

    def _due(self, target: Target) -> dict[str, object]:
        moment = target.moves_on_at
        return due(LEASE, moment + self._grace if moment else None)


def _with_effect(row: Row) -> Row:
    """A target's row as it is written today; once, an operation was its own effect."""
    operation = row.get("operation")
    if not operation or "effect" in operation:
        return row
    status, lease_until = operation["status"], operation["lease_until"]
    moves_on_at = lease_until or operation["resume_at"]
    settled = status in ("confirmed", "failed") or (status == "unknown" and not moves_on_at)
    effect = {
        "policy": "repeat",
        "lease": {"until": lease_until} if lease_until else None,
        "resume_at": None if settled or lease_until else moves_on_at or operation["asked_at"],
        **{name: operation[name] for name in _OF_EFFECT},
    }
    return {**row, "operation": {**operation, "effect": effect}}


def _by_owner(post: Post) -> dict[str, object]:
    return listed(f"owner#{post.owner_id}", post.created_at, post.post_id)


def _post_key(post_id: str) -> Key:
    return Key(f"post#{post_id}", "post")


def _target_key(post_id: str, platform: str) -> Key:
    return Key(f"post#{post_id}", f"target#{platform}")
