"""Routes for published listings and for syncs, which read orders and metrics from platforms."""

from functions.channels.schemas.activity import PublishedListingRead, SyncRead
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success

router = Routes(tags=["connections"], example=EXAMPLE)


@router.get("/connections/{connection_id}/listings", owns="connection_id")
def list_published(
    connection_id: str, caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[PublishedListingRead]]:
    """List what Haat published for the caller in the account, the newest first."""
    held = container().connections.connection(caller.owner_id, connection_id)
    page = container().listings.published.page(held.key, limit, cursor)
    return paginated(page.map(PublishedListingRead.of))


@router.post("/connections/{connection_id}/sync", status_code=202, owns="connection_id")
def sync_connection(connection_id: str, caller: Caller) -> Success[SyncRead]:
    """Queue a sync of the caller's orders and metrics, or return the one that is under way."""
    held = container().connections.connection(caller.owner_id, connection_id)
    return success(SyncRead.of(connection_id, container().activity.sync.ask(*held.key)))


@router.get("/connections/{connection_id}/sync", owns="connection_id")
def get_sync(connection_id: str, caller: Caller) -> Success[SyncRead]:
    """Return the state of the connection's present or latest sync."""
    held = container().connections.connection(caller.owner_id, connection_id)
    return success(SyncRead.of(connection_id, container().activity.sync.state(*held.key)))
