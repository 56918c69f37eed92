"""The route that writes products into the file for a seller panel's own bulk upload."""

from functions.channels.model.platforms import platform as known
from functions.channels.schemas.examples import EXAMPLE
from functions.channels.schemas.files import ExportCreate, ExportRead
from functions.channels.wiring.container import container
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"], example=EXAMPLE)


@router.post("/connections/{connection_id}/export", owns="connection_id")
def make_file(connection_id: str, asked: ExportCreate, caller: Caller) -> Success[ExportRead]:
    """Write approved pieces into the panel's .xlsx file, for the caller to upload in the panel."""
    held = container().connections.connection(caller.owner_id, connection_id)
    rendition = known(held.platform).image.rendition
    pieces = [one.listing(rendition) for one in asked.pieces]
    file = container().panels.sessions.file(*held.key, pieces)
    return success(ExportRead.of(held.platform, file))
