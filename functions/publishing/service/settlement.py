"""Builds a target's event, and settles a post once every target has its outcome."""

from functions.publishing.events import PostSettled, TargetChanged
from functions.publishing.model.post import count
from functions.publishing.model.target import Target
from functions.publishing.ports import Posts
from kernel.clock import Clock
from kernel.errors import StaleWrite


def close_post(posts: Posts, clock: Clock, post_id: str) -> None:
    """Settle the post if all its targets are settled; whoever settles the last target does it.

    Each worker writes its own target before it reads them all, so the last one sees them all
    settled; if two workers see that, one write wins.
    """
    post = posts.get(post_id)
    if post is None or post.status != "publishing":
        return
    targets = posts.targets(post_id)
    if not all(target.is_settled for target in targets):
        return
    event = PostSettled(
        post_id=post_id,
        owner_id=post.owner_id,
        confirmed=count(targets, "confirmed"),
        failed=count(targets, "failed"),
        unknown=count(targets, "unknown"),
    )
    try:
        posts.save(post.settled(clock.now()), [], event)
    except StaleWrite:
        return


def changed(target: Target) -> TargetChanged:
    """The event with a target's state, and its listing operation's when there is one."""
    operation = target.operation
    return TargetChanged(
        post_id=target.post_id,
        owner_id=target.owner_id,
        platform=target.platform,
        status=target.status,
        url=target.url,
        operation=operation.kind if operation else None,
        operation_status=operation.effect.status if operation else None,
    )
