"""Whatever dies, and whenever: never two posts, never a lost target."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.publishing.events import PostSettled, TargetChanged
from functions.publishing.model.target import MAX_RECONCILE_ATTEMPTS, MOST_TRIES
from functions.publishing.ports import NotThere, Published, Refused, StartOver
from functions.publishing.service.target_runner import Browse, Wait
from kernel.errors import TryLater
from tests.unit.publishing.platform import Fate, PlatformInMemory, World, listing


def test_a_staged_platform_is_confirmed_after_its_wait() -> None:
    world = World.with_platform(PlatformInMemory(Fate(), waits=3))
    target = world.run()
    assert (target.status, target.url) == ("confirmed", "https://bazaar.example/tgt_1")
    assert world.platform.published == ["tgt_1"]
    statuses = [event.status for event in world.table.said if isinstance(event, TargetChanged)]
    assert statuses == ["claimed", "confirmed"]
    assert [e.confirmed for e in world.table.said if isinstance(e, PostSettled)] == [1]
    assert world.table.posts["post_1"].status == "settled"


def points_of(*, staged: bool) -> int:
    """How many points of death a run passes."""
    fate = Fate()
    World.with_platform(PlatformInMemory(fate, staged=staged)).run()
    return fate.passed


@pytest.mark.parametrize("staged", [True, False])
def test_a_worker_killed_at_any_point_never_doubles_nor_loses(*, staged: bool) -> None:
    for point in range(1, points_of(staged=staged) + 1):
        world = World.with_platform(PlatformInMemory(Fate(dies_at=point), staged=staged))
        target = world.run()
        assert world.deaths == 1, point
        assert len(world.platform.published) <= 1, point
        # The same handle may be used again there, so that no death needs the artisan.
        assert target.status == "confirmed", point
        assert world.table.posts["post_1"].status == "settled", point


@settings(max_examples=150, deadline=None)
@given(
    dies_at=st.integers(1, 30),
    staged=st.booleans(),
    waits=st.integers(0, 3),
    loses=st.integers(0, 1),
    late=st.integers(0, 1),
    can_look=st.booleans(),
)
def test_any_mix_of_death_and_lost_answers(
    *, dies_at: int, staged: bool, waits: int, loses: int, late: int, can_look: bool
) -> None:
    platform = PlatformInMemory(
        Fate(dies_at),
        staged=staged,
        waits=waits,
        loses_answers=loses,
        shows_after=late,
        can_look=can_look,
    )
    world = World.with_platform(platform)
    target = world.run()
    assert len(platform.published) <= 1
    assert target.status in ("confirmed", "failed", "unknown")
    if target.status == "failed":
        assert platform.published == []
    if target.status == "unknown":
        assert target.needs_review
        assert not can_look


def test_an_answer_that_was_lost_is_found_by_reading() -> None:
    world = World.with_platform(PlatformInMemory(Fate(), staged=False, loses_answers=1))
    assert world.step() == Wait(5.0)
    assert world.target.status == "unknown"
    assert not world.target.can_retry
    world.clock.forward(5)
    assert world.run().status == "confirmed"
    assert world.platform.published == ["tgt_1"]


def test_what_no_look_can_tell_is_left_to_a_person() -> None:
    platform = PlatformInMemory(Fate(), staged=False, loses_answers=1, can_look=False)
    world = World.with_platform(platform)
    began = world.clock.now()
    target = world.run()
    assert (target.status, target.needs_review) == ("unknown", True)
    assert target.reconcile_attempts == MAX_RECONCILE_ATTEMPTS
    assert (world.clock.now() - began).total_seconds() <= 300
    assert target.remedy is not None


def test_a_passing_failure_is_tried_again_and_then_given_up() -> None:
    twice: list[Exception] = [TryLater("busy", after=3), TryLater("busy", after=3)]
    world = World.with_platform(PlatformInMemory(Fate(), staged=False, failures=twice))
    assert world.run().status == "confirmed"
    always: list[Exception] = [TryLater("busy") for _ in range(MOST_TRIES + 1)]
    world = World.with_platform(PlatformInMemory(Fate(), staged=False, failures=always))
    target = world.run()
    assert (target.status, target.reason) == ("failed", "busy")
    assert world.platform.published == []


def test_a_refusal_fails_with_the_reason_and_the_remedy() -> None:
    refusals: list[Exception] = [Refused("Too wide.", "Crop it.")]
    world = World.with_platform(PlatformInMemory(Fate(), failures=refusals))
    target = world.run()
    assert (target.status, target.reason, target.remedy) == ("failed", "Too wide.", "Crop it.")
    assert target.can_retry


def test_a_second_worker_waits_while_the_first_holds_the_lease() -> None:
    world = World.with_platform(PlatformInMemory(Fate(dies_at=5), staged=False))
    assert world.step() is None
    assert not world.target.is_settled
    assert world.step() == Wait(75.0)
    assert world.platform.published == []


def test_a_browser_job_goes_out_and_its_answer_settles_the_target() -> None:
    world = World.with_platform(PlatformInMemory(Fate(), in_browser=True))
    following = world.advancing.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is False
    assert not world.target.is_settled
    answer = Published("7", "https://bazaar.example/7")
    world.advancing.take("post_1", "bazaar", {"answer": answer})
    assert world.target.status == "confirmed"


def test_a_browser_that_died_is_followed_by_a_look() -> None:
    world = World.with_platform(PlatformInMemory(Fate(), in_browser=True))
    world.advancing.advance("post_1", "bazaar")
    assert world.advancing.take("post_1", "bazaar", None) == Wait(5.0)
    world.clock.forward(5)
    following = world.advancing.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is True


def test_a_retry_in_the_browser_looks_first_and_then_submits_in_a_step_of_its_own() -> None:
    """The step that takes an answer is the last of its run: a job that it began would be lost."""
    world = World.with_platform(PlatformInMemory(Fate(), in_browser=True))
    world.advancing.advance("post_1", "bazaar")
    world.advancing.take("post_1", "bazaar", {"answer": Refused("Too wide.", "Crop it.")})
    failed = world.target
    assert (failed.status, failed.sent_at is None) == ("failed", False)
    world.clock.forward(60)
    world.table.rows["post_1", "bazaar"] = failed.retried(world.clock.now(), listing())
    for _ in range(2):
        following = world.advancing.advance("post_1", "bazaar")
        assert isinstance(following, Browse)
        assert following.job["find"] is True
        taken = world.advancing.take("post_1", "bazaar", {"answer": NotThere()})
        assert isinstance(taken, Wait)
        world.clock.forward(taken.seconds)
    assert not world.target.is_held(world.clock.now())
    following = world.advancing.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is False


def test_a_browser_job_that_is_refused_is_the_outcome() -> None:
    platform = PlatformInMemory(Fate(), in_browser=True, no_job=Refused("Off.", "Later."))
    world = World.with_platform(platform)
    world.advancing.advance("post_1", "bazaar")
    assert (world.target.status, world.target.reason) == ("failed", "Off.")


def test_a_browser_job_that_cannot_be_made_now_is_made_later() -> None:
    platform = PlatformInMemory(Fate(), in_browser=True, no_job=TryLater("Busy.", after=30))
    world = World.with_platform(platform)
    following = world.advancing.advance("post_1", "bazaar")
    assert isinstance(following, Wait)
    platform.no_job = None
    world.clock.forward(following.seconds)
    following = world.advancing.advance("post_1", "bazaar")
    assert isinstance(following, Browse)
    assert following.job["find"] is False


def test_a_void_preparation_is_made_again() -> None:
    world = World.with_platform(PlatformInMemory(Fate(), waits=1))
    assert isinstance(world.step(), Wait)
    assert world.target.handle is not None
    world.platform.failures = [StartOver("The container expired.")]
    world.clock.forward(2)
    world.step()
    begun_again = world.table.rows["post_1", "bazaar"]
    assert [begun_again.handle, begun_again.sent_at] == [None, None]
    assert world.run().status == "confirmed"
    assert world.platform.published == ["tgt_1"]
