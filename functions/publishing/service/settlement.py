"""Builds a publication's event, and settles a post once every target has its outcome."""

from dataclasses import replace

from functions.publishing.events import PostSettled, PublicationChanged
from functions.publishing.model.listing_operation import ListingOperation
from functions.publishing.model.post import count
from functions.publishing.model.publication import Publication
from functions.publishing.ports.storage import Posts
from kernel.clock import Clock
from kernel.errors import StaleWrite


def close_post(posts: Posts, clock: Clock, post_id: str) -> None:
    """Settle the post if all its targets have an outcome; whoever settles the last one does it.

    Each worker writes its own target before it reads them all, so the last one sees them all
    settled; if two workers see that, one write wins.
    """
    post = posts.get(post_id)
    if post is None or post.status != "publishing":
        return
    targets = posts.targets(post_id)
    if not all(target.outcome for target in targets):
        return
    event = PostSettled(
        post_id=post_id,
        owner_id=post.owner_id,
        confirmed=count(targets, "published"),
        failed=count(targets, "failed"),
        unknown=count(targets, "unknown"),
    )
    try:
        posts.save(post.settled(clock.now()), event)
    except StaleWrite:
        return


def stepped(
    before: Publication, after: Publication, operation: ListingOperation
) -> tuple[Publication, tuple[PublicationChanged, ...]]:
    """The publication after a step of an operation, and what is said of it.

    Of a reading that shows nothing new nothing is said, and it is no change of the publication.
    """
    seen, now = ((one.status, one.drift, one.is_foreign) for one in (before, after))
    if operation.kind == "inspect" and seen == now:
        return replace(after, updated_at=before.updated_at), ()
    return after, (changed(after),)


def changed(publication: Publication) -> PublicationChanged:
    """The event with a publication's state, and its listing operation's when there is one."""
    operation = publication.operation
    return PublicationChanged(
        publication_id=publication.publication_id,
        post_id=publication.post_id,
        product_id=publication.product_id,
        owner_id=publication.owner_id,
        platform=publication.platform,
        account_id=publication.account.account_id,
        status=publication.status,
        url=publication.url,
        operation=operation.kind if operation else None,
        operation_status=operation.effect.status if operation else None,
    )
