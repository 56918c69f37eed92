"""The route that stores the browser session of a login to a seller panel."""

from functions.channels.schemas.connections import ConnectionRead, PanelSessionCreate, Platform
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"], example=EXAMPLE)


@router.put("/connections/{platform}/session")
def keep_session(
    platform: Platform, kept: PanelSessionCreate, caller: Caller
) -> Success[ConnectionRead]:
    """Connect a seller panel with the browser session of a login that the caller made."""
    held = container().panels.sessions.keep(
        caller.user_id, platform, kept.storage_state, kept.maker
    )
    requested = container().listings.preferences.preferences(caller.user_id, platform)
    return success(ConnectionRead.of(held, enabled=requested.enabled))
