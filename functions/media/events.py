"""The domain events of media."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from kernel.events import Event


class ReadyRendition(BaseModel):
    """One size in which a photo is served; `width` and `height` are in pixels."""

    model_config = ConfigDict(frozen=True)

    name: str
    width: int
    height: int
    format: str


class PhotoReady(Event):
    """A worker made a photo ready for the first time; all its renditions can be fetched."""

    source: ClassVar[str] = "media"
    relayed: ClassVar[bool] = True
    photo_id: str
    owner_id: str
    renditions: list[ReadyRendition]


class PhotoRejected(Event):
    """A worker refused an upload or an import, so that it becomes no photo.

    `code` is the stable code of the error, `reason` its explanation for the artisan.
    """

    source: ClassVar[str] = "media"
    relayed: ClassVar[bool] = True
    photo_id: str
    owner_id: str
    code: str
    reason: str


class PhotoReprocessed(Event):
    """A worker processed a ready photo again with new options, or refused to.

    `edition` is the edition that is shown from now on. `refused` is the code of the error that kept
    the earlier edition in place, or "" if the new one was made.
    """

    source: ClassVar[str] = "media"
    photo_id: str
    owner_id: str
    edition: int
    refused: str


class PhotoDeleted(Event):
    """An artisan moved a photo to the trash; she can restore it for thirty days."""

    source: ClassVar[str] = "media"
    photo_id: str
    owner_id: str


class ImportRequested(Event):
    """An artisan asked for an import; media stores the picture's address with the photo."""

    source: ClassVar[str] = "media"
    photo_id: str


class ProcessRequested(Event):
    """An artisan chose new options for a photo; `edition` is the edition to make with them."""

    source: ClassVar[str] = "media"
    photo_id: str
    edition: int
