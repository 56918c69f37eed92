"""The shapes of posts on the wire."""

from typing import Literal

from pydantic import Field, HttpUrl

from functions.publishing.model.post import Post, PostStatus
from functions.publishing.model.target import Status, Target
from kernel.answers import Shape
from kernel.events import Instant

Platform = str


class PostIn(Shape):
    """A post to make: an approved draft, a product, and where to."""

    draft_id: str = Field(min_length=1, max_length=64)
    product_id: str = Field(min_length=1, max_length=64)
    platforms: list[str] = Field(min_length=1, max_length=20, examples=[["facebook", "etsy"]])


class RetryIn(Shape):
    """Which failed platforms to try again; all of them when left out."""

    platforms: list[str] | None = Field(default=None, max_length=20)


class ResolveIn(Shape):
    """What a person saw on the platform."""

    outcome: Literal["published", "not_published"]
    url: HttpUrl | None = None

    def found_at(self) -> str | None:
        """Where it is ("" when the person gave no link), or None when it is not there."""
        if self.outcome == "not_published":
            return None
        return str(self.url or "")


class TargetOut(Shape):
    """How one platform stands."""

    platform: str
    status: Status
    url: str | None
    reason: str | None
    remedy: str | None
    can_retry: bool
    asks_person: bool
    attempts: int
    updated_at: Instant


class PostOut(Shape):
    """A post and its platforms."""

    post_id: str
    status: PostStatus
    title: str
    thumbnail_url: str
    draft_id: str
    product_id: str
    targets: list[TargetOut]
    created_at: Instant
    published_at: Instant | None
    settled_at: Instant | None

    @classmethod
    def of(cls, post: Post, targets: list[Target]) -> "PostOut":
        """The post with its targets in the order in which the artisan chose them."""
        known = {target.platform: target for target in targets}
        return cls(
            post_id=post.post_id,
            status=post.status,
            title=post.title,
            thumbnail_url=post.thumbnail_url,
            draft_id=post.draft_id,
            product_id=post.product_id,
            targets=[_target(post, platform, known.get(platform)) for platform in post.platforms],
            created_at=post.created_at,
            published_at=post.published_at,
            settled_at=post.settled_at,
        )


def _target(post: Post, platform: str, target: Target | None) -> TargetOut:
    if target is None:
        # Not published yet: nothing has been planned for this platform.
        return TargetOut(
            platform=platform,
            status="planned",
            url=None,
            reason=None,
            remedy=None,
            can_retry=False,
            asks_person=False,
            attempts=0,
            updated_at=post.created_at,
        )
    return TargetOut(
        platform=platform,
        status=target.status,
        url=target.url,
        reason=target.reason,
        remedy=target.remedy,
        can_retry=target.can_retry,
        asks_person=target.asks_person,
        attempts=target.attempts,
        updated_at=target.updated_at,
    )
