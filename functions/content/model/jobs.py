"""AI jobs for copy, pictures and single fields: each with its request, progress and result."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from functions.content.model.facts import Facts
from functions.content.model.languages import Language
from functions.content.model.wording import FieldRewriteRequest, Written
from kernel.jobs import Job, JobError

JobKind = Literal["copy", "image", "regenerate"]
BackdropSize = Literal["square", "portrait", "landscape", "story"]

STUCK_AFTER = timedelta(minutes=10)
"""The age at which a worker is surely dead: three tries of at most three minutes each."""
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CopyJobRequest:
    """A request for copy about a piece in `languages`; without a photo, from the facts alone."""

    facts: Facts
    languages: tuple[Language, ...]
    photo_id: str | None = None
    kind: Literal["copy"] = "copy"


@dataclass(frozen=True, slots=True)
class ImageJobRequest:
    """A request for an advertisement's backdrop, optionally in the colours of a photo."""

    prompt: str
    size: BackdropSize = "square"
    photo_id: str | None = None
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class FieldJobRequest:
    """A request to rewrite one field of a draft."""

    draft_id: str
    rewrite: FieldRewriteRequest
    kind: Literal["regenerate"] = "regenerate"


Order = CopyJobRequest | ImageJobRequest | FieldJobRequest


@dataclass(frozen=True, slots=True)
class CopyResult:
    """The words that a copy job made."""

    written: Written
    kind: Literal["copy"] = "copy"


@dataclass(frozen=True, slots=True)
class ImageResult:
    """A backdrop in the photo bucket; `not_for` names platforms where no AI image may be listed."""

    key: str
    media_type: str
    width: int
    height: int
    model: str
    micros: int
    not_for: tuple[str, ...] = ()
    note: str | None = None
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class FieldResult:
    """The version of the draft that has the new field."""

    draft_id: str
    version: int
    kind: Literal["regenerate"] = "regenerate"


Made = CopyResult | ImageResult | FieldResult


INTERRUPTED = JobError(
    "job_interrupted",
    "The picture was interrupted while it was made, and may have been paid for.",
    "Ask for it again if you still want it.",
)

AiJob = Job[Order, Made]
"""One job of a model: words, a picture, or one field of a draft."""


def interrupted(job: AiJob) -> JobError | None:
    """With what a job ends whose worker died; words may be asked for again, a picture may not.

    A picture may be paid for: it is not asked for twice.
    """
    return INTERRUPTED if isinstance(job.order, ImageJobRequest) else None
