"""Keeps jobs in content's DynamoDB table."""

from datetime import datetime

from functions.content.model.jobs import KEPT_FOR, Job
from kernel.aws.outbox import Outbox
from kernel.aws.store import EntityStore, due, expiring
from kernel.aws.table import Key, Table
from kernel.events import Event

_UNFINISHED = "job"
_AT_ONCE = 25


class DynamoJobs:
    """The `Jobs` port; the index `DUE` lists each unfinished job at its `overdue_at`."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._jobs = EntityStore(
            table, Job, lambda it: _key(it.job_id), outbox=outbox, index=_index
        )

    def find(self, owner_id: str, job_id: str) -> Job | None:
        """The owner's job, or None."""
        job = self._jobs.get(_key(job_id))
        return job if job and job.owner_id == owner_id else None

    def save(self, job: Job, *events: Event) -> None:
        """Write the job and its events in one transaction; raises `StaleWrite`."""
        self._jobs.save(job, *events)

    def overdue(self, now: datetime) -> tuple[Job, ...]:
        """At most 25 unfinished jobs whose `overdue_at` has passed by `now`."""
        return tuple(self._jobs.due(_UNFINISHED, now, _AT_ONCE))


def _index(job: Job) -> dict[str, object]:
    overdue_at = None if job.finished else job.overdue_at
    return {**expiring(job.created_at + KEPT_FOR), **due(_UNFINISHED, overdue_at)}


def _key(job_id: str) -> Key:
    return Key(f"job#{job_id}", "job")
