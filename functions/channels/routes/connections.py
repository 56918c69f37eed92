"""The HTTP API of channels: platforms and the artisan's connections to them."""

from functions.channels.model.connection import Connection
from functions.channels.model.platforms import PLATFORMS
from functions.channels.schemas.capabilities import CapabilitiesRead
from functions.channels.schemas.connections import (
    AccountChoice,
    ConnectionDeleted,
    ConnectionRead,
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
    """List the caller's connections: one per platform, also where nothing is connected."""
    off = container().listings.preferences.disabled(caller.user_id)
    page = Page(container().connections.connections(caller.user_id))
    return paginated(page.map(lambda one: ConnectionRead.of(one, enabled=one.platform not in off)))


@router.post("/connections/{platform}/account", tags=["connections"])
def choose_account(
    platform: Platform, chosen: AccountChoice, caller: Caller
) -> Success[ConnectionRead]:
    """Connect one of the accounts that the consent covers.

    The connection is in status `choose_account` and lists them in `accounts`.
    """
    held = container().connections.choose(caller.user_id, platform, chosen.account_id)
    return success(ConnectionRead.of(held, enabled=_is_enabled(held)))


@router.post("/connections/{platform}/test", tags=["connections"])
def check_connection(platform: Platform, caller: Caller) -> Success[ConnectionRead]:
    """Test the connection with a call to the platform and return its new state.

    A seller panel has no such call: only the end of its login is checked. A missing webhook
    endpoint is registered again.
    """
    held = container().webhooks.subscriptions.resubscribe_if_missing(
        container().connections.test(caller.user_id, platform)
    )
    return success(ConnectionRead.of(held, enabled=_is_enabled(held)))


@router.delete("/connections/{platform}", tags=["connections"])
def disconnect(platform: Platform, caller: Caller) -> Success[ConnectionDeleted]:
    """Revoke the permission, where the platform has a call for it, and delete the connection."""
    container().connections.disconnect(caller.user_id, platform)
    return success(ConnectionDeleted(platform=platform))


def _is_enabled(held: Connection) -> bool:
    return container().listings.preferences.preferences(held.owner_id, held.platform).enabled
