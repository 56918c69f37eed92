"""AI jobs for copy, pictures and single fields: each with its request, progress and result."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from functions.content.model.facts import Facts
from functions.content.model.languages import Language
from functions.content.model.wording import FieldRewriteRequest, Written

JobKind = Literal["copy", "image", "regenerate"]
JobStatus = Literal["queued", "running", "done", "failed"]
BackdropSize = Literal["square", "portrait", "landscape", "story"]

STUCK_AFTER = timedelta(minutes=10)
"""The age at which a worker is surely dead: three tries of at most three minutes each."""
KEPT_FOR = timedelta(days=7)
_BEGUN, _DONE = 10, 100


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


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed, with the code, message and remedy of an API error."""

    code: str
    message: str
    remedy: str = ""


TOOK_TOO_LONG = JobError(
    "job_took_too_long",
    "This took too long and was given up.",
    "Ask for it again; if it stays like this, tell us.",
)
INTERRUPTED = JobError(
    "job_interrupted",
    "The picture was interrupted while it was made, and may have been paid for.",
    "Ask for it again if you still want it.",
)


@dataclass(frozen=True, slots=True)
class Job:
    """One AI job; every change makes a new `version`."""

    job_id: str
    owner_id: str
    order: Order
    created_at: datetime
    updated_at: datetime
    status: JobStatus = "queued"
    progress: int = 0
    made: Made | None = None
    job_error: JobError | None = None
    version: int = 1

    @property
    def finished(self) -> bool:
        """Whether the job is done or failed."""
        return self.status in {"done", "failed"}

    @property
    def overdue_at(self) -> datetime:
        """When the sweep gives up the job unless the job is finished."""
        return self.created_at + STUCK_AFTER

    def begun(self, now: datetime) -> "Job":
        """The job in status `running`, also when a dead worker had begun the job before."""
        return self._next(now, status="running", progress=_BEGUN)

    def done(self, made: Made, now: datetime) -> "Job":
        """The job in status `done` with its result."""
        return replace(self._next(now, status="done", progress=_DONE), made=made)

    def failed(self, job_error: JobError, now: datetime) -> "Job":
        """The job in status `failed` with its error and no result."""
        return replace(self._next(now, status="failed", progress=_DONE), job_error=job_error)

    def _next(self, now: datetime, *, status: JobStatus, progress: int) -> "Job":
        return replace(
            self, status=status, progress=progress, updated_at=now, version=self.version + 1
        )
