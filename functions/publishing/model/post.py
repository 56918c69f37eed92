"""A post: one approved piece, bound for some platforms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from functions.publishing.model.target import Target

PostStatus = Literal["draft", "publishing", "settled"]


@dataclass(frozen=True, slots=True)
class ChosenOption:
    """Something that exists on a platform, such as a board: its id there, and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewPost:
    """An artisan's request for a post: a draft, a product, and the platforms.

    `field_values` are the artisan's options for this piece, by platform and by the field's name.
    """

    draft_id: str
    product_id: str
    platforms: tuple[str, ...]
    field_values: Mapping[str, Mapping[str, ChosenOption]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Post:
    """A post; its targets are stored beside it. `round` counts publish and retry presses.

    `field_values` are the options chosen for this post alone, by platform: ids by name.
    """

    post_id: str
    owner_id: str
    draft_id: str
    product_id: str
    platforms: tuple[str, ...]
    title: str
    thumbnail_url: str
    status: PostStatus
    created_at: datetime
    published_at: datetime | None = None
    settled_at: datetime | None = None
    round: int = 0
    field_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    version: int = 1

    def begun(self, now: datetime) -> "Post":
        """The post in its next round of publishing."""
        return replace(
            self,
            status="publishing",
            round=self.round + 1,
            published_at=self.published_at or now,
            settled_at=None,
            version=self.version + 1,
        )

    def settled(self, now: datetime) -> "Post":
        """The post when every target has its outcome."""
        return replace(self, status="settled", settled_at=now, version=self.version + 1)


def count(targets: list[Target], status: str) -> int:
    """How many of `targets` are in `status`."""
    return sum(target.status == status for target in targets)
