"""Where an artisan gets the file that a panel's own bulk upload takes."""

from functions.channels import wiring
from functions.channels.model.platforms import platform as known
from functions.channels.schemas import Platform
from functions.channels.schemas.files import ExportCreate, ExportRead
from kernel.access import Caller
from kernel.api import Routes
from kernel.responses import Success, success

router = Routes(tags=["connections"])


@router.post("/connections/{platform}/export")
def make_file(platform: Platform, asked: ExportCreate, caller: Caller) -> Success[ExportRead]:
    """Write approved pieces into the panel's own file; you upload it there, nothing is posted."""
    rendition = known(platform).image.rendition
    pieces = [one.listing(rendition) for one in asked.pieces]
    file = wiring.sessions().file(caller.user_id, platform, pieces)
    return success(ExportRead.of(platform, file))
