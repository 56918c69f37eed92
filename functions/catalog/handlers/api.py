"""HTTP API of catalog: stores and products."""

from typing import Annotated

from functions.catalog.schemas import (
    ProductCreate,
    ProductRead,
    ProductUpdate,
    StoreCreate,
    StoreRead,
    StoreUpdate,
)
from functions.catalog.wiring import service
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes, create_api, lambda_handler
from kernel.pages import MOST
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, Response

router = Routes(tags=["catalog"])

Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=1000)]


@router.post("/stores", status_code=201)
def open_store(body: StoreCreate, caller: Caller, response: Response) -> Success[StoreRead]:
    """Open a store."""
    store = service().open_store(caller.user_id, body.to_store())
    set_etag(response, store.version)
    return success(StoreRead.of(store))


@router.get("/stores")
def list_stores(
    caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[StoreRead]]:
    """One's stores, the first one first."""
    return paginated(service().stores(caller.user_id, limit, cursor).map(StoreRead.of))


@router.get("/stores/{store_id}")
def get_store(store_id: str, caller: Caller, response: Response) -> Success[StoreRead]:
    """One store; its ETag is for the next edit."""
    store = service().store(caller.user_id, store_id)
    set_etag(response, store.version)
    return success(StoreRead.of(store))


@router.patch("/stores/{store_id}")
def edit_store(
    store_id: str, body: StoreUpdate, caller: Caller, version: IfMatch, response: Response
) -> Success[StoreRead]:
    """Change a store."""
    store = service().edit_store(caller.user_id, store_id, version, body.changes())
    set_etag(response, store.version)
    return success(StoreRead.of(store))


@router.post("/products", status_code=201)
def add_product(body: ProductCreate, caller: Caller, response: Response) -> Success[ProductRead]:
    """Put something up for sale."""
    product = service().add_product(caller.user_id, body.to_product())
    set_etag(response, product.version)
    return success(ProductRead.of(product))


@router.get("/products")
def list_products(
    caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[ProductRead]]:
    """One's products, the newest first."""
    return paginated(service().products(caller.user_id, limit, cursor).map(ProductRead.of))


@router.get("/products/{product_id}")
def get_product(product_id: str, caller: Caller, response: Response) -> Success[ProductRead]:
    """One product; its ETag is for the next edit."""
    product = service().product(caller.user_id, product_id)
    set_etag(response, product.version)
    return success(ProductRead.of(product))


@router.patch("/products/{product_id}")
def edit_product(
    product_id: str, body: ProductUpdate, caller: Caller, version: IfMatch, response: Response
) -> Success[ProductRead]:
    """Change a product."""
    product = service().edit_product(caller.user_id, product_id, version, body.changes())
    set_etag(response, product.version)
    return success(ProductRead.of(product))


app = create_api("catalog", router)
handler = lambda_handler(app)
