"""Checks the health of one connection at a time, from a queue."""

from functions.channels.events import HealthCheckRequested
from functions.channels.wiring.container import container
from kernel.aws.consumers import queue_consumer


@queue_consumer(HealthCheckRequested)
def handler(asked: HealthCheckRequested) -> None:
    """Check the connection; a message that comes twice checks it twice, which does no harm."""
    container().connection_health.check(asked.owner_id, asked.platform, asked.account_id)
