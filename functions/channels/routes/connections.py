"""The HTTP API of channels: platforms and the artisan's connections to accounts on them."""

from functions.channels.model.connection import Connection
from functions.channels.model.platforms import PLATFORMS
from functions.channels.model.platforms import platform as known
from functions.channels.schemas.capabilities import CapabilitiesRead
from functions.channels.schemas.connections import (
    AccountChoice,
    ConnectionDeleted,
    ConnectionRead,
    PendingConnectionRead,
    Platform,
)
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.pages import Page
from kernel.responses import Paginated, Success, paginated, success

router = Routes(example=EXAMPLE)


@router.get("/channels", tags=["channels"])
def list_channels() -> Success[Paginated[CapabilitiesRead]]:
    """List every platform with its limits, its features and the inputs that it needs."""
    return paginated(Page(PLATFORMS).map(CapabilitiesRead.of))


@router.get("/connections", tags=["connections"])
def list_connections(caller: Caller) -> Success[Paginated[ConnectionRead]]:
    """List the caller's connections: one per account, the oldest first."""
    off = container().listings.preferences.disabled(caller.owner_id)
    page = Page(container().connections.connections(caller.owner_id))
    return paginated(page.map(lambda one: ConnectionRead.of(one, enabled=one.key not in off)))


@router.get("/connections/pending", tags=["connections"])
def list_pending_connections(caller: Caller) -> Success[Paginated[PendingConnectionRead]]:
    """List authorizations that wait for the choice of an account, and those that failed."""
    page = Page(container().authorizations.pending(caller.owner_id))
    return paginated(page.map(PendingConnectionRead.of))


@router.post("/connections/{platform}/account", tags=["connections"])
def choose_account(
    platform: Platform, chosen: AccountChoice, caller: Caller
) -> Success[ConnectionRead]:
    """Connect one of the accounts of a pending connection; other connections stay as they are."""
    held = container().authorizations.choose(
        caller.owner_id, known(platform).platform, chosen.pending_id, chosen.account_id
    )
    return success(ConnectionRead.of(held, enabled=_is_enabled(held)))


@router.post("/connections/{connection_id}/test", tags=["connections"], owns="connection_id")
def check_connection(connection_id: str, caller: Caller) -> Success[ConnectionRead]:
    """Test the connection with a call to the platform and return its new state.

    A seller panel has no such call: only the end of its login is checked. A missing webhook
    endpoint is registered again.
    """
    held = container().webhooks.subscriptions.resubscribe_if_missing(
        container().connections.test(caller.owner_id, connection_id)
    )
    return success(ConnectionRead.of(held, enabled=_is_enabled(held)))


@router.delete("/connections/{connection_id}", tags=["connections"], owns="connection_id")
def disconnect(connection_id: str, caller: Caller) -> Success[ConnectionDeleted]:
    """Revoke the permission, where the platform has a call for it, and delete the connection.

    Other accounts on the platform stay connected.
    """
    container().connections.disconnect(caller.owner_id, connection_id)
    return success(ConnectionDeleted(connection_id=connection_id))


def _is_enabled(held: Connection) -> bool:
    return container().listings.preferences.preferences(*held.key).enabled
