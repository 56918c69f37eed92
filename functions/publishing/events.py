"""The domain events of publishing."""

from typing import ClassVar

from functions.publishing.model.listing_operation import Kind
from kernel.effect import EffectStatus
from kernel.events import Event


class PublishRequested(Event):
    """An artisan pressed publish or retry; `round` counts these presses of the post from 1."""

    source: ClassVar[str] = "publishing"
    post_id: str
    owner_id: str
    round: int


class PublicationChanged(Event):
    """The state of a publication (a product in one account) or of its listing operation changed.

    `post_id` is the post that it answers, `url` the address, null while it is not known.
    `operation` is the kind of the latest listing operation and `operation_status` its status; both
    are null before the first one.
    """

    source: ClassVar[str] = "publishing"
    relayed: ClassVar[bool] = True
    publication_id: str
    post_id: str
    product_id: str
    owner_id: str
    platform: str
    account_id: str
    status: str
    url: str | None = None
    operation: Kind | None = None
    operation_status: EffectStatus | None = None


class PostSettled(Event):
    """All targets of a post have their outcome; `confirmed`, `failed`, `unknown` count targets."""

    source: ClassVar[str] = "publishing"
    relayed: ClassVar[bool] = True
    post_id: str
    owner_id: str
    confirmed: int
    failed: int
    unknown: int
