"""Whatever crashes, and whenever: never two posts, never a lost target."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.channels.model.listing import NotThere, Published
from functions.publishing.events import PostSettled, TargetChanged
from functions.publishing.model.target import MOST_TRIES
from functions.publishing.ports import (
    StartOver,
)
from functions.publishing.service.target_runner import Browse, Wait
from kernel.effect import LOOK_UP_AFTER
from kernel.errors import Refused, TryLater
from tests.unit.publishing.in_memory_platform import (
    CrashPlan,
    PlatformInMemory,
    TargetScenario,
    listing,
)


def test_a_staged_platform_is_confirmed_after_its_wait() -> None:
    scenario = TargetScenario.with_platform(PlatformInMemory(CrashPlan(), waits=3))
    target = scenario.run()
    assert (target.status, target.url) == ("confirmed", "https://bazaar.example/tgt_1")
    assert scenario.platform.published == ["tgt_1"]
    statuses = [event.status for event in scenario.table.events if isinstance(event, TargetChanged)]
    assert statuses == ["claimed", "confirmed"]
    assert [e.confirmed for e in scenario.table.events if isinstance(e, PostSettled)] == [1]
    assert scenario.table.posts["post_1"].status == "settled"


def points_of(*, staged: bool) -> int:
    """How many checkpoints a run passes."""
    crash_plan = CrashPlan()
    TargetScenario.with_platform(PlatformInMemory(crash_plan, staged=staged)).run()
    return crash_plan.passed


@pytest.mark.parametrize("staged", [True, False])
def test_a_worker_killed_at_any_point_never_doubles_nor_loses(*, staged: bool) -> None:
    for checkpoint in range(1, points_of(staged=staged) + 1):
        scenario = TargetScenario.with_platform(
            PlatformInMemory(CrashPlan(crash_after=checkpoint), staged=staged)
        )
        target = scenario.run()
        assert scenario.crashes == 1, checkpoint
        assert len(scenario.platform.published) <= 1, checkpoint
        # The same handle may be used again there, so that no crash needs the artisan.
        assert target.status == "confirmed", checkpoint
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
    scenario = TargetScenario.with_platform(platform)
    target = scenario.run()
    assert len(platform.published) <= 1
    assert target.status in ("confirmed", "failed", "unknown")
    if target.status == "failed":
        assert platform.published == []
    if target.status == "unknown":
        assert target.needs_review
        assert not can_look


def test_an_answer_that_was_lost_is_found_by_reading() -> None:
    scenario = TargetScenario.with_platform(
        PlatformInMemory(CrashPlan(), staged=False, loses_answers=1)
    )
    assert scenario.step() == Wait(5.0)
    assert scenario.target.status == "unknown"
    assert not scenario.target.can_retry
    scenario.clock.forward(5)
    assert scenario.run().status == "confirmed"
    assert scenario.platform.published == ["tgt_1"]


def test_what_no_look_can_tell_is_left_to_a_person() -> None:
    platform = PlatformInMemory(CrashPlan(), staged=False, loses_answers=1, can_look=False)
    scenario = TargetScenario.with_platform(platform)
    began = scenario.clock.now()
    target = scenario.run()
    assert (target.status, target.needs_review) == ("unknown", True)
    assert target.reconcile_attempts == len(LOOK_UP_AFTER)
    assert (scenario.clock.now() - began).total_seconds() <= 300
    assert target.remedy is not None


def test_a_passing_failure_is_tried_again_and_then_given_up() -> None:
    twice: list[Exception] = [TryLater("busy", after=3), TryLater("busy", after=3)]
    scenario = TargetScenario.with_platform(
        PlatformInMemory(CrashPlan(), staged=False, failures=twice)
    )
    assert scenario.run().status == "confirmed"
    always: list[Exception] = [TryLater("busy") for _ in range(MOST_TRIES + 1)]
    scenario = TargetScenario.with_platform(
        PlatformInMemory(CrashPlan(), staged=False, failures=always)
    )
    target = scenario.run()
    assert (target.status, target.reason) == ("failed", "busy")
    assert scenario.platform.published == []


def test_a_refusal_fails_with_the_reason_and_the_remedy() -> None:
    refusals: list[Exception] = [Refused("Too wide.", remedy="Crop it.")]
    scenario = TargetScenario.with_platform(PlatformInMemory(CrashPlan(), failures=refusals))
    target = scenario.run()
    assert (target.status, target.reason, target.remedy) == ("failed", "Too wide.", "Crop it.")
    assert target.can_retry


def test_a_second_worker_waits_while_the_first_holds_the_lease() -> None:
    scenario = TargetScenario.with_platform(
        PlatformInMemory(CrashPlan(crash_after=5), staged=False)
    )
    assert scenario.step() is None
    assert not scenario.target.is_settled
    assert scenario.step() == Wait(75.0)
    assert scenario.platform.published == []


def test_a_browser_job_goes_out_and_its_answer_settles_the_target() -> None:
    scenario = TargetScenario.with_platform(PlatformInMemory(CrashPlan(), in_browser=True))
    following = scenario.target_runner.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is False
    assert not scenario.target.is_settled
    answer = Published("7", "https://bazaar.example/7")
    scenario.target_runner.take("post_1", "bazaar", {"answer": answer})
    assert scenario.target.status == "confirmed"


def test_a_browser_that_died_is_followed_by_a_look() -> None:
    scenario = TargetScenario.with_platform(PlatformInMemory(CrashPlan(), in_browser=True))
    scenario.target_runner.advance("post_1", "bazaar")
    assert scenario.target_runner.take("post_1", "bazaar", None) == Wait(5.0)
    scenario.clock.forward(5)
    following = scenario.target_runner.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is True


def test_a_retry_in_the_browser_looks_first_and_then_submits_in_a_step_of_its_own() -> None:
    """The step that takes an answer is the last of its run: a job that it began would be lost."""
    scenario = TargetScenario.with_platform(PlatformInMemory(CrashPlan(), in_browser=True))
    scenario.target_runner.advance("post_1", "bazaar")
    refusal = Refused("Too wide.", remedy="Crop it.")
    scenario.target_runner.take("post_1", "bazaar", {"answer": refusal})
    failed = scenario.target
    assert (failed.status, failed.sent_at is None) == ("failed", False)
    scenario.clock.forward(60)
    scenario.table.rows["post_1", "bazaar"] = failed.retried(scenario.clock.now(), listing())
    for _ in range(2):
        following = scenario.target_runner.advance("post_1", "bazaar")
        assert isinstance(following, Browse)
        assert following.job["find"] is True
        taken = scenario.target_runner.take("post_1", "bazaar", {"answer": NotThere()})
        assert isinstance(taken, Wait)
        scenario.clock.forward(taken.seconds)
    assert not scenario.target.is_held(scenario.clock.now())
    following = scenario.target_runner.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is False


def test_a_browser_job_that_is_refused_is_the_outcome() -> None:
    refusal = Refused("Off.", remedy="Later.")
    platform = PlatformInMemory(CrashPlan(), in_browser=True, no_job=refusal)
    scenario = TargetScenario.with_platform(platform)
    scenario.target_runner.advance("post_1", "bazaar")
    assert (scenario.target.status, scenario.target.reason) == ("failed", "Off.")


def test_a_browser_job_that_cannot_be_made_now_is_made_later() -> None:
    platform = PlatformInMemory(CrashPlan(), in_browser=True, no_job=TryLater("Busy.", after=30))
    scenario = TargetScenario.with_platform(platform)
    following = scenario.target_runner.advance("post_1", "bazaar")
    assert isinstance(following, Wait)
    platform.no_job = None
    scenario.clock.forward(following.seconds)
    following = scenario.target_runner.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is False


def test_a_void_preparation_is_made_again() -> None:
    scenario = TargetScenario.with_platform(PlatformInMemory(CrashPlan(), waits=1))
    assert isinstance(scenario.step(), Wait)
    assert scenario.target.handle is not None
    scenario.platform.failures = [StartOver("The container expired.")]
    scenario.clock.forward(2)
    scenario.step()
    begun_again = scenario.table.rows["post_1", "bazaar"]
    assert [begun_again.handle, begun_again.sent_at] == [None, None]
    assert scenario.run().status == "confirmed"
    assert scenario.platform.published == ["tgt_1"]
