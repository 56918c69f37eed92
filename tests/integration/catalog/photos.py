"""Photographs of an artisan, which products may show."""

from functions.media.adapters.dynamo import DynamoPhotos
from functions.media.model.photo import Photo, Refusal
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from tests.clocks import now

ONE, TWO, NINE = (f"photo_{number:026d}" for number in (1, 2, 9))


def upload(owner_id: str, photo_id: str, *, refused: bool = False) -> None:
    """A photo of this owner's whose file is on its way, or was refused."""
    photo = Photo(photo_id, owner_id, "vase.jpg", now())
    if refused:
        photo = photo.rejected(Refusal("damaged", "It is damaged.", "Again."))
    DynamoPhotos(Table("haat-media"), Outbox(SystemClock(), RandomIds())).add(photo)
