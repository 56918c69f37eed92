"""The route that stores the browser session of a login to a seller panel."""

from collections.abc import Mapping

from functions.channels.schemas.connections import ConnectionRead, PanelSessionCreate, Platform
from functions.channels.schemas.examples import EXAMPLE as COMMON
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"], example=COMMON)

EXAMPLE: Mapping[str, object] = {"platform": "meesho"}


@router.put("/connections/{platform}/session", creates="connection_id", example=EXAMPLE)
def keep_session(
    platform: Platform, kept: PanelSessionCreate, caller: Caller
) -> Success[ConnectionRead]:
    """Connect a seller panel with the browser session of a login that the caller made."""
    held = container().panels.sessions.keep(
        caller.owner_id, platform, kept.storage_state, kept.maker, kept.account
    )
    requested = container().listings.preferences.preferences(*held.key)
    return success(ConnectionRead.of(held, enabled=requested.enabled))
