"""AI jobs from the request to their end, on ports in memory."""

from collections.abc import Callable
from datetime import datetime

import pytest

from functions.content.errors.drafts import PhotoNotFound, PhotoNotReady
from functions.content.errors.jobs import JobNotFound, WriterFailed
from functions.content.events import CopyRequested, ImageRequested, JobChanged
from functions.content.model.facts import Facts
from functions.content.model.jobs import (
    STUCK_AFTER,
    AiJob,
    CopyJobRequest,
    CopyResult,
    FieldJobRequest,
    ImageJobRequest,
    ImageResult,
    Made,
    interrupted,
)
from functions.content.model.wording import Copy, FieldRewriteRequest, Writer, Written
from functions.content.service.ai_jobs import ImageJob, changed
from functions.content.service.ai_requests import AI_JOBS, AiRequests
from kernel.clock import SetClock
from kernel.errors import StaleWrite, TryLater
from kernel.events import Event
from kernel.ids import CountedIds
from kernel.jobs import JobRunner
from kernel.quotas import QuotaReached, Quotas
from llm.errors import DailyBudgetSpent
from llm.spending import BudgetSummary, resets_at
from tests.unit.content.content_services import ASHA, NOON, RAVI, FixedPhotos
from tests.unit.content.in_memory import MemoryRateLimiter

WORDS = CopyResult(Written({"en": Copy("A vase", "It is blue.")}, Writer("facts")))
WALL = ImageJobRequest("A wall")
FIELD_REWRITE = FieldRewriteRequest("title", "en", "shorter", "A vase")


class MemoryJobs:
    """The `Jobs` port in memory, with the same conditions as the table."""

    def __init__(self) -> None:
        self.kept: dict[str, AiJob] = {}
        self.events: list[Event] = []
        self.postponed: dict[str, datetime] = {}
        self.before_save: Callable[[], None] | None = None

    def find(self, owner_id: str, job_id: str) -> AiJob | None:
        job = self.kept.get(job_id)
        return job if job and job.owner_id == owner_id else None

    def save(self, job: AiJob, *events: Event) -> None:
        if self.before_save:
            interfere, self.before_save = self.before_save, None
            interfere()
        there = self.kept.get(job.job_id)
        if (there.version if there else 0) != job.version - 1:
            raise StaleWrite("changed")
        self.kept[job.job_id] = job
        self.events += events

    def overdue(self, now: datetime) -> tuple[AiJob, ...]:
        return tuple(
            job
            for job in self.kept.values()
            if not job.finished and job.created_at + STUCK_AFTER <= now
            if self.postponed.get(job.job_id, now) <= now
        )

    def postpone(self, job: AiJob, until: datetime) -> None:
        self.postponed[job.job_id] = until


class FixedBudget:
    """The `Budget` port with so much spent."""

    def __init__(self, limit: int = 100, spent: int = 0) -> None:
        self.limit = limit
        self.spent = spent

    def summary(self, owner_id: str) -> BudgetSummary:
        return BudgetSummary(self.limit, self.spent if owner_id == ASHA else 0, resets_at(NOON))

    def check(self, owner_id: str) -> None:
        summary = self.summary(owner_id)
        if summary.spent >= summary.limit:
            raise DailyBudgetSpent(summary.limit, summary.spent, summary.resets_at, NOON)


class JobScenario:
    """AI requests and their jobs, on ports in memory."""

    def __init__(self) -> None:
        self.jobs = MemoryJobs()
        self.clock = SetClock(NOON)
        self.budget = FixedBudget()
        photos = FixedPhotos({"photo_1": "ready", "photo_2": "uploading"})
        quotas = Quotas(MemoryRateLimiter(), self.clock)
        self.ai_requests = AiRequests(
            self.jobs, photos, self.budget, quotas, self.clock, CountedIds()
        )
        self.job_runner = JobRunner(self.jobs, self.clock, changed, interrupted)
        self.made: list[AiJob] = []

    def order(self, photo_id: str | None = None) -> AiJob:
        return self.ai_requests.generate_copy(ASHA, CopyJobRequest(Facts(), ("en",), photo_id))

    def make(self, job: AiJob) -> Made:
        self.made.append(job)
        return WORDS

    def steps(self) -> list[tuple[str, int]]:
        changes = [event for event in self.jobs.events if isinstance(event, JobChanged)]
        return [(one.status, one.progress) for one in changes]


@pytest.fixture
def scenario() -> JobScenario:
    return JobScenario()


class TestRequests:
    def test_each_kind_wakes_its_worker(self, scenario: JobScenario) -> None:
        words = scenario.order("photo_1")
        image = scenario.ai_requests.generate_image(ASHA, WALL)
        field = scenario.ai_requests.regenerate(ASHA, "draft_1", FIELD_REWRITE)
        assert [type(event) for event in scenario.jobs.events] == [
            CopyRequested,
            ImageRequested,
            CopyRequested,
        ]
        assert [one.order.kind for one in (words, image, field)] == ["copy", "image", "regenerate"]
        assert scenario.ai_requests.job(ASHA, words.job_id) == words

    def test_a_job_is_its_owners(self, scenario: JobScenario) -> None:
        with pytest.raises(JobNotFound):
            scenario.ai_requests.job(RAVI, scenario.order().job_id)

    def test_a_photo_must_be_ones_own_and_ready(self, scenario: JobScenario) -> None:
        with pytest.raises(PhotoNotFound):
            scenario.order("photo_9")
        with pytest.raises(PhotoNotReady):
            scenario.order("photo_2")
        assert scenario.jobs.kept == {}

    def test_nothing_is_requested_at_the_limit(self, scenario: JobScenario) -> None:
        scenario.budget.spent = 100
        with pytest.raises(DailyBudgetSpent):
            scenario.order()
        with pytest.raises(DailyBudgetSpent):
            scenario.ai_requests.generate_image(ASHA, WALL)
        with pytest.raises(DailyBudgetSpent):
            scenario.ai_requests.regenerate(ASHA, "draft_1", FIELD_REWRITE)
        summary = scenario.ai_requests.budget_summary(ASHA)
        assert (summary.limit, summary.spent) == (100, 100)
        assert summary.resets_at == resets_at(NOON)


