"""Keeps jobs in content's DynamoDB table."""

from datetime import datetime

from functions.content.model.jobs import KEPT_FOR, Job
from kernel.aws.outbox import Outbox
from kernel.aws.table import DUE, Key, Put, Table
from kernel.clock import epoch, rfc3339
from kernel.events import Event

_UNFINISHED = "job"
_AT_ONCE = 25


class DynamoJobs:
    """The `Jobs` port; the index `DUE` lists each unfinished job at its `overdue_at`."""

    def __init__(self, table: Table, outbox: Outbox) -> None:
        self._table = table
        self._outbox = outbox

    def find(self, owner_id: str, job_id: str) -> Job | None:
        """The owner's job, or None."""
        job = self._table.get(Job, _key(job_id))
        return job if job and job.owner_id == owner_id else None

    def save(self, job: Job, *events: Event) -> None:
        """Write the job and its events in one transaction; raises `StaleWrite`."""
        expect = {"pk": None} if job.version == 1 else {"version": job.version - 1}
        index: dict[str, object] = {"expires_at": epoch(job.created_at + KEPT_FOR)}
        if not job.finished:
            index |= {"due_kind": _UNFINISHED, "due_at": rfc3339(job.overdue_at)}
        put = Put(_key(job.job_id), job, index, expect)
        self._table.write(put, *(self._outbox.entry(event) for event in events))

    def overdue(self, now: datetime) -> tuple[Job, ...]:
        """At most 25 unfinished jobs whose `overdue_at` has passed by `now`."""
        page = self._table.query(Job, _UNFINISHED, index=DUE, until=rfc3339(now), limit=_AT_ONCE)
        return tuple(page.items)


def _key(job_id: str) -> Key:
    return Key(f"job#{job_id}", "job")
