"""Runs a queued sync, which reads the orders and metrics of one connection."""

from functions.channels.events import SyncRequested
from functions.channels.wiring.container import container
from kernel.aws.consumers import consumer


@consumer(SyncRequested)
def handler(asked: SyncRequested) -> None:
    """Run the connection's queued sync; a sync that another worker runs is left alone."""
    container().activity.sync.run(asked.owner_id, asked.platform, asked.account_id)
