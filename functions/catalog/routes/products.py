"""The routes of `/products`."""

from functions.catalog.model.product import Status
from functions.catalog.schemas.examples import EXAMPLE
from functions.catalog.schemas.products import ProductCreate, ProductRead, ProductUpdate
from functions.catalog.schemas.stock import StockMovementRead, StockRead
from functions.catalog.wiring import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Response
from kernel.web import status as http

router = Routes(tags=["catalog"], example=EXAMPLE)


@router.post(
    "/products",
    status_code=201,
    creates="product_id",
    finds=True,
    example={"VariantWrite.variant_id": None},
)
def start_product(body: ProductCreate, caller: Caller, response: Response) -> Success[ProductRead]:
    """Create a product, or (200) add to the product that the first photograph begins.

    To an existing product the given facts are added, and further photographs behind its own.
    """
    started = container().product_service.start(caller.owner_id, body.to_change())
    if not started.new:
        response.status_code = http.HTTP_200_OK
    set_etag(response, started.product.revision)
    return success(ProductRead.of(started.product))


@router.get("/products")
def list_products(
    caller: Caller,
    status: Status | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Success[Paginated[ProductRead]]:
    """List the caller's products, the newest first; without `status` all but archived ones."""
    page = container().product_service.page(caller.owner_id, status, limit, cursor)
    return paginated(page.map(ProductRead.of))


@router.get("/products/{product_id}", owns="product_id")
def get_product(product_id: str, caller: Caller, response: Response) -> Success[ProductRead]:
    """Return one of the caller's products; an edit needs its ETag as `If-Match`."""
    product = container().product_service.product(caller.owner_id, product_id)
    set_etag(response, product.revision)
    return success(ProductRead.of(product))


@router.get("/products/{product_id}/stock", owns="product_id")
def get_stock(product_id: str, caller: Caller) -> Success[StockRead]:
    """Return how many there are of each variant, and the orders of which pieces are not there."""
    product = container().product_service.product(caller.owner_id, product_id)
    oversold = container().stock_service.oversold(caller.owner_id, product_id)
    return success(StockRead.of(product, oversold))


@router.get("/products/{product_id}/stock/movements", owns="product_id")
def list_stock_movements(
    product_id: str, caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[StockMovementRead]]:
    """List what moved the product's stock, the latest first."""
    container().product_service.product(caller.owner_id, product_id)
    page = container().stock_service.movements(caller.owner_id, product_id, limit, cursor)
    return paginated(page.map(StockMovementRead.of))


@router.patch("/products/{product_id}", owns="product_id")
def edit_product(
    product_id: str, body: ProductUpdate, caller: Caller, version: IfMatch, response: Response
) -> Success[ProductRead]:
    """Change the given fields of a product, if `If-Match` names its current version."""
    change = body.to_change()
    product = container().product_service.update(caller.owner_id, product_id, version, change)
    set_etag(response, product.revision)
    return success(ProductRead.of(product))


@router.delete("/products/{product_id}", owns="product_id")
def archive_product(product_id: str, caller: Caller) -> Success[ProductRead]:
    """Archive a product with its words; it can be restored for thirty days."""
    return success(ProductRead.of(container().product_service.archive(caller.owner_id, product_id)))


@router.post("/products/{product_id}/restore", owns="product_id", ends=True)
def restore_product(product_id: str, caller: Caller, response: Response) -> Success[ProductRead]:
    """Restore an archived product with its words, within thirty days; 410 after that."""
    product = container().product_service.restore(caller.owner_id, product_id)
    set_etag(response, product.revision)
    return success(ProductRead.of(product))
