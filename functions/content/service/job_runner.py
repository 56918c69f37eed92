"""Carries out AI jobs, and ends each of them as done or failed."""

from collections.abc import Callable

from functions.content.errors.drafts import DraftNotFound
from functions.content.events import JobChanged
from functions.content.model.draft import Draft
from functions.content.model.jobs import (
    INTERRUPTED,
    TOOK_TOO_LONG,
    CopyJobRequest,
    CopyResult,
    FieldJobRequest,
    FieldResult,
    ImageJobRequest,
    Job,
    JobError,
    Made,
)
from functions.content.model.wording import Brief, FieldRewriteRequest, Written
from functions.content.ports.ai import CopyWriter, ImageGenerator, Jobs
from functions.content.ports.drafts import Drafts
from functions.content.ports.review import Voices
from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import Problem, TryLater

Apply = Callable[[str, str, FieldRewriteRequest, Written], Draft]
"""Owner, draft, rewrite request, answer → the draft with the new field."""


class JobRunner:
    """The workers' side of jobs; every verb is safe to repeat."""

    def __init__(self, jobs: Jobs, clock: Clock) -> None:
        self._jobs = jobs
        self._clock = clock

    def carry_out(self, owner_id: str, job_id: str, make: Callable[[Job], Made]) -> Job | None:
        """Run `make` unless the job is finished or gone; returns the job that `make` ended.

        None if there was nothing to end. A `TryLater` is passed on, for a retry may succeed; any
        other `Problem` fails the job.
        """
        begun = retry_on_conflict(lambda: self._begun(owner_id, job_id))
        if begun is None:
            return None
        try:
            made = make(begun)
        except TryLater:
            raise
        except Problem as problem:
            job_error = JobError(problem.code, problem.message, problem.remedy)
            return self._ended(begun, lambda job: job.failed(job_error, self._clock.now()))
        return self._ended(begun, lambda job: job.done(made, self._clock.now()))

    def give_up(self, job: Job, job_error: JobError = TOOK_TOO_LONG) -> Job | None:
        """Fail the job with `job_error`, unless the job is finished or gone (None)."""
        return self._ended(job, lambda latest: latest.failed(job_error, self._clock.now()))

    def sweep(self) -> int:
        """Give up overdue jobs; returns how many jobs those were."""
        overdue = self._jobs.overdue(self._clock.now())
        return sum(self.give_up(job) is not None for job in overdue)

    def _begun(self, owner_id: str, job_id: str) -> Job | None:
        job = self._jobs.find(owner_id, job_id)
        if job is None or job.finished:
            return None
        if isinstance(job.order, ImageJobRequest) and job.status == "running":
            # A worker died over it. The picture may be paid for: it is not asked for twice.
            self.give_up(job, INTERRUPTED)
            return None
        begun = job.begun(self._clock.now())
        self._save(begun)
        return begun

    def _ended(self, job: Job, end: Callable[[Job], Job]) -> Job | None:
        def ended() -> Job | None:
            latest = self._jobs.find(job.owner_id, job.job_id)
            if latest is None or latest.finished:
                return None
            done = end(latest)
            self._save(done)
            return done

        return retry_on_conflict(ended)

    def _save(self, job: Job) -> None:
        event = JobChanged(
            job_id=job.job_id, owner_id=job.owner_id, status=job.status, progress=job.progress
        )
        self._jobs.save(job, event)


class CopyJob:
    """Makes the words of copy jobs, and of jobs that rewrite one field of a draft."""

    def __init__(self, writer: CopyWriter, drafts: Drafts, voices: Voices, apply: Apply) -> None:
        self._writer = writer
        self._drafts = drafts
        self._voices = voices
        self._apply = apply

    def make(self, job: Job) -> Made:
        """Write the job's words; raises `WriterFailed`, and for a field what `apply` raises."""
        match job.order:
            case CopyJobRequest(facts, languages, photo_id):
                voice = self._voices.voice(job.owner_id)
                brief = Brief(job.owner_id, photo_id or "", facts, languages, voice)
                return CopyResult(self._writer.write(brief))
            case FieldJobRequest(draft_id, rewrite):
                return self._field(job.owner_id, draft_id, rewrite)
            case _:
                raise TypeError("a copy job makes words")

    def _field(self, owner_id: str, draft_id: str, rewrite: FieldRewriteRequest) -> FieldResult:
        draft = self._drafts.find(owner_id, draft_id)
        if draft is None:
            raise DraftNotFound
        voice = self._voices.voice(owner_id)
        languages = (rewrite.language,)
        brief = Brief(owner_id, draft.first_photo, draft.facts, languages, voice, rewrite)
        written = self._writer.write(brief)
        done = self._apply(owner_id, draft_id, rewrite, written)
        return FieldResult(draft_id, done.version)


class ImageJob:
    """Makes the pictures of image jobs."""

    def __init__(self, image_generator: ImageGenerator) -> None:
        self._image_generator = image_generator

    def make(self, job: Job) -> Made:
        """Make the job's picture; raises what `ImageGenerator.paint` raises."""
        if not isinstance(job.order, ImageJobRequest):
            raise TypeError("an image job makes pictures")
        return self._image_generator.paint(job, job.order)
