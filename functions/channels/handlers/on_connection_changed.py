"""An account was connected: its sales and numbers are read from now on."""

from typing import Any, ClassVar

from functions.channels.errors import ReconnectNeeded
from functions.channels.wiring import activity
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive
from kernel.observability import log_event


class ConnectionChanged(Event):
    """Of channels itself."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    status: str


def consume(event: dict[str, Any]) -> None:
    """Ask for the first reading; the clock asks for those after it."""
    data = receive(ConnectionChanged, event).data
    if data.status != "connected" or not activity.sync().readable(data.platform):
        return
    try:
        activity.sync().ask(data.owner_id, data.platform)
    except ReconnectNeeded:
        log_event("SyncNotAsked", platform=data.platform)  # disconnected again since


handler = idempotent_consumer(consume)
