"""What publishing says."""

from typing import ClassVar

from kernel.events import Event


class PublishRequested(Event):
    """The artisan pressed publish or try again: round `round` of the post begins."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    round: int


class TargetChanged(Event):
    """A platform of a post has come to another state."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    platform: str
    status: str
    url: str | None = None


class PostSettled(Event):
    """Every platform of the post has its outcome; the numbers count platforms."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    confirmed: int
    failed: int
    unknown: int
