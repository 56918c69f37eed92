"""The request and response models of publishing's API."""

from collections.abc import Callable, Mapping
from typing import Literal

from pydantic import Field, HttpUrl

from functions.publishing.model.listing_operation import (
    EditSupport,
    Kind,
    ListingOperation,
)
from functions.publishing.model.post import (
    ChosenOption,
    NewPlace,
    NewPost,
    Outcome,
    PostState,
    PostStatus,
)
from functions.publishing.model.publication import Publication
from functions.publishing.model.publication_state import Status
from kernel.effect import EffectStatus
from kernel.events import Instant
from kernel.responses import ApiModel

EXAMPLE: Mapping[str, object] = {
    "live_since": "2026-11-21T05:30:00Z",
    "platform": "etsy",
    "publication": "pub_01kae2x0000000000000000000",
    "publication_id": "pub_01kae2x0000000000000000000",
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


class PlaceCreate(ApiModel):
    """An account in which the product is to be shown.

    `account_id` may be left out while the artisan has one account on the platform. `again` asks for
    another post where the product is live already, on platforms whose `shows` is `post`.
    `field_values` are the options for this post, by field name; an option of a `per_craft` field is
    remembered for the product's craft.
    """

    platform: str = Field(min_length=1, max_length=30, examples=["etsy"])
    account_id: str = Field(default="", max_length=300, examples=["12345678"])
    again: bool = False
    field_values: dict[str, OptionChoice] = Field(
        default_factory=dict,
        max_length=20,
        examples=[{"category": {"id": "2903", "name": "Scarves"}}],
    )

    def to_place(self) -> NewPlace:
        """The request as a `NewPlace`."""
        chosen = {name: ChosenOption(one.id, one.name) for name, one in self.field_values.items()}
        return NewPlace(self.platform, self.account_id, self.again, chosen)


class PostCreate(ApiModel):
    """A post to create of a product with approved words, and the places to show it.

    With `publish` publishing begins at once; else when POST /posts/{post_id}/publish asks for it.
    """

    product_id: str = Field(min_length=1, max_length=64)
    places: list[PlaceCreate] = Field(min_length=1, max_length=20)
    publish: bool = False

    def to_post(self) -> NewPost:
        """The request as a `NewPost`."""
        return NewPost(self.product_id, tuple(one.to_place() for one in self.places))


class RetryCreate(ApiModel):
    """The failed publications to publish again; null means all of them."""

    publications: list[str] | None = Field(default=None, max_length=20)


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


class PlaceAccountRead(ApiModel):
    """The account of a place; `name` is what it was called when the product was sent there."""

    id: str = Field(examples=["12345678"])
    name: str = Field(examples=["Asha Dokra Art"])


class PublicationRead(ApiModel):
    """A product in one account of a platform, as it stands.

    `post_id` is the post that published it last, `number` counts the posts of the product in this
    account. `live_since` is null while it is not shown. `url` is its address. `reason` and `remedy`
    explain a state to the artisan; `needs_review` asks her to resolve an unknown outcome.
    `can_update` and `can_unpublish` say whether such an operation can begin now; `operation` is the
    latest one. `attempts` counts publishing attempts.
    """

    publication_id: str
    product_id: str
    post_id: str
    platform: str
    account: PlaceAccountRead
    number: int
    status: Status
    live_since: Instant | None
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

    @classmethod
    def of(cls, publication: Publication, edit_support: EditSupport) -> "PublicationRead":
        """The publication as the API returns it."""
        operation = publication.operation
        return cls(
            publication_id=publication.publication_id,
            product_id=publication.product_id,
            post_id=publication.post_id,
            platform=publication.platform,
            account=PlaceAccountRead(
                id=publication.account.account_id, name=publication.account.name
            ),
            number=publication.number,
            status=publication.status,
            live_since=publication.live_since,
            url=publication.url,
            reason=publication.reason,
            remedy=publication.remedy,
            can_retry=publication.can_retry,
            can_update=edit_support.can_update and publication.can_begin(),
            can_unpublish=edit_support.can_unpublish and publication.can_begin(),
            needs_review=publication.needs_review,
            attempts=publication.attempts,
            updated_at=publication.updated_at,
            operation=OperationRead.of(operation) if operation else None,
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
