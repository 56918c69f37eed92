"""The shapes of posts on the wire."""

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import Field, HttpUrl

from functions.publishing.model.listing_operation import (
    EditSupport,
    Kind,
    ListingOperation,
    OperationStatus,
)
from functions.publishing.model.post import ChosenOption, NewPost, Post, PostStatus
from functions.publishing.model.target import Status, Target
from kernel.events import Instant
from kernel.responses import ApiModel

Platform = str


class OptionChoice(ApiModel):
    """Something on a platform, as GET /connections/{platform}/fields/{name}/options lists it."""

    id: str = Field(min_length=1, max_length=300)
    name: str = Field(min_length=1, max_length=300)


class PostCreate(ApiModel):
    """A post to make: an approved draft, a product, and where to.

    `field_values` are for this post, by platform and name; one per craft is kept for the next.
    """

    draft_id: str = Field(min_length=1, max_length=64)
    product_id: str = Field(min_length=1, max_length=64)
    platforms: list[str] = Field(min_length=1, max_length=20, examples=[["facebook", "etsy"]])
    field_values: dict[str, dict[str, OptionChoice]] = Field(
        default_factory=dict,
        max_length=20,
        examples=[{"etsy": {"category": {"id": "2903", "name": "Scarves"}}}],
    )

    def to_post(self) -> NewPost:
        """The command."""
        return NewPost(
            self.draft_id,
            self.product_id,
            tuple(self.platforms),
            {
                platform: {name: ChosenOption(one.id, one.name) for name, one in named.items()}
                for platform, named in self.field_values.items()
            },
        )


class RetryCreate(ApiModel):
    """Which failed platforms to try again; all of them when left out."""

    platforms: list[str] | None = Field(default=None, max_length=20)


class ResolutionCreate(ApiModel):
    """What a person saw on the platform."""

    outcome: Literal["published", "not_published"]
    url: HttpUrl | None = None

    def found_at(self) -> str | None:
        """Where it is ("" when the person gave no link), or None when it is not there."""
        if self.outcome == "not_published":
            return None
        return str(self.url or "")


class OperationRead(ApiModel):
    """How the last change, or the taking down, of what is published stands."""

    kind: Kind
    status: OperationStatus
    reason: str | None
    remedy: str | None

    @classmethod
    def of(cls, operation: ListingOperation) -> "OperationRead":
        """The wire form."""
        return cls(
            kind=operation.kind,
            status=operation.status,
            reason=operation.reason,
            remedy=operation.remedy,
        )


class TargetRead(ApiModel):
    """How one platform stands."""

    platform: str
    status: Status
    url: str | None
    reason: str | None
    remedy: str | None
    can_retry: bool
    can_update: bool
    can_unpublish: bool
    needs_review: bool
    attempts: int
    updated_at: Instant
    operation: OperationRead | None


class PostRead(ApiModel):
    """A post and its platforms."""

    post_id: str
    status: PostStatus
    title: str
    thumbnail_url: str
    draft_id: str
    product_id: str
    targets: list[TargetRead]
    created_at: Instant
    published_at: Instant | None
    settled_at: Instant | None

    @classmethod
    def of(
        cls, post: Post, targets: Sequence[Target], edit_support: Callable[[str], EditSupport]
    ) -> "PostRead":
        """The post with its targets in the order in which the artisan chose them.

        `edit_support` says of each platform what can be done with what is published there.
        """
        known = {target.platform: target for target in targets}
        return cls(
            post_id=post.post_id,
            status=post.status,
            title=post.title,
            thumbnail_url=post.thumbnail_url,
            draft_id=post.draft_id,
            product_id=post.product_id,
            targets=[
                _target(known[platform], edit_support(platform))
                if platform in known
                else _unplanned(post, platform)
                for platform in post.platforms
            ],
            created_at=post.created_at,
            published_at=post.published_at,
            settled_at=post.settled_at,
        )


def _unplanned(post: Post, platform: str) -> TargetRead:
    """Not published yet: nothing has been planned for this platform."""
    return TargetRead(
        platform=platform,
        status="planned",
        url=None,
        reason=None,
        remedy=None,
        can_retry=False,
        can_update=False,
        can_unpublish=False,
        needs_review=False,
        attempts=0,
        updated_at=post.created_at,
        operation=None,
    )


def _target(target: Target, edit_support: EditSupport) -> TargetRead:
    return TargetRead(
        platform=target.platform,
        status=target.status,
        url=target.url,
        reason=target.reason,
        remedy=target.remedy,
        can_retry=target.can_retry,
        can_update=edit_support.can_update and target.can_begin("update"),
        can_unpublish=edit_support.can_unpublish and target.can_begin("unpublish"),
        needs_review=target.needs_review,
        attempts=target.attempts,
        updated_at=target.updated_at,
        operation=OperationRead.of(target.operation) if target.operation else None,
    )
