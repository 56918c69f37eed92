"""The response models of published listings and of syncs."""

from functions.channels.model.published_listings import PublishedListing
from functions.channels.model.syncs import Sync, SyncStatus
from kernel.events import Instant
from kernel.responses import ApiModel


class PublishedListingRead(ApiModel):
    """A listing or post that Haat published; `external_id` is the platform's id.

    `metered_at` is when its metrics were last asked for.
    """

    external_id: str
    url: str
    sku: str
    published_at: Instant
    metered_at: Instant | None

    @classmethod
    def of(cls, link: PublishedListing) -> "PublishedListingRead":
        """The published listing as the API returns it."""
        return cls(
            external_id=link.external_id,
            url=link.url,
            sku=link.sku,
            published_at=link.published_at,
            metered_at=link.metered_at,
        )


class SyncRead(ApiModel):
    """The present or latest sync of a connection, which reads orders and metrics.

    Orders that changed before `orders_until` are stored. `orders` counts the new and changed orders
    of this sync, `metrics` the posts whose metrics it read.
    """

    platform: str
    connection_id: str
    status: SyncStatus
    asked_at: Instant | None
    ended_at: Instant | None
    orders_until: Instant | None
    orders: int
    metrics: int
    problem: str
    remedy: str

    @classmethod
    def of(cls, connection_id: str, sync: Sync) -> "SyncRead":
        """The sync of a connection as the API returns it."""
        return cls(
            platform=sync.platform,
            connection_id=connection_id,
            status=sync.status,
            asked_at=sync.asked_at,
            ended_at=sync.ended_at,
            orders_until=sync.orders_until,
            orders=sync.orders,
            metrics=sync.metrics,
            problem=sync.problem.message if sync.problem else "",
            remedy=sync.problem.remedy if sync.problem else "",
        )
