"""The HTTP API of publishing: posts, and the listings that they published."""

from collections.abc import Sequence

from functions.publishing.model.post import Post
from functions.publishing.model.target import Target
from functions.publishing.schemas import (
    EXAMPLE,
    PostCreate,
    PostRead,
    ResolutionCreate,
    RetryCreate,
)
from functions.publishing.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.pages import Page
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import status

router = Routes(tags=["publishing"], example=EXAMPLE)


@router.post("/posts", status_code=status.HTTP_201_CREATED, creates="post_id")
def create_post(caller: Caller, body: PostCreate) -> Success[PostRead]:
    """Create a post of an approved draft, without publishing it."""
    return _answer(container().post_service.create(caller.user_id, body.to_post()), [])


@router.get("/posts")
def list_posts(
    caller: Caller,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Success[Paginated[PostRead]]:
    """List the caller's posts, the newest first."""
    planning = container().post_service
    page = planning.of_owner(caller.user_id, limit, cursor)
    outs = [_out(post, planning.posts.targets(post.post_id)) for post in page.items]
    return paginated(Page(outs, page.next_cursor))


@router.get("/posts/{post_id}", owns="post_id")
def get_post(caller: Caller, post_id: str) -> Success[PostRead]:
    """Return one post with the state of each platform."""
    return _answer(*container().post_service.get(caller.user_id, post_id))


@router.post("/posts/{post_id}/publish", status_code=status.HTTP_202_ACCEPTED, owns="post_id")
def publish_post(caller: Caller, post_id: str) -> Success[PostRead]:
    """Begin to publish the post on all its platforms; a second press returns the same round."""
    return _answer(*container().post_service.publish(caller.user_id, post_id))


@router.post("/posts/{post_id}/retry", status_code=status.HTTP_202_ACCEPTED, owns="post_id")
def retry_post(caller: Caller, post_id: str, body: RetryCreate) -> Success[PostRead]:
    """Begin another round on the platforms that failed, and on no others."""
    chosen = tuple(body.platforms) if body.platforms is not None else None
    return _answer(*container().post_service.retry(caller.user_id, post_id, chosen))


@router.post("/posts/{post_id}/targets/{platform}/resolve", owns="post_id")
def resolve_target(
    caller: Caller, post_id: str, platform: str, body: ResolutionCreate
) -> Success[PostRead]:
    """Settle an unknown outcome by what the artisan saw on the platform."""
    found = body.found_at()
    return _answer(*container().post_service.resolve(caller.user_id, post_id, platform, found))


@router.patch(
    "/posts/{post_id}/targets/{platform}/listing",
    status_code=status.HTTP_202_ACCEPTED,
    owns="post_id",
)
def update_target(caller: Caller, post_id: str, platform: str) -> Success[PostRead]:
    """Begin an operation that updates the published listing to the present draft and product."""
    return _answer(*container().operation_service.update(caller.user_id, post_id, platform))


@router.delete(
    "/posts/{post_id}/targets/{platform}/listing",
    status_code=status.HTTP_202_ACCEPTED,
    owns="post_id",
)
def unpublish_target(caller: Caller, post_id: str, platform: str) -> Success[PostRead]:
    """Begin an operation that unpublishes the listing."""
    return _answer(*container().operation_service.unpublish(caller.user_id, post_id, platform))


def _answer(post: Post, targets: Sequence[Target]) -> Success[PostRead]:
    return success(_out(post, targets))


def _out(post: Post, targets: Sequence[Target]) -> PostRead:
    return PostRead.of(post, targets, container().operation_service.edit_support)
