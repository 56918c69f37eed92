"""The HTTP API of channels: platforms and the artisan's connections."""

from functions.channels import wiring
from functions.channels.handlers import (
    routes_activity,
    routes_files,
    routes_keys,
    routes_leads,
    routes_manual_post,
    routes_oauth,
    routes_preferences,
    routes_sessions,
)
from functions.channels.model.connection import Connection
from functions.channels.model.platforms import PLATFORMS
from functions.channels.schemas import (
    AccountChoice,
    ConnectionDeleted,
    ConnectionRead,
    Platform,
)
from functions.channels.schemas.capabilities import CapabilitiesRead
from functions.channels.wiring import listing_edits
from kernel.access import Caller
from kernel.api import Routes, create_api, lambda_handler
from kernel.pages import Page
from kernel.responses import Paginated, Success, paginated, success

router = Routes()


@router.get("/channels", tags=["channels"])
def list_channels(_: Caller) -> Success[Paginated[CapabilitiesRead]]:
    """Every platform, with what it can do and what it will have."""
    return paginated(Page(PLATFORMS).map(CapabilitiesRead.of))


@router.get("/connections", tags=["connections"])
def list_connections(caller: Caller) -> Success[Paginated[ConnectionRead]]:
    """Your connections, one for each platform."""
    off = listing_edits.preferences().disabled(caller.user_id)
    page = Page(wiring.connections().connections(caller.user_id))
    return paginated(page.map(lambda one: ConnectionRead.of(one, enabled=one.platform not in off)))


@router.post("/connections/{platform}/account", tags=["connections"])
def choose_account(
    platform: Platform, chosen: AccountChoice, caller: Caller
) -> Success[ConnectionRead]:
    """Say which of several accounts is meant."""
    held = wiring.connections().choose(caller.user_id, platform, chosen.account_id)
    return success(ConnectionRead.of(held, enabled=_is_enabled(held)))


@router.post("/connections/{platform}/test", tags=["connections"])
def check_connection(platform: Platform, caller: Caller) -> Success[ConnectionRead]:
    """Ask the platform whether the connection works."""
    held = wiring.webhook_subscriptions().mended(
        wiring.connections().test(caller.user_id, platform)
    )
    return success(ConnectionRead.of(held, enabled=_is_enabled(held)))


@router.delete("/connections/{platform}", tags=["connections"])
def disconnect(platform: Platform, caller: Caller) -> Success[ConnectionDeleted]:
    """Give the permission back and forget the connection."""
    wiring.connections().disconnect(caller.user_id, platform)
    return success(ConnectionDeleted(platform=platform))


def _is_enabled(held: Connection) -> bool:
    return listing_edits.preferences().preferences(held.owner_id, held.platform).enabled


_MORE = (
    routes_manual_post,
    routes_oauth,
    routes_files,
    routes_keys,
    routes_leads,
    routes_preferences,
    routes_activity,
    routes_sessions,
)
app = create_api("channels", router, *(one.router for one in _MORE))
handler = lambda_handler(app)
