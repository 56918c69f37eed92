"""Jobs in a context's table."""

from datetime import datetime, timedelta
from typing import Generic

from kernel.aws.indexes import due, expiring
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore
from kernel.aws.table import Key, Table
from kernel.events import Event
from kernel.jobs import Job, Request, Result

_UNFINISHED = "job"
_AT_ONCE = 25


class DynamoJobs(Generic[Request, Result]):
    """The `Jobs` port; the index of what is due lists each unfinished job.

    `kind` is the `Job` of a context's requests and results. `stuck_after` is the age at which a
    job's worker is surely dead, `kept_for` how long a job can be read.
    """

    def __init__(
        self,
        table: Table,
        outbox: Outbox,
        kind: type[Job[Request, Result]],
        *,
        stuck_after: timedelta,
        kept_for: timedelta,
    ) -> None:
        self._stuck_after = stuck_after
        self._kept_for = kept_for
        self._jobs = EntityStore(
            table, kind, lambda it: _key(it.job_id), outbox=outbox, index=self._index
        )

    def find(self, owner_id: str, job_id: str) -> Job[Request, Result] | None:
        """The owner's job, or None."""
        job = self._jobs.get(_key(job_id))
        return job if job and job.owner_id == owner_id else None

    def save(self, job: Job[Request, Result], *events: Event) -> None:
        """Write the job and its events in one transaction; raises `StaleWrite`."""
        self._jobs.save(job, *events)

    def overdue(self, now: datetime) -> tuple[Job[Request, Result], ...]:
        """At most 25 unfinished jobs that are older than `stuck_after`, the oldest first."""
        return tuple(self._jobs.due(_UNFINISHED, now, _AT_ONCE))

    def postpone(self, job: Job[Request, Result], until: datetime) -> None:
        """Have `overdue` answer an unchanged job from `until` on."""
        self._jobs.postpone(job, until)

    def _index(self, job: Job[Request, Result]) -> dict[str, object]:
        overdue_at = None if job.finished else job.created_at + self._stuck_after
        return {**expiring(job.created_at + self._kept_for), **due(_UNFINISHED, overdue_at)}


def _key(job_id: str) -> Key:
    return Key(f"job#{job_id}", "job")
