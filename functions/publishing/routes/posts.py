"""The routes of posts: the wishes to show a product in some accounts."""

from functions.publishing.model.post import PostState
from functions.publishing.schemas.examples import EXAMPLE
from functions.publishing.schemas.posts import (
    PlacePreviewRead,
    PostCreate,
    PostPreviewCreate,
    PostRead,
    PublishCreate,
    RetryCreate,
)
from functions.publishing.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import status

router = Routes(tags=["publishing"], example=EXAMPLE)


@router.post("/posts", status_code=status.HTTP_201_CREATED, creates="post_id")
def create_post(caller: Caller, body: PostCreate) -> Success[PostRead]:
    """Create a post of a product with approved words, and with `publish` begin to publish it."""
    posts = container().post_service
    return success(_out(posts.create(caller.owner_id, body.to_post(), publish=body.publish)))


@router.post("/posts/preview")
def preview_post(caller: Caller, body: PostPreviewCreate) -> Success[list[PlacePreviewRead]]:
    """Return what each place would not show of the product as it is now; begins nothing."""
    found = container().post_service.preview(caller.owner_id, body.to_post())
    return success([PlacePreviewRead.of(one) for one in found])


@router.get("/posts")
def list_posts(
    caller: Caller, limit: Limit = 20, cursor: Cursor = None
) -> Success[Paginated[PostRead]]:
    """List the caller's posts, the newest first."""
    return paginated(container().post_service.of_owner(caller.owner_id, limit, cursor).map(_out))


@router.get("/posts/{post_id}", owns="post_id")
def get_post(caller: Caller, post_id: str) -> Success[PostRead]:
    """Return one post with the state of each place."""
    return success(_out(container().post_service.get(caller.owner_id, post_id)))


@router.post(
    "/posts/{post_id}/publish",
    status_code=status.HTTP_202_ACCEPTED,
    owns="post_id",
    creates="publication_id",
)
def publish_post(
    caller: Caller, post_id: str, body: PublishCreate | None = None
) -> Success[PostRead]:
    """Begin to publish the post in all its places; a second press returns the same round."""
    accepts = body.accepts if body else ()
    return success(_out(container().post_service.publish(caller.owner_id, post_id, accepts)))


@router.post("/posts/{post_id}/retry", status_code=status.HTTP_202_ACCEPTED, owns="post_id")
def retry_post(caller: Caller, post_id: str, body: RetryCreate) -> Success[PostRead]:
    """Begin another round of the post for publications that failed, and for no others."""
    chosen = tuple(body.publications) if body.publications is not None else None
    found = container().post_service.retry(caller.owner_id, post_id, chosen, body.accepts)
    return success(_out(found))


def _out(state: PostState) -> PostRead:
    return PostRead.of(state, container().operation_service.edit_support)
