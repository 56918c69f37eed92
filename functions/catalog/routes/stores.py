"""The routes of `/stores`."""

from functions.catalog.schemas.examples import EXAMPLE
from functions.catalog.schemas.stores import StoreCreate, StoreRead, StoreUpdate
from functions.catalog.wiring import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Response

router = Routes(tags=["catalog"], example=EXAMPLE)


@router.post("/stores", status_code=201, creates="store_id")
def open_store(body: StoreCreate, caller: Caller, response: Response) -> Success[StoreRead]:
    """Create a store."""
    store = container().store_service.create(caller.owner_id, body.to_store())
    set_etag(response, store.version)
    return success(StoreRead.of(store))


@router.get("/stores")
def list_stores(
    caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[StoreRead]]:
    """List the caller's stores, the oldest first."""
    return paginated(
        container().store_service.page(caller.owner_id, limit, cursor).map(StoreRead.of)
    )


@router.get("/stores/{store_id}", owns="store_id")
def get_store(store_id: str, caller: Caller, response: Response) -> Success[StoreRead]:
    """Return one of the caller's stores; an edit needs its ETag as `If-Match`."""
    store = container().store_service.store(caller.owner_id, store_id)
    set_etag(response, store.version)
    return success(StoreRead.of(store))


@router.patch("/stores/{store_id}", owns="store_id")
def edit_store(
    store_id: str, body: StoreUpdate, caller: Caller, version: IfMatch, response: Response
) -> Success[StoreRead]:
    """Change the given fields of a store, if `If-Match` names its current version."""
    store = container().store_service.update(caller.owner_id, store_id, version, body.changes())
    set_etag(response, store.version)
    return success(StoreRead.of(store))
