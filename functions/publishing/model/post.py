"""A post: the wish to show one product in some accounts, and its outcome in each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from functions.channels.model.listing import Loss, LossPart
from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.publication import Publication

PostStatus = Literal["draft", "publishing", "settled"]
Outcome = Literal["published", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class ChosenOption:
    """Something that exists on a platform, such as a board: its id there, and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewPlace:
    """An artisan's request for one account; "" is the only one that she has on the platform.

    `again` asks for another post where the piece is live already. `field_values` are her options
    for this piece, by the field's name. `accepts` are the parts that need not be shown there.
    """

    platform: str
    account_id: str = ""
    again: bool = False
    field_values: Mapping[str, ChosenOption] = field(default_factory=dict)
    accepts: tuple[LossPart, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPost:
    """An artisan's request for a post: a product, and the places to show it."""

    product_id: str
    places: tuple[NewPlace, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a post; the account's id is "" until it is known, at publishing the latest.

    `field_values` are the options chosen for this post alone: ids by name. `accepts` are the parts
    that the artisan knows are not shown there.
    """

    account: AccountRef
    again: bool = False
    field_values: Mapping[str, str] = field(default_factory=dict)
    accepts: tuple[LossPart, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacePreview:
    """What the account of a place cannot show of the product as it is now."""

    account: AccountRef
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A post; its targets are stored beside it. `round` counts publish and retry presses."""

    post_id: str
    owner_id: str
    product_id: str
    places: tuple[Place, ...]
    title: str
    thumbnail_url: str
    status: PostStatus
    created_at: datetime
    published_at: datetime | None = None
    settled_at: datetime | None = None
    round: int = 0
    version: int = 1

    def field_values(self, account: AccountRef) -> Mapping[str, str]:
        """The options chosen for this account: ids by name."""
        wanted = (account.platform, account.account_id)
        for place in self.places:
            if (place.account.platform, place.account.account_id) == wanted:
                return place.field_values
        return {}

    def begun(self, now: datetime, places: tuple[Place, ...] | None = None) -> "Post":
        """The post in its next round of publishing, in `places` if they are given."""
        return replace(
            self,
            status="publishing",
            places=places or self.places,
            round=self.round + 1,
            published_at=self.published_at or now,
            settled_at=None,
            version=self.version + 1,
        )

    def accepting(self, parts: Sequence[LossPart]) -> "Post":
        """The post when the artisan knows that these parts are not shown in any of its places."""
        places = [replace(one, accepts=with_accepted(one.accepts, parts)) for one in self.places]
        return replace(self, places=tuple(places))

    def settled(self, now: datetime) -> "Post":
        """The post when every target has its outcome."""
        return replace(self, status="settled", settled_at=now, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class Target:
    """The part of a wish for one publication; `outcome` is None until it is settled.

    The outcome stays what it was when a later post takes the publication up.
    """

    post_id: str
    publication_id: str
    outcome: Outcome | None = None

    @classmethod
    def of(cls, publication: Publication) -> "Target":
        """The target of the wish that `publication` answers now, as its status says."""
        outcome: Outcome | None = None
        if publication.status in ("confirmed", "unpublished"):
            outcome = "published"
        elif publication.is_settled:
            outcome = "failed" if publication.status == "failed" else "unknown"
        return cls(publication.post_id, publication.publication_id, outcome)


@dataclass(frozen=True, slots=True)
class PostState:
    """A post, its targets, and the publications that they are about, as these are now."""

    post: Post
    targets: Sequence[Target] = ()
    publications: Sequence[Publication] = ()


def with_accepted(held: Sequence[LossPart], more: Sequence[LossPart]) -> tuple[LossPart, ...]:
    """The parts that need not be shown, each once."""
    return tuple(dict.fromkeys((*held, *more)))


def count(targets: Sequence[Target], outcome: Outcome) -> int:
    """How many of `targets` have this outcome."""
    return sum(target.outcome == outcome for target in targets)
