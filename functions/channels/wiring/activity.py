"""The parts that read what platforms report of published listings and their orders."""

from functools import cached_property

from functions.channels.adapters.dynamo.published import DynamoSyncs
from functions.channels.adapters.registry import by_platform
from functions.channels.ports.activity import PublishedListings
from functions.channels.ports.webhooks import ChannelOrders
from functions.channels.service.sync import SyncService
from functions.channels.wiring.core import ChannelsCore


class ActivityParts:
    """Syncs of connections."""

    def __init__(
        self, core: ChannelsCore, published: PublishedListings, orders: ChannelOrders
    ) -> None:
        self._core = core
        self._published = published
        self._orders = orders

    @cached_property
    def sync(self) -> SyncService:
        """The service that queues and runs syncs."""
        return SyncService(
            DynamoSyncs(self._core.table, self._core.outbox),
            self._published,
            self._orders,
            self._core.token_access,
            metrics_readers=by_platform(self._core.platforms, lambda one: one.metrics_reader),
            feeds=by_platform(self._core.platforms, lambda one: one.order_feed),
            clock=self._core.clock,
        )
