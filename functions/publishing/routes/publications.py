"""The routes of publications: where a product is shown, and what may be done there."""

from typing import Annotated

from functions.publishing.model.publication import Publication
from functions.publishing.schemas import EXAMPLE, PublicationRead, ResolutionCreate
from functions.publishing.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query, status

router = Routes(tags=["publishing"], example=EXAMPLE)

ProductId = Annotated[str | None, Query(min_length=1, max_length=64)]


@router.get("/publications")
def list_publications(
    caller: Caller, product_id: ProductId = None, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[PublicationRead]]:
    """List where the caller's products are or were shown, newest first; of one product all."""
    found = container().post_service.shown(caller.owner_id, product_id, limit, cursor)
    return paginated(found.map(_out))


@router.get("/publications/{publication_id}", owns="publication_id")
def get_publication(caller: Caller, publication_id: str) -> Success[PublicationRead]:
    """Return one publication as it stands."""
    return success(_out(container().post_service.publication(caller.owner_id, publication_id)))


@router.post("/publications/{publication_id}/resolve", owns="publication_id")
def resolve_publication(
    caller: Caller, publication_id: str, body: ResolutionCreate
) -> Success[PublicationRead]:
    """Settle an unknown outcome by what the artisan saw on the platform."""
    found = container().post_service.resolve(caller.owner_id, publication_id, body.found_at())
    return success(_out(found))


@router.patch(
    "/publications/{publication_id}/listing",
    status_code=status.HTTP_202_ACCEPTED,
    owns="publication_id",
)
def update_listing(caller: Caller, publication_id: str) -> Success[PublicationRead]:
    """Begin an operation that updates what is live to the present words and product."""
    return success(_out(container().operation_service.update(caller.owner_id, publication_id)))


@router.delete(
    "/publications/{publication_id}/listing",
    status_code=status.HTTP_202_ACCEPTED,
    owns="publication_id",
)
def unpublish_listing(caller: Caller, publication_id: str) -> Success[PublicationRead]:
    """Begin an operation that takes down what is live."""
    return success(_out(container().operation_service.unpublish(caller.owner_id, publication_id)))


def _out(publication: Publication) -> PublicationRead:
    support = container().operation_service.edit_support(publication.platform)
    return PublicationRead.of(publication, support)