class TestRuns:
    def test_it_begins_and_ends_once(self, scenario: JobScenario) -> None:
        job = scenario.order()
        done = scenario.job_runner.carry_out(ASHA, job.job_id, scenario.make)
        assert done
        assert (done.status, done.made) == ("done", WORDS)
        assert scenario.job_runner.carry_out(ASHA, job.job_id, scenario.make) is None
        assert scenario.job_runner.carry_out(RAVI, job.job_id, scenario.make) is None
        assert len(scenario.made) == 1
        assert scenario.steps() == [("running", 10), ("done", 100)]

    def test_a_failure_ends_it_with_a_reason(self, scenario: JobScenario) -> None:
        def fail(_job: AiJob) -> Made:
            raise WriterFailed("Gemini is down.", remedy="Later.")

        done = scenario.job_runner.carry_out(ASHA, scenario.order().job_id, fail)
        assert done
        assert done.job_error
        assert (done.status, done.job_error.message, done.job_error.remedy) == (
            "failed",
            "Gemini is down.",
            "Later.",
        )

    def test_what_may_yet_succeed_is_tried_again(self, scenario: JobScenario) -> None:
        job = scenario.order()

        def later(_job: AiJob) -> Made:
            raise TryLater("busy")

        with pytest.raises(TryLater):
            scenario.job_runner.carry_out(ASHA, job.job_id, later)
        again = scenario.job_runner.carry_out(ASHA, job.job_id, scenario.make)
        assert again
        assert again.status == "done"

    def test_a_picture_that_a_dead_worker_left_is_not_begun_again(
        self, scenario: JobScenario
    ) -> None:
        job = scenario.ai_requests.generate_image(ASHA, WALL)
        scenario.jobs.save(job.begun(NOON))
        assert scenario.job_runner.carry_out(ASHA, job.job_id, scenario.make) is None
        error = scenario.jobs.kept[job.job_id].job_error
        assert error
        assert (error.code, scenario.made) == ("job_interrupted", [])

    def test_what_was_given_up_meanwhile_stays_so(self, scenario: JobScenario) -> None:
        job = scenario.order()

        def slow(begun: AiJob) -> Made:
            assert scenario.job_runner.give_up(begun)
            return WORDS

        assert scenario.job_runner.carry_out(ASHA, job.job_id, slow) is None
        assert scenario.jobs.kept[job.job_id].status == "failed"

    def test_a_race_is_run_again(self, scenario: JobScenario) -> None:
        job = scenario.order()

        def interfere() -> None:
            now = scenario.jobs.kept[job.job_id]
            scenario.jobs.kept[job.job_id] = now.begun(NOON)

        scenario.jobs.before_save = interfere
        done = scenario.job_runner.carry_out(ASHA, job.job_id, scenario.make)
        assert done
        assert done.status == "done"

    def test_the_sweep_gives_up_what_is_overdue(self, scenario: JobScenario) -> None:
        old = scenario.order()
        scenario.clock.forward(STUCK_AFTER.total_seconds() - 1)
        young = scenario.order()
        assert scenario.job_runner.sweep() == 0
        scenario.clock.forward(1)
        assert scenario.job_runner.sweep() == 1
        assert scenario.jobs.kept[old.job_id].status == "failed"
        assert scenario.jobs.kept[young.job_id].status == "queued"


class OneImageGenerator:
    """The `ImageGenerator` port."""

    def paint(self, job: AiJob, order: ImageJobRequest) -> ImageResult:
        return ImageResult(f"media/ai/{job.job_id}.png", "image/png", 9, 9, order.prompt, 1)


class TestImageJob:
    def test_it_makes_pictures_and_no_words(self, scenario: JobScenario) -> None:
        image_job = ImageJob(OneImageGenerator())
        made = image_job.make(scenario.ai_requests.generate_image(ASHA, WALL))
        assert isinstance(made, ImageResult)
        assert made.model == "A wall"
        with pytest.raises(TypeError):
            image_job.make(scenario.order())


def test_a_field_request_names_its_draft(scenario: JobScenario) -> None:
    job = scenario.ai_requests.regenerate(ASHA, "draft_1", FIELD_REWRITE)
    assert job.order == FieldJobRequest("draft_1", FIELD_REWRITE)


def test_one_person_orders_sixty_jobs_an_hour_and_no_more() -> None:
    scenario = JobScenario()
    for _ in range(AI_JOBS.each):
        scenario.order()
    with pytest.raises(QuotaReached):
        scenario.order()
    assert len(scenario.jobs.kept) == AI_JOBS.each
    scenario.clock.forward(3600)
    scenario.order()
