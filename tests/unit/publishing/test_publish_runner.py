"""Whatever crashes, and whenever: never two posts, never a lost publication."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.channels.model.listing import NotThere, Published
from functions.publishing.events import PostSettled, PublicationChanged
from functions.publishing.model.publication import Publication
from functions.publishing.model.publishing_steps import MOST_TRIES
from functions.publishing.ports.platforms import StartOver
from functions.publishing.service.publish_runner import Browse, Wait
from kernel.effect import LOOK_UP_AFTER
from kernel.errors import Refused, TryLater
from tests.unit.publishing.in_memory_platform import (
    BROWSER_LEASE,
    PlatformInMemory,
    PublishScenario,
)
from tests.unit.publishing.in_memory_table import CrashPlan, WorkerKilled


def test_a_staged_platform_is_confirmed_after_its_wait() -> None:
    scenario = PublishScenario.with_platform(PlatformInMemory(CrashPlan(), waits=3))
    publication = scenario.run()
    assert (publication.status, publication.url) == ("confirmed", "https://bazaar.example/pub_1")
    assert scenario.platform.published == ["pub_1"]
    statuses = [
        event.status for event in scenario.table.events if isinstance(event, PublicationChanged)
    ]
    assert statuses == ["claimed", "confirmed"]
    assert [e.confirmed for e in scenario.table.events if isinstance(e, PostSettled)] == [1]
    assert scenario.table.posts["post_1"].status == "settled"


def points_of(*, staged: bool) -> int:
    """How many checkpoints a run passes."""
    crash_plan = CrashPlan()
    PublishScenario.with_platform(PlatformInMemory(crash_plan, staged=staged)).run()
    return crash_plan.passed


@pytest.mark.parametrize("staged", [True, False])
def test_a_worker_killed_at_any_point_never_doubles_nor_loses(*, staged: bool) -> None:
    for checkpoint in range(1, points_of(staged=staged) + 1):
        scenario = PublishScenario.with_platform(
            PlatformInMemory(CrashPlan(crash_after=checkpoint), staged=staged)
        )
        publication = scenario.run()
        assert scenario.crashes == 1, checkpoint
        assert len(scenario.platform.published) <= 1, checkpoint
        # The same handle may be used again there, so that no crash needs the artisan.
        assert publication.status == "confirmed", checkpoint
        assert scenario.table.posts["post_1"].status == "settled", checkpoint


@settings(max_examples=150, deadline=None)
@given(
    crash_after=st.integers(1, 30),
    staged=st.booleans(),
    waits=st.integers(0, 3),
    loses=st.integers(0, 1),
    late=st.integers(0, 1),
    can_look=st.booleans(),
)
def test_any_mix_of_crashes_and_lost_answers(
    *, crash_after: int, staged: bool, waits: int, loses: int, late: int, can_look: bool
) -> None:
    platform = PlatformInMemory(
        CrashPlan(crash_after),
        staged=staged,
        waits=waits,
        loses_answers=loses,
        shows_after=late,
        can_look=can_look,
    )
    scenario = PublishScenario.with_platform(platform)
    publication = scenario.run()
    assert len(platform.published) <= 1
    assert publication.status in ("confirmed", "failed", "unknown")
    if publication.status == "failed":
        assert platform.published == []
    if publication.status == "unknown":
        assert publication.needs_review
        assert not can_look


def test_an_answer_that_was_lost_is_found_by_reading() -> None:
    scenario = PublishScenario.with_platform(
        PlatformInMemory(CrashPlan(), staged=False, loses_answers=1)
    )
    assert scenario.step() == Wait(5.0)
    assert scenario.publication.status == "unknown"
    assert not scenario.publication.can_retry
    scenario.clock.forward(5)
    assert scenario.run().status == "confirmed"
    assert scenario.platform.published == ["pub_1"]


def test_what_no_look_can_tell_is_left_to_a_person() -> None:
    platform = PlatformInMemory(CrashPlan(), staged=False, loses_answers=1, can_look=False)
    scenario = PublishScenario.with_platform(platform)
    began = scenario.clock.now()
    publication = scenario.run()
    assert (publication.status, publication.needs_review) == ("unknown", True)
    assert publication.reconcile_attempts == len(LOOK_UP_AFTER)
    assert (scenario.clock.now() - began).total_seconds() <= 300
    assert publication.remedy is not None


def test_a_look_that_kills_its_worker_each_time_ends_like_one_that_cannot_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    platform = PlatformInMemory(CrashPlan(), staged=False, loses_answers=1)
    scenario = PublishScenario.with_platform(platform)

    def die(_publication: Publication) -> NotThere:
        raise WorkerKilled

    monkeypatch.setattr(platform, "find", die)
    publication = scenario.run()

    assert (publication.status, publication.needs_review) == ("unknown", True)
    assert publication.reason == "We could not find out whether it was published."
    assert scenario.crashes == len(LOOK_UP_AFTER) + 1


def test_a_passing_failure_is_tried_again_and_then_given_up() -> None:
    twice: list[Exception] = [TryLater("busy", after=3), TryLater("busy", after=3)]
    scenario = PublishScenario.with_platform(
        PlatformInMemory(CrashPlan(), staged=False, failures=twice)
    )
    assert scenario.run().status == "confirmed"
    always: list[Exception] = [TryLater("busy") for _ in range(MOST_TRIES + 1)]
    scenario = PublishScenario.with_platform(
        PlatformInMemory(CrashPlan(), staged=False, failures=always)
    )
    publication = scenario.run()
    assert (publication.status, publication.reason) == ("failed", "busy")
    assert scenario.platform.published == []


def test_a_refusal_fails_with_the_reason_and_the_remedy() -> None:
    refusals: list[Exception] = [Refused("Too wide.", remedy="Crop it.")]
    scenario = PublishScenario.with_platform(PlatformInMemory(CrashPlan(), failures=refusals))
    publication = scenario.run()
    assert (publication.status, publication.reason, publication.remedy) == (
        "failed",
        "Too wide.",
        "Crop it.",
    )
    assert publication.can_retry


def test_a_second_worker_waits_while_the_first_holds_the_lease() -> None:
    scenario = PublishScenario.with_platform(
        PlatformInMemory(CrashPlan(crash_after=5), staged=False)
    )
    assert scenario.step() is None
    assert not scenario.publication.is_settled
    assert scenario.step() == Wait(75.0)
    assert scenario.platform.published == []


def test_a_browser_job_goes_out_and_its_answer_settles_the_target() -> None:
    scenario = PublishScenario.with_platform(PlatformInMemory(CrashPlan(), in_browser=True))
    following = scenario.publish_runner.advance("pub_1")
    assert isinstance(following, Browse)
    assert following.job["find"] is False
    assert not scenario.publication.is_settled
    answer = Published("7", "https://bazaar.example/7")
    scenario.publish_runner.take("pub_1", {"answer": answer})
    assert scenario.publication.status == "confirmed"


def test_the_browser_has_its_whole_lease_however_long_its_job_took_to_make() -> None:
    platform = PlatformInMemory(CrashPlan(), in_browser=True)
    scenario = PublishScenario.with_platform(platform)
    platform.meanwhile = lambda: scenario.clock.forward(40)
    assert isinstance(scenario.publish_runner.advance("pub_1"), Browse)
    assert scenario.publication.lease_until == scenario.clock.now() + BROWSER_LEASE


def test_a_browser_that_died_is_followed_by_a_look() -> None:
    scenario = PublishScenario.with_platform(PlatformInMemory(CrashPlan(), in_browser=True))
    scenario.publish_runner.advance("pub_1")
    assert scenario.publish_runner.take("pub_1", None) == Wait(5.0)
    scenario.clock.forward(5)
    following = scenario.publish_runner.advance("pub_1")
    assert isinstance(following, Browse)
    assert following.job["find"] is True


def test_a_retry_in_the_browser_looks_first_and_then_submits_in_a_step_of_its_own() -> None:
    """The step that takes an answer is the last of its run: a job that it began would be lost."""
    scenario = PublishScenario.with_platform(PlatformInMemory(CrashPlan(), in_browser=True))
    scenario.publish_runner.advance("pub_1")
    refusal = Refused("Too wide.", remedy="Crop it.")
    scenario.publish_runner.take("pub_1", {"answer": refusal})
    failed = scenario.publication
    assert (failed.status, failed.sent_at is None) == ("failed", False)
    scenario.clock.forward(60)
    scenario.take_up()
    for _ in range(2):
        following = scenario.publish_runner.advance("pub_1")
        assert isinstance(following, Browse)
        assert following.job["find"] is True
        taken = scenario.publish_runner.take("pub_1", {"answer": NotThere()})
        assert isinstance(taken, Wait)
        scenario.clock.forward(taken.seconds)
    assert not scenario.publication.is_held(scenario.clock.now())
    following = scenario.publish_runner.advance("pub_1")
    assert isinstance(following, Browse)
    assert following.job["find"] is False


def test_a_browser_job_that_is_refused_is_the_outcome() -> None:
    refusal = Refused("Off.", remedy="Later.")
    platform = PlatformInMemory(CrashPlan(), in_browser=True, no_job=refusal)
    scenario = PublishScenario.with_platform(platform)
    scenario.publish_runner.advance("pub_1")
    assert (scenario.publication.status, scenario.publication.reason) == ("failed", "Off.")


def test_a_browser_job_that_cannot_be_made_now_is_made_later() -> None:
    platform = PlatformInMemory(CrashPlan(), in_browser=True, no_job=TryLater("Busy.", after=30))
    scenario = PublishScenario.with_platform(platform)
    following = scenario.publish_runner.advance("pub_1")
    assert isinstance(following, Wait)
    platform.no_job = None
    scenario.clock.forward(following.seconds)
    following = scenario.publish_runner.advance("pub_1")
    assert isinstance(following, Browse)
    assert following.job["find"] is False


def test_a_void_preparation_is_made_again() -> None:
    scenario = PublishScenario.with_platform(PlatformInMemory(CrashPlan(), waits=1))
    assert isinstance(scenario.step(), Wait)
    assert scenario.publication.handle is not None
    scenario.platform.failures = [StartOver("The container expired.")]
    scenario.clock.forward(2)
    scenario.step()
    begun_again = scenario.publication
    assert [begun_again.handle, begun_again.sent_at] == [None, None]
    assert scenario.run().status == "confirmed"
    assert scenario.platform.published == ["pub_1"]
