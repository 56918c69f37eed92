"""The routes of posts: the wishes to show a product in some accounts."""

from functions.publishing.model.post import PostState
from functions.publishing.schemas import EXAMPLE, PostCreate, PostRead, RetryCreate
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
def publish_post(caller: Caller, post_id: str) -> Success[PostRead]:
    """Begin to publish the post in all its places; a second press returns the same round."""
    return success(_out(container().post_service.publish(caller.owner_id, post_id)))


@router.post("/posts/{post_id}/retry", status_code=status.HTTP_202_ACCEPTED, owns="post_id")
def retry_post(caller: Caller, post_id: str, body: RetryCreate) -> Success[PostRead]:
    """Begin another round of the post for publications that failed, and for no others."""
    chosen = tuple(body.publications) if body.publications is not None else None
    return success(_out(container().post_service.retry(caller.owner_id, post_id, chosen)))


def _out(state: PostState) -> PostRead:
    return PostRead.of(state, container().operation_service.edit_support)
