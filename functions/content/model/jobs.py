"""Long work of the writers and painters: what was asked, how far it is, what came of it."""

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
"""Workers are surely dead by then: their longest time limit is three minutes, tried thrice."""
KEPT_FOR = timedelta(days=7)
_BEGUN, _DONE = 10, 100


@dataclass(frozen=True, slots=True)
class CopyJobRequest:
    """Words about a piece, in these languages; without a photo from the facts alone."""

    facts: Facts
    languages: tuple[Language, ...]
    photo_id: str | None = None
    kind: Literal["copy"] = "copy"


@dataclass(frozen=True, slots=True)
class ImageJobRequest:
    """A backdrop for an advertisement, perhaps in the colours of a photo."""

    prompt: str
    size: BackdropSize = "square"
    photo_id: str | None = None
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class FieldJobRequest:
    """One field of a draft anew."""

    draft_id: str
    wish: FieldRewriteRequest
    kind: Literal["regenerate"] = "regenerate"


Order = CopyJobRequest | ImageJobRequest | FieldJobRequest


@dataclass(frozen=True, slots=True)
class CopyResult:
    """The words that were asked for."""

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
    """Why a job failed, as an error of the API tells it."""

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
    """One piece of long work; every change makes a new `version`."""

    job_id: str
    owner_id: str
    order: Order
    created_at: datetime
    updated_at: datetime
    status: JobStatus = "queued"
    progress: int = 0
    made: Made | None = None
    flaw: JobError | None = None
    version: int = 1

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.status in {"done", "failed"}

    @property
    def overdue_at(self) -> datetime:
        """When it is given up unless it is finished."""
        return self.created_at + STUCK_AFTER

    def begun(self, now: datetime) -> "Job":
        """Under way; a job that a dead worker left is begun again."""
        return self._next(now, status="running", progress=_BEGUN)

    def done(self, made: Made, now: datetime) -> "Job":
        """Finished with a result."""
        return replace(self._next(now, status="done", progress=_DONE), made=made)

    def failed(self, flaw: JobError, now: datetime) -> "Job":
        """Finished without one."""
        return replace(self._next(now, status="failed", progress=_DONE), flaw=flaw)

    def _next(self, now: datetime, *, status: JobStatus, progress: int) -> "Job":
        return replace(
            self, status=status, progress=progress, updated_at=now, version=self.version + 1
        )
