"""Syncs connections: channel orders since the last time, and the metrics of young posts."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from functions.channels.errors import (
    NothingToRead,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.events import MetricsRecorded, SyncChanged, SyncRequested
from functions.channels.model.connection import LastError
from functions.channels.model.metrics import Metrics
from functions.channels.model.platforms import platform as known
from functions.channels.model.published_listings import METERED_FOR, PublishedListing
from functions.channels.model.syncs import Sync
from functions.channels.ports.activity import MetricsReader, OrderFeed, PublishedListings, Syncs
from functions.channels.ports.webhooks import ChannelOrders
from functions.channels.service.token_access import TokenAccess
from functions.channels.service.webhook_processor import reported
from kernel.clock import Clock
from kernel.errors import Problem, StaleWrite, TryLater
from kernel.observability import log_event, log_failure
from kernel.sweeps import SET_ASIDE, in_batches, sweep

_BATCH = 50
_ROUNDS = 20
_LINKS = 50
_SECONDS = 200.0
BUDGET = timedelta(minutes=8)
"""A worker reads no longer than this, and hands the rest on."""


class SyncService:
    """Queues and runs syncs; one at a time runs for each connection."""

    def __init__(  # noqa: PLR0913  # its ports
        self,
        syncs: Syncs,
        published_listings: PublishedListings,
        orders: ChannelOrders,
        access: TokenAccess,
        *,
        metrics_readers: Mapping[str, MetricsReader],
        feeds: Mapping[str, OrderFeed],
        clock: Clock,
        budget: timedelta = BUDGET,
    ) -> None:
        self._syncs = syncs
        self._published = published_listings
        self._orders = orders
        self._access = access
        self._metrics_readers = metrics_readers
        self._feeds = feeds
        self._clock = clock
        self._budget = budget

    def readable(self, platform: str) -> bool:
        """Whether the platform gives metrics or channel orders when it is asked."""
        return platform in self._metrics_readers or platform in self._feeds

    def state(self, owner_id: str, platform: str, account_id: str) -> Sync:
        """The state of the account's sync."""
        return self._syncs.get(owner_id, known(platform).platform, account_id)

    def ask(self, owner_id: str, platform: str, account_id: str) -> Sync:
        """Queue a sync of the connection; answers the one that is on its way, if there is one.

        Raises `NothingToRead` and `NotConnected`.
        """
        capabilities = known(platform)
        if not self.readable(platform):
            raise NothingToRead(capabilities.name)
        connection = self._access.connected(owner_id, platform, account_id)
        sync = self._syncs.get(owner_id, platform, account_id)
        now = self._clock.now()
        if sync.busy(now):
            return sync
        queued = sync.queued(connection.connection_id, now)
        try:
            return self._syncs.save(queued, _requested(queued), _changed(queued))
        except StaleWrite:
            return self._syncs.get(owner_id, platform, account_id)  # asked for at this very moment

    def ask_due(self) -> int:
        """Queue all syncs that are due; answers for how many that succeeded."""
        now = self._clock.now()
        asked = sweep(
            in_batches(lambda size: self._syncs.due(now, size), _BATCH, _ROUNDS),
            self._ask_again,
            failure="SyncNotAsked",
            move_on=lambda sync: self._syncs.postpone(sync, now + SET_ASIDE),
            facts=lambda sync: {"platform": sync.platform},
            seconds=_SECONDS,
        )
        return sum(asked.results)

    def _ask_again(self, sync: Sync) -> bool:
        try:
            self.ask(*sync.key)
        except ReconnectNeeded as broken:
            why = LastError(broken.message, broken.remedy)
            stopped = sync.stopped(self._clock.now(), why)
        except Problem as problem:
            log_failure("SyncNotAsked", problem, platform=sync.platform)
            why = LastError(problem.message, problem.remedy)
            stopped = sync.put_off(self._clock.now(), why, 0)
        else:
            return True
        self._ended(sync, stopped)
        return False

    def run(self, owner_id: str, platform: str, account_id: str) -> Sync:
        """Run the sync that is queued; one that another worker runs is left alone."""
        sync = self._syncs.get(owner_id, platform, account_id)
        now = self._clock.now()
        if sync.status != "queued" and (sync.status != "running" or sync.busy(now)):
            return sync
        try:
            self._access.connected(owner_id, platform, account_id)
            sync = self._kept(sync.begun(now))
            sync = self._read(sync, now + self._budget)
        except StaleWrite:
            return self._syncs.get(owner_id, platform, account_id)  # somebody else has it now
        except Problem as problem:
            return self._failed(sync, problem)
        log_event("Synced", platform=platform, orders=sync.orders, metrics=sync.metrics)
        return sync

    def _read(self, sync: Sync, until: datetime) -> Sync:
        sync = self._read_orders(sync, until)
        if not sync.page:
            sync, whole = self._read_metrics(sync, until)
            if whole:
                return self._kept(sync.done(self._clock.now()))
        handed = sync.handed_on(self._clock.now())
        return self._syncs.save(handed, _requested(handed), _changed(handed))

    def _read_orders(self, sync: Sync, until: datetime) -> Sync:
        feed = self._feeds.get(sync.platform)
        if feed is None:
            return sync
        sync = sync.reading(self._clock.now())
        while True:
            sync = self._read_page(feed, sync)
            if not sync.page or self._clock.now() >= until:
                return sync

    def _read_page(self, feed: OrderFeed, sync: Sync) -> Sync:
        since = sync.since or self._clock.now()
        owner, at = sync.owner_id, sync.page
        page = self._access.use(*sync.key, lambda one: feed.orders(one, owner, since, at))
        kept = sum(
            self._orders.keep(order, reported(order, sync.connection_id)) for order in page.orders
        )
        # Only now: a worker that dies before this reads the page again, and keeps nothing twice.
        return self._kept(sync.paged(page, kept))

    def _read_metrics(self, sync: Sync, until: datetime) -> tuple[Sync, bool]:
        """Read the metrics that are due; answers the counted sync, and whether all were read."""
        metrics_reader = self._metrics_readers.get(sync.platform)
        if metrics_reader is None:
            return sync, True
        read = 0
        for published in self._young(sync):
            if self._clock.now() >= until:
                return sync.metrics_read(read), False
            read += self._read_metrics_of(metrics_reader, published, sync.connection_id)
        return sync.metrics_read(read), True

    def _young(self, sync: Sync) -> Iterator[PublishedListing]:
        cursor: str | None = None
        while True:
            page = self._published.page(sync.key, _LINKS, cursor)
            for published in page.items:
                now = self._clock.now()
                if now - published.published_at > METERED_FOR:
                    return
                if published.to_be_metered(now):
                    yield published
            cursor = page.next_cursor
            if cursor is None:
                return

    def _read_metrics_of(
        self, metrics_reader: MetricsReader, published: PublishedListing, connection_id: str
    ) -> bool:
        try:
            metrics = self._access.use(
                *published.key, lambda one: metrics_reader.metrics(one, published)
            )
        except (Rejected, StartOver) as gone:
            # One post that was deleted there must not keep the others from being read.
            log_failure("MetricsNotRead", gone, platform=published.platform)
            self._published.metrics_read(published, self._clock.now())
            return False
        recorded = _metrics_recorded(published, connection_id, metrics)
        events = [recorded] if metrics.known else []
        self._published.metrics_read(published, self._clock.now(), *events)
        return bool(events)

    def _kept(self, sync: Sync) -> Sync:
        return self._syncs.save(sync, _changed(sync))

    def _failed(self, before: Sync, problem: Problem) -> Sync:
        sync = self._syncs.get(*before.key)
        log_failure("SyncFailed", problem, platform=sync.platform)
        now, why = self._clock.now(), LastError(problem.message, problem.remedy)
        if isinstance(problem, ReconnectNeeded):
            return self._ended(sync, sync.stopped(now, why))
        if isinstance(problem, Rejected):
            return self._ended(sync, sync.refused(now, why))
        after = problem.after if isinstance(problem, TryLater) else 0
        return self._ended(sync, sync.put_off(now, why, after))

    def _ended(self, before: Sync, ended: Sync) -> Sync:
        try:
            return self._kept(ended)
        except StaleWrite:
            return self._syncs.get(*before.key)


def _requested(sync: Sync) -> SyncRequested:
    return SyncRequested(
        owner_id=sync.owner_id,
        platform=sync.platform,
        account_id=sync.account_id,
        connection_id=sync.connection_id,
    )


def _changed(sync: Sync) -> SyncChanged:
    return SyncChanged(
        owner_id=sync.owner_id,
        platform=sync.platform,
        account_id=sync.account_id,
        connection_id=sync.connection_id,
        status=sync.status,
        orders=sync.orders,
        metrics=sync.metrics,
    )


def _metrics_recorded(
    published: PublishedListing, connection_id: str, metrics: Metrics
) -> MetricsRecorded:
    return MetricsRecorded(
        owner_id=published.owner_id,
        platform=published.platform,
        account_id=published.account_id,
        connection_id=connection_id,
        external=published.external_id,
        marker=published.marker,
        values=metrics.known,
        as_of=metrics.as_of,
        late_hours=round(metrics.late.total_seconds() / 3600),
    )
