"""Jobs from the order to their end, on stand-ins at the ports."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from functions.content.errors import (
    DailyBudgetSpent,
    JobNotFound,
    PhotoNotFound,
    PhotoUnusable,
    WriterFailed,
)
from functions.content.events import CopyRequested, ImageRequested, JobChanged
from functions.content.model.facts import Facts
from functions.content.model.jobs import (
    STUCK_AFTER,
    CopyJobRequest,
    CopyResult,
    FieldJobRequest,
    ImageJobRequest,
    ImageResult,
    Job,
    Made,
)
from functions.content.model.spending import Reservation, Spending, day_of, resets_at
from functions.content.model.wording import Copy, FieldRewriteRequest, Writer, Written
from functions.content.service.ai_requests import AiRequests
from functions.content.service.job_runner import ImageJob, JobRunner
from kernel.clock import SetClock
from kernel.errors import StaleWrite, TryLater
from kernel.events import Event
from kernel.ids import CountedIds
from tests.unit.content.world import ASHA, NOON, RAVI, FixedPhotos

WORDS = CopyResult(Written({"en": Copy("A vase", "It is blue.")}, Writer("facts")))
WALL = ImageJobRequest("A wall")
WISH = FieldRewriteRequest("title", "en", "shorter", "A vase")


class MemoryJobs:
    """The `Jobs` port in memory, with the same conditions as the table."""

    def __init__(self) -> None:
        self.kept: dict[str, Job] = {}
        self.said: list[Event] = []
        self.before_save: Callable[[], None] | None = None

    def find(self, owner_id: str, job_id: str) -> Job | None:
        job = self.kept.get(job_id)
        return job if job and job.owner_id == owner_id else None

    def save(self, job: Job, *said: Event) -> None:
        if self.before_save:
            interfere, self.before_save = self.before_save, None
            interfere()
        there = self.kept.get(job.job_id)
        if (there.version if there else 0) != job.version - 1:
            raise StaleWrite("changed")
        self.kept[job.job_id] = job
        self.said += said

    def overdue(self, now: datetime) -> tuple[Job, ...]:
        return tuple(
            job for job in self.kept.values() if not job.finished and job.overdue_at <= now
        )


class FixedBudget:
    """The `Budget` port with so much spent."""

    def __init__(self, limit: int = 100, spent: int = 0) -> None:
        self.limit = limit
        self.spent = spent

    def today(self, owner_id: str) -> Spending:
        return Spending(owner_id, day_of(NOON), self.spent)

    def reserve(self, owner_id: str, micros: int) -> Reservation:
        return Reservation("res_1", owner_id, day_of(NOON), micros, NOON)

    def settle(self, _reservation: Reservation, micros: int) -> None:
        self.spent += micros


class Office:
    """Orders and their making on stand-ins."""

    def __init__(self) -> None:
        self.jobs = MemoryJobs()
        self.clock = SetClock(NOON)
        self.budget = FixedBudget()
        photos = FixedPhotos({"photo_1": "ready", "photo_2": "uploading"})
        self.ideas = AiRequests(self.jobs, photos, self.budget, self.clock, CountedIds())
        self.making = JobRunner(self.jobs, self.clock)
        self.made: list[Job] = []

    def order(self, photo_id: str | None = None) -> Job:
        return self.ideas.generate_copy(ASHA, CopyJobRequest(Facts(), ("en",), photo_id))

    def make(self, job: Job) -> Made:
        self.made.append(job)
        return WORDS

    def steps(self) -> list[tuple[str, int]]:
        changes = [event for event in self.jobs.said if isinstance(event, JobChanged)]
        return [(one.status, one.progress) for one in changes]


@pytest.fixture
def office() -> Office:
    return Office()


class TestOrders:
    def test_each_kind_wakes_its_worker(self, office: Office) -> None:
        words = office.order("photo_1")
        image = office.ideas.generate_image(ASHA, WALL)
        field = office.ideas.regenerate(ASHA, "draft_1", WISH)
        assert [type(event) for event in office.jobs.said] == [
            CopyRequested,
            ImageRequested,
            CopyRequested,
        ]
        assert [one.order.kind for one in (words, image, field)] == ["copy", "image", "regenerate"]
        assert office.ideas.job(ASHA, words.job_id) == words

    def test_a_job_is_its_owners(self, office: Office) -> None:
        with pytest.raises(JobNotFound):
            office.ideas.job(RAVI, office.order().job_id)

    def test_a_photo_must_be_ones_own_and_ready(self, office: Office) -> None:
        with pytest.raises(PhotoNotFound):
            office.order("photo_9")
        with pytest.raises(PhotoUnusable):
            office.order("photo_2")
        assert office.jobs.kept == {}

    def test_nothing_is_ordered_at_the_limit(self, office: Office) -> None:
        office.budget.spent = 100
        with pytest.raises(DailyBudgetSpent):
            office.order()
        with pytest.raises(DailyBudgetSpent):
            office.ideas.generate_image(ASHA, WALL)
        with pytest.raises(DailyBudgetSpent):
            office.ideas.regenerate(ASHA, "draft_1", WISH)
        purse = office.ideas.budget_summary(ASHA)
        assert (purse.limit, purse.spent) == (100, 100)
        assert purse.resets_at == resets_at(NOON)


class TestMaking:
    def test_it_begins_and_ends_once(self, office: Office) -> None:
        job = office.order()
        done = office.making.carry_out(ASHA, job.job_id, office.make)
        assert done
        assert (done.status, done.made) == ("done", WORDS)
        assert office.making.carry_out(ASHA, job.job_id, office.make) is None
        assert office.making.carry_out(RAVI, job.job_id, office.make) is None
        assert len(office.made) == 1
        assert office.steps() == [("running", 10), ("done", 100)]

    def test_a_failure_ends_it_with_a_reason(self, office: Office) -> None:
        def fail(_job: Job) -> Made:
            raise WriterFailed("Gemini is down.", remedy="Later.")

        done = office.making.carry_out(ASHA, office.order().job_id, fail)
        assert done
        assert done.job_error
        assert (done.status, done.job_error.message, done.job_error.remedy) == (
            "failed",
            "Gemini is down.",
            "Later.",
        )

    def test_what_may_yet_succeed_is_tried_again(self, office: Office) -> None:
        job = office.order()

        def later(_job: Job) -> Made:
            raise TryLater("busy")

        with pytest.raises(TryLater):
            office.making.carry_out(ASHA, job.job_id, later)
        again = office.making.carry_out(ASHA, job.job_id, office.make)
        assert again
        assert again.status == "done"

    def test_a_picture_that_a_dead_worker_left_is_not_begun_again(self, office: Office) -> None:
        job = office.ideas.generate_image(ASHA, WALL)
        office.jobs.save(job.begun(NOON))
        assert office.making.carry_out(ASHA, job.job_id, office.make) is None
        flaw = office.jobs.kept[job.job_id].job_error
        assert flaw
        assert (flaw.code, office.made) == ("job_interrupted", [])

    def test_what_was_given_up_meanwhile_stays_so(self, office: Office) -> None:
        job = office.order()

        def slow(begun: Job) -> Made:
            assert office.making.give_up(begun)
            return WORDS

        assert office.making.carry_out(ASHA, job.job_id, slow) is None
        assert office.jobs.kept[job.job_id].status == "failed"

    def test_a_race_is_run_again(self, office: Office) -> None:
        job = office.order()

        def interfere() -> None:
            now = office.jobs.kept[job.job_id]
            office.jobs.kept[job.job_id] = now.begun(NOON)

        office.jobs.before_save = interfere
        done = office.making.carry_out(ASHA, job.job_id, office.make)
        assert done
        assert done.status == "done"

    def test_the_sweep_gives_up_what_is_overdue(self, office: Office) -> None:
        old = office.order()
        office.clock.forward(STUCK_AFTER.total_seconds() - 1)
        young = office.order()
        assert office.making.sweep() == 0
        office.clock.forward(1)
        assert office.making.sweep() == 1
        assert office.jobs.kept[old.job_id].status == "failed"
        assert office.jobs.kept[young.job_id].status == "queued"
        assert old.overdue_at - old.created_at == timedelta(minutes=10)


class OnePainter:
    """The `Painter` port."""

    def paint(self, job: Job, order: ImageJobRequest) -> ImageResult:
        return ImageResult(f"media/ai/{job.job_id}.png", "image/png", 9, 9, order.prompt, 1)


class TestEasel:
    def test_it_makes_pictures_and_no_words(self, office: Office) -> None:
        easel = ImageJob(OnePainter())
        made = easel.make(office.ideas.generate_image(ASHA, WALL))
        assert isinstance(made, ImageResult)
        assert made.model == "A wall"
        with pytest.raises(TypeError):
            easel.make(office.order())


def test_a_field_order_names_its_draft(office: Office) -> None:
    job = office.ideas.regenerate(ASHA, "draft_1", WISH)
    assert job.order == FieldJobRequest("draft_1", WISH)
