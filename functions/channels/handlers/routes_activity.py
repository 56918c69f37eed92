"""What was published where, and reading back what platforms know of it."""

from typing import Annotated

from functions.channels.model.platforms import platform as known
from functions.channels.schemas import Platform
from functions.channels.schemas.activity import PublishedListingRead, SyncRead
from functions.channels.wiring import activity
from kernel.access import Caller
from kernel.api import Routes
from kernel.pages import MOST
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query

router = Routes(tags=["connections"])

Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=1000)]


@router.get("/connections/{platform}/listings")
def list_published(
    platform: Platform, caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[PublishedListingRead]]:
    """What Haat published for you on the platform, the newest first."""
    page = activity.published_listings().page(
        caller.user_id, known(platform).platform, limit, cursor
    )
    return paginated(page.map(PublishedListingRead.of))


@router.post("/connections/{platform}/sync", status_code=202)
def sync_connection(platform: Platform, caller: Caller) -> Success[SyncRead]:
    """Read your sales and your posts' numbers now; while one runs, the answer is that one."""
    return success(SyncRead.of(activity.sync().ask(caller.user_id, platform)))


@router.get("/connections/{platform}/sync")
def get_sync(platform: Platform, caller: Caller) -> Success[SyncRead]:
    """How far the reading is."""
    return success(SyncRead.of(activity.sync().state(caller.user_id, platform)))
