"""Jobs with progress: work that a person asked for, done by a worker, with its result or error."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, Literal, Protocol, TypeVar

from kernel.clock import Clock
from kernel.conflicts import retry_on_conflict
from kernel.errors import Problem, TryLater
from kernel.events import Event
from kernel.sweeps import SET_ASIDE, sweep

JobStatus = Literal["queued", "running", "done", "failed"]

Request = TypeVar("Request")
Result = TypeVar("Result")

_BEGUN, _DONE = 10, 100


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


@dataclass(frozen=True)  # with slots, Python 3.11 cannot call `Job[Request, Result](…)`
class Job(Generic[Request, Result]):
    """One job; every change makes a new `version`. `progress` is in percent."""

    job_id: str
    owner_id: str
    order: Request
    created_at: datetime
    updated_at: datetime
    status: JobStatus = "queued"
    progress: int = 0
    made: Result | None = None
    job_error: JobError | None = None
    version: int = 1

    @property
    def finished(self) -> bool:
        """Whether the job is done or failed."""
        return self.status in {"done", "failed"}

    def begun(self, now: datetime) -> "Job[Request, Result]":
        """The job in status `running`, also when a dead worker had begun the job before."""
        return replace(self._next(now), status="running", progress=max(self.progress, _BEGUN))

    def advanced(self, progress: int, now: datetime) -> "Job[Request, Result]":
        """The running job with this progress or more: it never goes backwards."""
        return replace(self._next(now), progress=max(self.progress, progress))

    def done(self, made: Result, now: datetime) -> "Job[Request, Result]":
        """The job in status `done` with its result."""
        return replace(self._next(now), status="done", progress=_DONE, made=made)

    def failed(self, job_error: JobError, now: datetime) -> "Job[Request, Result]":
        """The job in status `failed` with its error and no result."""
        return replace(self._next(now), status="failed", progress=_DONE, job_error=job_error)

    def _next(self, now: datetime) -> "Job[Request, Result]":
        return replace(self, updated_at=now, version=self.version + 1)


class Jobs(Protocol[Request, Result]):
    """Stores jobs; every save is conditional on the version before."""

    def find(self, owner_id: str, job_id: str) -> Job[Request, Result] | None:
        """The job if it is this owner's, else None; jobs end some days after they began."""
        ...

    def save(self, job: Job[Request, Result], *events: Event) -> None:
        """Save a job and its events in one transaction; raises `StaleWrite`."""
        ...

    def overdue(self, now: datetime) -> tuple[Job[Request, Result], ...]:
        """Some of the jobs that should have been finished by now, the oldest first."""
        ...

    def postpone(self, job: Job[Request, Result], until: datetime) -> None:
        """Have `overdue` answer an unchanged job from `until` on."""
        ...


class JobRunner(Generic[Request, Result]):
    """The workers' side of jobs; every verb is safe to repeat.

    `changed` makes the event that a change is saved with. `interrupted` answers with what a job is
    ended that a dead worker had begun, or None if it may be made again.
    """

    def __init__(
        self,
        jobs: Jobs[Request, Result],
        clock: Clock,
        changed: Callable[[Job[Request, Result]], Event],
        interrupted: Callable[[Job[Request, Result]], JobError | None],
    ) -> None:
        self._jobs = jobs
        self._clock = clock
        self._changed = changed
        self._interrupted = interrupted

    def carry_out(
        self, owner_id: str, job_id: str, make: Callable[[Job[Request, Result]], Result]
    ) -> Job[Request, Result] | None:
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
            return self._change(begun, lambda job: job.failed(job_error, self._clock.now()))
        return self._change(begun, lambda job: job.done(made, self._clock.now()))

    def report(self, job: Job[Request, Result], progress: int) -> Job[Request, Result] | None:
        """Save how far the job is, in percent, unless the job is finished or gone (None)."""
        return self._change(job, lambda latest: latest.advanced(progress, self._clock.now()))

    def give_up(
        self, job: Job[Request, Result], job_error: JobError = TOOK_TOO_LONG
    ) -> Job[Request, Result] | None:
        """Fail the job with `job_error`, unless the job is finished or gone (None)."""
        return self._change(job, lambda latest: latest.failed(job_error, self._clock.now()))

    def sweep(self) -> int:
        """Give up overdue jobs; returns how many jobs those were."""
        now = self._clock.now()
        swept = sweep(
            self._jobs.overdue(now),
            self.give_up,
            failure="JobNotGivenUp",
            move_on=lambda job: self._jobs.postpone(job, now + SET_ASIDE),
        )
        return sum(job is not None for job in swept.results)

    def _begun(self, owner_id: str, job_id: str) -> Job[Request, Result] | None:
        job = self._jobs.find(owner_id, job_id)
        if job is None or job.finished:
            return None
        if job.status == "running" and (job_error := self._interrupted(job)):
            self.give_up(job, job_error)
            return None
        begun = job.begun(self._clock.now())
        self._jobs.save(begun, self._changed(begun))
        return begun

    def _change(
        self,
        job: Job[Request, Result],
        change: Callable[[Job[Request, Result]], Job[Request, Result]],
    ) -> Job[Request, Result] | None:
        def changed() -> Job[Request, Result] | None:
            latest = self._jobs.find(job.owner_id, job.job_id)
            if latest is None or latest.finished:
                return None
            following = change(latest)
            self._jobs.save(following, self._changed(following))
            return following

        return retry_on_conflict(changed)
