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
    """A photo's renditions can be fetched."""

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
