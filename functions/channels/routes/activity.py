"""Routes for published listings and for syncs, which read orders and metrics from platforms."""

from functions.channels.model.platforms import platform as known
from functions.channels.schemas.activity import PublishedListingRead, SyncRead
from functions.channels.schemas.connections import Platform
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success

router = Routes(tags=["connections"], example=EXAMPLE)


@router.get("/connections/{platform}/listings")
def list_published(
    platform: Platform, caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[PublishedListingRead]]:
    """List what Haat published for the caller on the platform, the newest first."""
    page = container().listings.published.page(
        caller.user_id, known(platform).platform, limit, cursor
    )
    return paginated(page.map(PublishedListingRead.of))


@router.post("/connections/{platform}/sync", status_code=202)
def sync_connection(platform: Platform, caller: Caller) -> Success[SyncRead]:
    """Queue a sync of the caller's orders and metrics, or return the one that is under way."""
    return success(SyncRead.of(container().activity.sync.ask(caller.user_id, platform)))


@router.get("/connections/{platform}/sync")
def get_sync(platform: Platform, caller: Caller) -> Success[SyncRead]:
    """Return the state of the connection's present or latest sync."""
    return success(SyncRead.of(container().activity.sync.state(caller.user_id, platform)))
