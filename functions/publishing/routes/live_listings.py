"""The routes of live listings: update, unpublish, read, adopt, and settle what differs there."""

from functions.publishing.model.publication import Publication
from functions.publishing.schemas.examples import EXAMPLE
from functions.publishing.schemas.publications import (
    DriftResolution,
    ListingsUpdate,
    ListingUpdate,
    PublicationRead,
    StockResolution,
)
from functions.publishing.wiring import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success
from kernel.web import status

router = Routes(tags=["publishing"], example=EXAMPLE)


@router.post("/publications/update", status_code=status.HTTP_202_ACCEPTED)
def update_listings(caller: Caller, body: ListingsUpdate) -> Success[list[PublicationRead]]:
    """Begin to update every live listing of a product that does not show it as it is now."""
    begun = container().operation_service.update_all(caller.owner_id, body.product_id)
    return success([_out(one) for one in begun])


@router.patch(
    "/publications/{publication_id}/listing",
    status_code=status.HTTP_202_ACCEPTED,
    owns="publication_id",
)
def update_listing(
    caller: Caller, publication_id: str, body: ListingUpdate | None = None
) -> Success[PublicationRead]:
    """Begin an operation that brings what the live listing does not show yet, and no stock."""
    asked = body or ListingUpdate()
    service = container().operation_service
    found = service.update(caller.owner_id, publication_id, asked.overwrite, asked.accepts)
    return success(_out(found))


@router.delete(
    "/publications/{publication_id}/listing",
    status_code=status.HTTP_202_ACCEPTED,
    owns="publication_id",
)
def unpublish_listing(caller: Caller, publication_id: str) -> Success[PublicationRead]:
    """Begin an operation that takes down what is live."""
    return success(_out(container().operation_service.unpublish(caller.owner_id, publication_id)))


@router.post(
    "/publications/{publication_id}/inspect",
    status_code=status.HTTP_202_ACCEPTED,
    owns="publication_id",
)
def inspect_listing(caller: Caller, publication_id: str) -> Success[PublicationRead]:
    """Begin to read what is there now; what somebody changed there is told as drift."""
    return success(_out(container().operation_service.inspect(caller.owner_id, publication_id)))


@router.post(
    "/publications/{publication_id}/adopt",
    status_code=status.HTTP_202_ACCEPTED,
    owns="publication_id",
)
def adopt_listing(caller: Caller, publication_id: str) -> Success[PublicationRead]:
    """Begin to give our marker to what the artisan says is this piece, although it bears none."""
    return success(_out(container().operation_service.adopt(caller.owner_id, publication_id)))


@router.post("/publications/{publication_id}/drift", owns="publication_id")
def keep_drift(
    caller: Caller, publication_id: str, body: DriftResolution
) -> Success[PublicationRead]:
    """Keep what somebody changed there; to write over it, update with `overwrite`."""
    service = container().operation_service
    return success(_out(service.keep(caller.owner_id, publication_id, body.keep)))


@router.post(
    "/publications/{publication_id}/stock",
    status_code=status.HTTP_202_ACCEPTED,
    owns="publication_id",
)
def set_listing_stock(
    caller: Caller, publication_id: str, body: StockResolution
) -> Success[PublicationRead]:
    """Begin to set the product's numbers there, or take note that a person has done so."""
    service = container().operation_service
    if body.set_by == "person":
        return success(_out(service.restocked_by_hand(caller.owner_id, publication_id)))
    return success(_out(service.restock(caller.owner_id, publication_id)))


def _out(publication: Publication) -> PublicationRead:
    support = container().operation_service.edit_support(publication.platform)
    return PublicationRead.of(publication, support)
