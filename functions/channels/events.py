"""What channels says."""

from typing import ClassVar

from kernel.events import Event


class ConnectionChanged(Event):
    """A connection came to another status (connected, choose_account, reconnect, …)."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    status: str
