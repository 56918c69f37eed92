"""A connection's sales and numbers are to be read: reads them, and says how it went."""

from typing import Any, ClassVar

from functions.channels.wiring import activity
from kernel.aws.idempotency import idempotent_consumer
from kernel.events import Event, receive


class SyncRequested(Event):
    """Of channels itself."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str


def consume(event: dict[str, Any]) -> None:
    """Read it, unless another worker has it."""
    asked = receive(SyncRequested, event).data
    activity.sync().run(asked.owner_id, asked.platform)


handler = idempotent_consumer(consume)
