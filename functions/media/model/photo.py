"""A photo and its states: uploading, then ready or rejected; processed again at any time."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.media.model.crop import CENTRE, Point
from functions.media.model.processing_options import (
    Background,
    Credit,
    ProcessedImage,
    ProcessingOptions,
)
from functions.media.model.recipes import Format, Recipe

Status = Literal["uploading", "ready", "rejected"]

UPLOADS = "uploads/"
"""The prefix of originals; browsers and the import worker write, workers and the owner read."""

KEPT_AFTER_DELETION = timedelta(days=30)

WORKER_LIMIT = timedelta(minutes=15)
"""The age at which a worker's three tries are surely over."""
TRIES = 3
"""How often the sweep asks a worker again before it ends what nobody finished."""
UPLOAD_LIMIT = timedelta(hours=24)
"""How long an upload may take until its file is there, on a slow line with pauses."""
LOOK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published size of a photo; `key` is the object key in the photo bucket.

    `enlarged_from` is how wide the photograph shows the same, 0 unless that is less than `width`.
    """

    name: str
    format: Format
    width: int
    height: int
    bytes: int
    key: str
    enlarged_from: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a photo was rejected or new options refused, and what to do, in words for the artisan."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A multipart upload: S3's id, the announced size, and the size of one part."""

    upload_id: str
    size: int
    part_size: int

    @property
    def count(self) -> int:
        """How many parts there are."""
        return -(-self.size // self.part_size)

    def length(self, number: int) -> int:
        """The bytes of the part with this number, from 1; the last part is shorter."""
        return min(self.part_size, self.size - (number - 1) * self.part_size)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of an artisan.

    `edition` counts how often a worker made it ready, each with keys of its own: a published
    picture never changes under its viewers. `asked` is the edition that a worker is making, 0 for
    none; `refusal` says why the latest options were refused. `revision` counts every change.
    `source` is the address of an import. At `sweep_at` the sweep looks at what is unfinished;
    `tries` counts how often it asked a worker again.
    """

    photo_id: str
    owner_id: str
    filename: str
    created_at: datetime
    status: Status = "uploading"
    renditions: tuple[Rendition, ...] = ()
    reason: Refusal | None = None
    parts: Parts | None = None
    size: int = 0
    width: int = 0
    height: int = 0
    kind: str = ""
    placeholder: str = ""
    fingerprint: str = ""
    focal: Point = CENTRE
    options: ProcessingOptions = field(default_factory=ProcessingOptions)
    credit: Credit = field(default_factory=Credit)
    duplicate_of: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    edition: int = 0
    asked: int = 0
    refusal: Refusal | None = None
    deleted_at: datetime | None = None
    source: str = ""
    sweep_at: datetime | None = None
    tries: int = 0
    revision: int = 1

    @property
    def is_unfinished(self) -> bool:
        """Whether the photo waits for its file or for a worker."""
        return self.status == "uploading" or self.asked > 0

    @property
    def upload_key(self) -> str:
        """The object key of the original."""
        return f"{UPLOADS}{self.photo_id}"

    @property
    def folder_key(self) -> str:
        """The key prefix of all the photo's renditions."""
        return f"media/{self.photo_id}/"

    def rendition_key(self, recipe: Recipe, edition: int = 1) -> str:
        """The object key of a rendition; public below `/media/`."""
        version = "" if edition <= 1 else f"v{edition}/"
        return f"{self.folder_key}{version}{recipe.name}.{recipe.extension}"

    def ready(self, made: ProcessedImage, renditions: tuple[Rendition, ...], size: int) -> "Photo":
        """The photo in state `ready`, with the outcome of its first or a later processing."""
        return replace(
            self,
            status="ready",
            renditions=renditions,
            parts=None,
            size=size,
            width=made.width,
            height=made.height,
            kind=made.kind,
            placeholder=made.thumbhash,
            fingerprint=made.fingerprint,
            focal=made.focal,
            credit=made.credit,
            edition=max(1, self.asked),
            asked=0,
            reason=None,
            refusal=None,
            sweep_at=None,
            tries=0,
        )

    def rejected(self, reason: Refusal) -> "Photo":
        """The photo in state `rejected`, with the reason."""
        return replace(
            self, status="rejected", reason=reason, parts=None, asked=0, sweep_at=None, tries=0
        )

    def awaited(self, now: datetime) -> "Photo":
        """The unfinished photo, asked for anew: a new limit for its worker, and all its tries."""
        return replace(self, sweep_at=now + WORKER_LIMIT, tries=0)

    def looked_at(self, now: datetime) -> "Photo":
        """The photo whose file has not come yet, to be looked at again in an hour at the latest."""
        return replace(self, sweep_at=min(now + LOOK_AGAIN, self.created_at + UPLOAD_LIMIT))

    def tried_again(self, now: datetime) -> "Photo":
        """The photo for which the sweep asks a worker once more."""
        return replace(self.awaited(now), tries=self.tries + 1)

    def with_options(self, focal: Point | None, background: Background, *, light: bool) -> "Photo":
        """The photo with new options and a new `asked`; a rejected photo is `uploading` again."""
        options = ProcessingOptions(focal, light, background)
        status: Status = "uploading" if self.status == "rejected" else self.status
        return replace(
            self, options=options, status=status, asked=self.edition + 1, reason=None, refusal=None
        )

    def unmade(self, refusal: Refusal) -> "Photo":
        """The photo after its new options were refused; the renditions stay as they were."""
        return replace(self, asked=0, refusal=refusal, sweep_at=None, tries=0)

    def filed(self, folder: str | None, tags: tuple[str, ...] | None) -> "Photo":
        """The photo in a folder and with tags; None leaves either as it is."""
        return replace(
            self,
            folder=self.folder if folder is None else folder,
            tags=self.tags if tags is None else tags,
        )

    def rendition(self, name: str) -> Rendition | None:
        """The first rendition of this name, or None."""
        return next((one for one in self.renditions if one.name == name), None)
