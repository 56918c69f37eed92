"""Which adapter serves which port of syncs."""

from functools import lru_cache
from typing import TYPE_CHECKING

from functions.channels import wiring
from functions.channels.adapters.dynamo.published import DynamoPublishedListings, DynamoSyncs
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds

if TYPE_CHECKING:
    from functions.channels.service.sync import SyncService


def _table() -> Table:
    return Table(wiring.settings().channels_table)


def _outbox() -> Outbox:
    return Outbox(SystemClock(), RandomIds())


@lru_cache
def published_listings() -> DynamoPublishedListings:
    """The repository of published listings."""
    return DynamoPublishedListings(_table(), _outbox())


@lru_cache
def sync() -> "SyncService":
    """The service that queues and runs syncs."""
    from functions.channels.adapters.dynamo.webhooks import DynamoChannelOrders  # noqa: PLC0415  # few need it
    from functions.channels.service.sync import SyncService  # noqa: PLC0415  # as above

    return SyncService(
        DynamoSyncs(_table(), _outbox()),
        published_listings(),
        DynamoChannelOrders(_table(), _outbox()),
        wiring.token_access(),
        metrics_readers=wiring.platforms().metrics_readers,
        feeds=wiring.platforms().order_feeds,
        clock=SystemClock(),
    )
