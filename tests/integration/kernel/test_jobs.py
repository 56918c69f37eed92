"""Jobs of any context: carried out once, their progress only grows, the stuck ones are given up."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest

from kernel.aws.jobs import DynamoJobs
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.errors import Conflict, TryLater
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.jobs import Job, JobError, JobRunner
from tests.clocks import SharedClock
from tests.integration.aws import Cloud

STUCK_AFTER, KEPT_FOR = timedelta(minutes=10), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rows:
    """A file to be read."""

    file: str
    repeatable: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file."""

    accepted: int


ImportJob = Job[Rows, Report]


class ImportChanged(Event):
    source: ClassVar[str] = "catalog"
    status: str
    progress: int


class FileUnreadable(Conflict):
    """The file has no rows."""

    code = "file_unreadable"


def _changed(job: ImportJob) -> Event:
    return ImportChanged(status=job.status, progress=job.progress)


def _interrupted(job: ImportJob) -> JobError | None:
    return None if job.order.repeatable else JobError("interrupted", "It stopped half way.")


@pytest.fixture
def jobs(cloud: Cloud, clock: SharedClock) -> DynamoJobs[Rows, Report]:
    del cloud
    outbox = Outbox(clock, CountedIds())
    table = Table("haat-catalog")
    return DynamoJobs(table, outbox, ImportJob, stuck_after=STUCK_AFTER, kept_for=KEPT_FOR)


@pytest.fixture
def runner(jobs: DynamoJobs[Rows, Report], clock: SharedClock) -> JobRunner[Rows, Report]:
    return JobRunner(jobs, clock, _changed, _interrupted)


def _queued(jobs: DynamoJobs[Rows, Report], order: Rows | None = None) -> ImportJob:
    now = SystemClock().now()
    job = ImportJob("job_1", "asha", order or Rows("pieces.csv"), now, now)
    jobs.save(job)
    return job


def test_a_job_comes_back_with_its_typed_request_and_result(
    jobs: DynamoJobs[Rows, Report], runner: JobRunner[Rows, Report]
) -> None:
    _queued(jobs)
    done = runner.carry_out("asha", "job_1", lambda job: Report(len(job.order.file)))

    assert jobs.find("asha", "job_1") == done
    assert done is not None
    assert (done.status, done.progress, done.made) == ("done", 100, Report(10))
    assert jobs.find("ravi", "job_1") is None
    assert runner.carry_out("asha", "job_1", lambda _: Report(0)) is None


def test_progress_is_published_and_never_goes_backwards(
    jobs: DynamoJobs[Rows, Report], runner: JobRunner[Rows, Report], cloud: Cloud
) -> None:
    _queued(jobs)

    def make(job: ImportJob) -> Report:
        for percent in (40, 20, 70):
            runner.report(job, percent)
        return Report(3)

    runner.carry_out("asha", "job_1", make)
    told = [row["data"]["progress"] for row in cloud.outbox_events("catalog")]
    assert told == [10, 40, 40, 70, 100]
    finished = jobs.find("asha", "job_1")
    assert finished is not None
    assert runner.report(finished, 50) is None


def test_a_problem_ends_the_job_and_a_passing_one_does_not(
    jobs: DynamoJobs[Rows, Report], runner: JobRunner[Rows, Report]
) -> None:
    _queued(jobs)

    def busy(_: ImportJob) -> Report:
        raise TryLater("busy")

    def unreadable(_: ImportJob) -> Report:
        raise FileUnreadable("It has no rows.", remedy="Choose another file.")

    with pytest.raises(TryLater):
        runner.carry_out("asha", "job_1", busy)
    failed = runner.carry_out("asha", "job_1", unreadable)
    assert failed is not None
    assert failed.job_error == JobError(
        "file_unreadable", "It has no rows.", "Choose another file."
    )


@pytest.mark.parametrize("repeatable", [True, False])
def test_what_a_dead_worker_began_is_made_again_only_if_it_may_be(
    jobs: DynamoJobs[Rows, Report], runner: JobRunner[Rows, Report], *, repeatable: bool
) -> None:
    queued = _queued(jobs, Rows("pieces.csv", repeatable))
    jobs.save(queued.begun(queued.created_at))

    ended = runner.carry_out("asha", "job_1", lambda _: Report(3))
    assert (ended is not None) is repeatable
    stored = jobs.find("asha", "job_1")
    assert stored is not None
    assert stored.status == ("done" if repeatable else "failed")


def test_the_sweep_gives_up_what_is_stuck(
    jobs: DynamoJobs[Rows, Report], runner: JobRunner[Rows, Report], clock: SharedClock
) -> None:
    _queued(jobs)
    clock.forward(STUCK_AFTER.total_seconds() - 1)
    assert runner.sweep() == 0
    clock.forward(2)
    assert runner.sweep() == 1
    assert runner.sweep() == 0
    stored = jobs.find("asha", "job_1")
    assert stored is not None
    assert stored.job_error is not None
    assert stored.job_error.code == "job_took_too_long"
