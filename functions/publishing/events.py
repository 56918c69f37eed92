"""The domain events of publishing."""

from typing import ClassVar

from functions.publishing.model.listing_operation import Kind, OperationStatus
from kernel.events import Event


class PublishRequested(Event):
    """The artisan pressed publish or try again: round `round` of the post begins."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    round: int


class TargetChanged(Event):
    """A platform of a post has come to another state.

    `operation` is “update” or “unpublish” if the event says how that stands (`operation_status`).
    """

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    platform: str
    status: str
    url: str | None = None
    operation: Kind | None = None
    operation_status: OperationStatus | None = None


class PostSettled(Event):
    """Every platform of the post has its outcome; the numbers count platforms."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    confirmed: int
    failed: int
    unknown: int
