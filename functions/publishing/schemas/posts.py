"""Posts: the wishes to show a product in some accounts."""

from collections.abc import Callable

from pydantic import Field

from functions.channels.model.listing import LossPart
from functions.publishing.model.listing_operation import (
    EditSupport,
)
from functions.publishing.model.post import (
    ChosenOption,
    NewPlace,
    NewPost,
    Outcome,
    PlacePreview,
    PostState,
    PostStatus,
)
from functions.publishing.schemas.publications import PlaceAccountRead, PublicationRead
from kernel.events import Instant
from kernel.responses import ApiModel


class OptionChoice(ApiModel):
    """An option of a platform, from GET /connections/{platform}/fields/{name}/options."""

    id: str = Field(min_length=1, max_length=300)
    name: str = Field(min_length=1, max_length=300)


class PlaceCreate(ApiModel):
    """An account in which the product is to be shown.

    `account_id` may be left out while the artisan has one account on the platform. `again` asks for
    another post where the product is live already, on platforms whose `shows` is `post`.
    `field_values` are the options for this post, by field name; an option of a `per_craft` field is
    remembered for the product's craft. `accepts` are the parts that need not be shown there; with
    others the post is refused when it is published.
    """

    platform: str = Field(min_length=1, max_length=30, examples=["etsy"])
    account_id: str = Field(default="", max_length=300, examples=["12345678"])
    again: bool = False
    field_values: dict[str, OptionChoice] = Field(
        default_factory=dict,
        max_length=20,
        examples=[{"category": {"id": "2903", "name": "Scarves"}}],
    )

    accepts: list[LossPart] = Field(default_factory=list, max_length=20)

    def to_place(self) -> NewPlace:
        """The request as a `NewPlace`."""
        chosen = {name: ChosenOption(one.id, one.name) for name, one in self.field_values.items()}
        return NewPlace(self.platform, self.account_id, self.again, chosen, tuple(self.accepts))


class PostPreviewCreate(ApiModel):
    """A product with approved words, and the places in which it may be shown."""

    product_id: str = Field(min_length=1, max_length=64)
    places: list[PlaceCreate] = Field(min_length=1, max_length=20)

    def to_post(self) -> NewPost:
        """The request as a `NewPost`."""
        return NewPost(self.product_id, tuple(one.to_place() for one in self.places))


class PostCreate(PostPreviewCreate):
    """A post to create of a product with approved words, and the places to show it.

    With `publish` publishing begins at once; else when POST /posts/{post_id}/publish asks for it.
    """

    publish: bool = False


class PublishCreate(ApiModel):
    """What the artisan knows of: the parts that need not be shown in any place of the post."""

    accepts: list[LossPart] = Field(default_factory=list, max_length=20)


class RetryCreate(PublishCreate):
    """The failed publications to publish again; null means all of them."""

    publications: list[str] | None = Field(default=None, max_length=20)


class LossRead(ApiModel):
    """A part that the platform does not show: `detail` is what is lost, `sentence` says it."""

    part: LossPart
    detail: str = Field(examples=["10/12"])
    sentence: str = Field(examples=["Facebook shows 10 of 12 photos."])


class PlacePreviewRead(ApiModel):
    """What a place would not show of the product. `account` is null until one is connected."""

    platform: str
    account: PlaceAccountRead | None
    losses: list[LossRead]

    @classmethod
    def of(cls, preview: PlacePreview) -> "PlacePreviewRead":
        """The preview as the API returns it."""
        account = preview.account
        return cls(
            platform=account.platform,
            account=PlaceAccountRead(id=account.account_id, name=account.name)
            if account.account_id
            else None,
            losses=[
                LossRead(part=one.part, detail=one.detail, sentence=one.sentence)
                for one in preview.losses
            ],
        )


class TargetRead(ApiModel):
    """One place of a post. `account` is null until it is known.

    `outcome` is what became of this post's wish, null before; `publication` is where the product
    stands there now, perhaps by a later post, null before publishing begins.
    """

    platform: str
    account: PlaceAccountRead | None
    outcome: Outcome | None
    publication: PublicationRead | None


class PostRead(ApiModel):
    """A post of a product with its places."""

    post_id: str
    status: PostStatus
    title: str
    thumbnail_url: str
    product_id: str
    targets: list[TargetRead]
    created_at: Instant
    published_at: Instant | None
    settled_at: Instant | None

    @classmethod
    def of(cls, state: PostState, edit_support: Callable[[str], EditSupport]) -> "PostRead":
        """The post as the API returns it, its targets in the order of its places.

        `edit_support` returns what Haat can edit on a platform.
        """
        post = state.post
        outcomes = {one.publication_id: one.outcome for one in state.targets}
        known = {
            (one.platform, one.account.account_id): (outcomes[one.publication_id], one)
            for one in state.publications
        }
        targets = []
        for place in post.places:
            account = place.account
            outcome, now = known.get((account.platform, account.account_id), (None, None))
            targets.append(
                TargetRead(
                    platform=account.platform,
                    account=PlaceAccountRead(id=account.account_id, name=account.name)
                    if account.account_id
                    else None,
                    outcome=outcome,
                    publication=PublicationRead.of(now, edit_support(account.platform))
                    if now
                    else None,
                )
            )
        return cls(
            post_id=post.post_id,
            status=post.status,
            title=post.title,
            thumbnail_url=post.thumbnail_url,
            product_id=post.product_id,
            targets=targets,
            created_at=post.created_at,
            published_at=post.published_at,
            settled_at=post.settled_at,
        )
