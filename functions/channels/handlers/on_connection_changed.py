"""Queues the first sync of a connection that was just connected."""

from functions.channels.errors import ReconnectNeeded
from functions.channels.events import ConnectionChanged
from functions.channels.wiring.container import container
from kernel.aws.consumers import consumer
from kernel.observability import log_event


@consumer(ConnectionChanged)
def handler(data: ConnectionChanged) -> None:
    """Queue a sync for a connected account whose platform gives orders or metrics."""
    if data.status != "connected" or not container().activity.sync.readable(data.platform):
        return
    try:
        container().activity.sync.ask(data.owner_id, data.platform, data.account_id)
    except ReconnectNeeded:
        log_event("SyncNotAsked", platform=data.platform)  # disconnected again since
