"""Goes on with what waits for an account, once that is connected."""

from typing import ClassVar

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event

CONNECTED = "connected"


class ConnectionChanged(Event):
    """The fields that this handler reads of channels/ConnectionChanged."""

    source: ClassVar[str] = "channels"

    owner_id: str
    platform: str
    account_id: str
    status: str


@consumer(ConnectionChanged)
def handler(connection: ConnectionChanged) -> None:
    """Resume the operations that wait for this account."""
    if connection.status == CONNECTED:
        account = AccountRef(connection.platform, connection.account_id)
        container().stock_follower.resume(connection.owner_id, account)
