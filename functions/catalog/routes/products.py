"""The routes of `/products`."""

from functions.catalog.schemas.examples import EXAMPLE
from functions.catalog.schemas.products import ProductCreate, ProductRead, ProductUpdate
from functions.catalog.wiring import container
from kernel.access import Caller, IfMatch, set_etag
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Response

router = Routes(tags=["catalog"], example=EXAMPLE)


@router.post(
    "/products", status_code=201, creates="product_id", example={"VariantWrite.variant_id": None}
)
def add_product(body: ProductCreate, caller: Caller, response: Response) -> Success[ProductRead]:
    """Create a product in the given store, or else in the caller's first store.

    A first store is created for a caller who has none.
    """
    product = container().catalog.add_product(caller.user_id, body.to_product())
    set_etag(response, product.version)
    return success(ProductRead.of(product))


@router.get("/products")
def list_products(
    caller: Caller, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[ProductRead]]:
    """List the caller's products, the newest first."""
    return paginated(
        container().catalog.products(caller.user_id, limit, cursor).map(ProductRead.of)
    )


@router.get("/products/{product_id}", owns="product_id")
def get_product(product_id: str, caller: Caller, response: Response) -> Success[ProductRead]:
    """Return one of the caller's products; an edit needs its ETag as `If-Match`."""
    product = container().catalog.product(caller.user_id, product_id)
    set_etag(response, product.version)
    return success(ProductRead.of(product))


@router.patch("/products/{product_id}", owns="product_id")
def edit_product(
    product_id: str, body: ProductUpdate, caller: Caller, version: IfMatch, response: Response
) -> Success[ProductRead]:
    """Change the given fields of a product, if `If-Match` names its current version."""
    product = container().catalog.edit_product(caller.user_id, product_id, version, body.changes())
    set_etag(response, product.version)
    return success(ProductRead.of(product))
