"""The domain events of publishing."""

from typing import ClassVar

from functions.publishing.model.listing_operation import ErrandStatus, Kind
from kernel.events import Event


class PublishRequested(Event):
    """The artisan pressed publish or try again: round `round` of the post begins."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    round: int


class TargetChanged(Event):
    """A platform of a post has come to another state.

    `errand` is “change” or “withdraw” when what is told is how that stands (`errand_status`).
    """

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    platform: str
    status: str
    url: str | None = None
    errand: Kind | None = None
    errand_status: ErrandStatus | None = None


class PostSettled(Event):
    """Every platform of the post has its outcome; the numbers count platforms."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    confirmed: int
    failed: int
    unknown: int
