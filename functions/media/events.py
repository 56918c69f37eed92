"""What media says."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from kernel.events import Event


class ReadyRendition(BaseModel):
    """One size in which the photo can be shown; dimensions in pixels."""

    model_config = ConfigDict(frozen=True)

    name: str
    width: int
    height: int
    format: str


class PhotoReady(Event):
    """A photo's renditions can be fetched, for the first time."""

    source: ClassVar[str] = "media"
    photo_id: str
    owner_id: str
    renditions: list[ReadyRendition]


class PhotoRejected(Event):
    """An upload will not become a photo; `reason` is written for the artisan."""

    source: ClassVar[str] = "media"
    photo_id: str
    owner_id: str
    code: str
    reason: str


class PhotoReprocessed(Event):
    """A photo was to be shown differently; `refused` names what stood against it, if anything."""

    source: ClassVar[str] = "media"
    photo_id: str
    owner_id: str
    edition: int
    refused: str


class PhotoDeleted(Event):
    """A photo left the library; for thirty days it can come back."""

    source: ClassVar[str] = "media"
    photo_id: str
    owner_id: str


class ImportRequested(Event):
    """A picture is to be fetched from the address that is kept with the photo."""

    source: ClassVar[str] = "media"
    photo_id: str


class ProcessRequested(Event):
    """A photo is to be made ready again, as this edition."""

    source: ClassVar[str] = "media"
    photo_id: str
    edition: int
