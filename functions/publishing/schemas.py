"""The request and response models of publishing's API."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pydantic import Field, HttpUrl

from functions.publishing.model.listing_operation import (
    EditSupport,
    Kind,
    ListingOperation,
)
from functions.publishing.model.post import ChosenOption, NewPost, Post, PostStatus
from functions.publishing.model.target import Status, Target
from kernel.effect import EffectStatus
from kernel.events import Instant
from kernel.responses import ApiModel

Platform = str

EXAMPLE: Mapping[str, object] = {
    "platform": "etsy",
    "reason": "The price is missing.",
    "remedy": "Give the product a price.",
    "thumbnail_url": "https://haat.example/media/thumb.webp",
    "title": "Indigo Ajrakh stole",
    "url": "https://www.etsy.com/listing/1234567890",
}
"""Example values of the fields, which the routes declare."""


class OptionChoice(ApiModel):
    """An option of a platform, from GET /connections/{platform}/fields/{name}/options."""

    id: str = Field(min_length=1, max_length=300)
    name: str = Field(min_length=1, max_length=300)


class PostCreate(ApiModel):
    """A post to create: an approved draft, a product, and the platforms to publish on.

    `field_values` are this post's options, by platform and field name; an option of a `per_craft`
    field is remembered for the product's craft.
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
        """The request as a `NewPost`."""
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
    """The failed platforms to publish on again; null means all of them."""

    platforms: list[str] | None = Field(default=None, max_length=20)


class ResolutionCreate(ApiModel):
    """What the artisan saw on the platform; `url` is where she found the listing."""

    outcome: Literal["published", "not_published"]
    url: HttpUrl | None = None

    def found_at(self) -> str | None:
        """The listing's URL ("" if none was given), or None if it was not published."""
        if self.outcome == "not_published":
            return None
        return str(self.url or "")


class OperationRead(ApiModel):
    """The latest update or unpublishing of a published listing.

    `reason` and `remedy` explain its status to the artisan.
    """

    kind: Kind
    status: EffectStatus
    reason: str | None
    remedy: str | None

    @classmethod
    def of(cls, operation: ListingOperation) -> "OperationRead":
        """`operation` as the API returns it."""
        return cls(
            kind=operation.kind,
            status=operation.effect.status,
            reason=operation.effect.reason,
            remedy=operation.effect.remedy,
        )


class TargetRead(ApiModel):
    """The state of a post on one platform.

    `url` is the listing's address. `reason` and `remedy` explain a state to the artisan.
    `needs_review` asks her to resolve an unknown outcome. `can_update` and `can_unpublish` say
    whether such an operation can begin now; `operation` is the latest one. `attempts` counts
    publishing attempts.
    """

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
    """A post with its target on each platform."""

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
        """The post as the API returns it, its targets in the order of its platforms.

        `edit_support` returns what Haat can edit on a platform.
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
    """The state of a platform on which the post has not been published yet."""
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
