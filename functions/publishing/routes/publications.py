"""The routes of publications: where a product is shown, and what may be done there."""

from typing import Annotated

from functions.publishing.model.parts import Behind
from functions.publishing.model.publication import Publication
from functions.publishing.schemas.examples import EXAMPLE
from functions.publishing.schemas.publications import (
    NOT_BEHIND,
    PublicationRead,
    ResolutionCreate,
)
from functions.publishing.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.paging import Cursor, Limit
from kernel.responses import Paginated, Success, paginated, success
from kernel.web import Query

router = Routes(tags=["publishing"], example=EXAMPLE)

ProductId = Annotated[str | None, Query(min_length=1, max_length=64)]


@router.get("/publications")
def list_publications(
    caller: Caller, product_id: ProductId = None, limit: Limit = 50, cursor: Cursor = None
) -> Success[Paginated[PublicationRead]]:
    """List where the caller's products are or were shown, newest first; of one product all.

    Of one product it is told too what each place does not show yet.
    """
    found = container().post_service.shown(caller.owner_id, product_id, limit, cursor)
    behind = container().present_listings.behind(found.items) if product_id else {}
    return paginated(found.map(lambda one: _out(one, behind.get(one.publication_id, NOT_BEHIND))))


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


def _out(publication: Publication, behind: Behind = NOT_BEHIND) -> PublicationRead:
    support = container().operation_service.edit_support(publication.platform)
    return PublicationRead.of(publication, support, behind)
