"""What is looked for, by which proof, and what goes on by itself or is left to a person."""

import pytest

from functions.publishing.model.target import MOST_TRIES
from functions.publishing.ports import OutcomeUnknown, Published, Refused
from functions.publishing.service.target_runner import Wait
from tests.unit.publishing.platform import LEASE, Fate, PlatformInMemory, World, listing


def test_a_retry_looks_first_where_an_earlier_call_was_sent() -> None:
    """A post that arrived after it was given up is found, and not doubled."""
    lost: list[Exception] = [OutcomeUnknown()]
    platform = PlatformInMemory(Fate(), staged=False, resumes=False, finish_failures=lost)
    world = World.with_platform(platform)
    failed = world.run()
    assert failed.status == "failed"
    platform.published.append("tgt_1")  # it arrives late after all
    world.table.rows["post_1", "bazaar"] = failed.retried(world.clock.now(), listing())
    assert world.run().status == "confirmed"
    assert platform.published == ["tgt_1"]


def test_a_retry_sends_nothing_while_the_platform_cannot_be_read() -> None:
    lost: list[Exception] = [OutcomeUnknown()]
    platform = PlatformInMemory(Fate(), staged=False, resumes=False, finish_failures=lost)
    world = World.with_platform(platform)
    failed = world.run()
    world.platform.published.append("tgt_1")  # it arrives late after all
    world.table.rows["post_1", "bazaar"] = failed.retried(world.clock.now(), listing())
    world.platform.unreadable = 2
    assert world.run().status == "confirmed"
    assert platform.published == ["tgt_1"]


@pytest.mark.parametrize("resumes", [True, False])
def test_a_retry_of_what_never_arrived_prepares_it_anew(*, resumes: bool) -> None:
    """Also where the platform would still take what an earlier round had prepared: old words."""
    lost: list[Exception] = [OutcomeUnknown()]
    platform = PlatformInMemory(Fate(), staged=False, resumes=False, finish_failures=lost)
    world = World.with_platform(platform)
    failed = world.run()
    assert (failed.status, failed.attempts) == ("failed", 1)
    platform.resumes = resumes
    world.table.rows["post_1", "bazaar"] = failed.retried(world.clock.now(), listing())
    again = world.run()
    assert (again.status, again.attempts) == ("confirmed", 2)
    assert world.platform.published == ["tgt_1"]


def test_a_retry_keeps_the_handle_by_which_a_late_post_is_known() -> None:
    """Without it only its words would be left, and another post of the piece has the same."""
    lost: list[Exception] = [OutcomeUnknown()]
    world = World.with_platform(PlatformInMemory(Fate(), resumes=False, finish_failures=lost))
    failed = world.run()
    again = failed.retried(world.clock.now(), listing())
    assert (again.handle, again.sent_at) == (failed.handle, failed.sent_at)
    assert again.handle is not None
    assert again.must_be_read


def test_a_retry_of_what_was_never_to_be_shown_looks_for_nothing() -> None:
    world = World.with_platform(PlatformInMemory(Fate(), failures=[Refused("Too wide.", "Crop.")]))
    failed = world.run()
    world.platform.can_look = False
    world.table.rows["post_1", "bazaar"] = failed.retried(world.clock.now(), listing())
    assert world.run().status == "confirmed"
    assert world.target.reconcile_attempts == 0


@pytest.mark.parametrize("call", ["start", "check"])
def test_a_preparation_that_lost_its_worker_is_made_again_without_a_look(call: str) -> None:
    platform = PlatformInMemory(Fate(), staged=True, can_look=False)
    world = World.with_platform(platform)
    if call == "check":
        assert world.step() == Wait(2.0)
        world.clock.forward(2)
    held = world.target.held(world.clock.now(), LEASE)
    begun = held if call == "check" else held.sending(world.clock.now(), "start")
    world.table.rows["post_1", "bazaar"] = begun
    target = world.run()
    assert (target.status, target.reconcile_attempts, target.tries) == ("confirmed", 0, 1)
    assert platform.published == ["tgt_1"]


def test_a_preparation_whose_answer_was_lost_is_made_again() -> None:
    world = World.with_platform(PlatformInMemory(Fate(), failures=[OutcomeUnknown()]))
    target = world.run()
    assert (target.status, target.reconcile_attempts, target.tries) == ("confirmed", 0, 1)
    assert world.platform.published == ["tgt_1"]


def test_what_a_check_says_may_be_out_is_looked_for() -> None:
    """As when somebody else's program has published what was prepared."""
    platform = PlatformInMemory(Fate(), check_failures=[OutcomeUnknown()], published=["tgt_1"])
    target = World.with_platform(platform).run()
    assert target.status == "confirmed"
    assert platform.published == ["tgt_1"]


def test_a_preparation_that_never_comes_through_is_given_up_and_nothing_is_there() -> None:
    lost: list[Exception] = [OutcomeUnknown() for _ in range(MOST_TRIES + 1)]
    world = World.with_platform(PlatformInMemory(Fate(), failures=lost))
    target = world.run()
    assert (target.status, target.tries) == ("failed", MOST_TRIES)
    assert (target.remedy or "").startswith("Nothing was published.")
    assert world.platform.published == []


def test_what_is_only_alike_is_shown_to_a_person_and_never_confirmed() -> None:
    twin = Published("7", "https://bazaar.example/7")
    lost = PlatformInMemory(Fate(), loses_answers=1, can_look=False, alike=(twin,))
    world = World.with_platform(lost)
    target = world.run()
    assert (target.status, target.needs_review, target.url) == ("unknown", True, twin.url)
    assert not target.can_retry
    now = world.clock.now()
    for said in ("", twin.url):
        agreed = target.seen_by_person(now, said)
        assert (agreed.status, agreed.external_id, agreed.url) == ("confirmed", "7", twin.url)
    other = target.seen_by_person(now, "https://bazaar.example/8")
    assert (other.external_id, other.url) == ("", "https://bazaar.example/8")
    denied = target.failed(now, "You looked, and it is not there.", "Try again.")
    assert (denied.external_id, denied.url) == (None, None)


def test_several_that_are_alike_are_named_and_none_is_proposed() -> None:
    twins = tuple(Published(str(at), f"https://bazaar.example/{at}") for at in (7, 8))
    lost = PlatformInMemory(Fate(), loses_answers=1, can_look=False, alike=twins)
    target = World.with_platform(lost).run()
    assert (target.status, target.external_id, target.url) == ("unknown", None, None)
    assert all(one.url in (target.remedy or "") for one in twins)
