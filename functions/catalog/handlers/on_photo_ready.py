"""Makes a product of each photograph that is ready and belongs to none."""

from typing import ClassVar

from functions.catalog.wiring import container
from kernel.aws.consumers import consumer
from kernel.events import Event


class PhotoReady(Event):
    """The fields that this handler reads of media/PhotoReady."""

    source: ClassVar[str] = "media"

    photo_id: str
    owner_id: str


@consumer(PhotoReady)
def handler(photo: PhotoReady) -> None:
    """Create the photograph's product, unless it belongs to one already."""
    container().product_service.begin_from_photo(photo.owner_id, photo.photo_id)
