"""Reconcile attempts: what is looked for, by which proof, and what needs manual review."""

import pytest

from functions.channels.model.listing import Published
from functions.publishing.model.built_listing import BuiltListing
from functions.publishing.model.publishing_steps import MOST_TRIES
from functions.publishing.service.publish_runner import Wait
from kernel.errors import OutcomeUnknown, Refused
from tests.unit.publishing.in_memory_platform import (
    LEASE,
    PlatformInMemory,
    PublishScenario,
    listing,
)
from tests.unit.publishing.in_memory_table import CrashPlan


def test_a_retry_looks_first_where_an_earlier_call_was_sent() -> None:
    """A post that arrived after it was given up is found, and not doubled."""
    lost: list[Exception] = [OutcomeUnknown("lost")]
    platform = PlatformInMemory(CrashPlan(), staged=False, resumes=False, finish_failures=lost)
    scenario = PublishScenario.with_platform(platform)
    failed = scenario.run()
    assert failed.status == "failed"
    platform.published.append("pub_1")  # it arrives late after all
    scenario.take_up()
    assert scenario.run().status == "confirmed"
    assert platform.published == ["pub_1"]


def test_a_retry_sends_nothing_while_the_platform_cannot_be_read() -> None:
    lost: list[Exception] = [OutcomeUnknown("lost")]
    platform = PlatformInMemory(CrashPlan(), staged=False, resumes=False, finish_failures=lost)
    scenario = PublishScenario.with_platform(platform)
    scenario.run()
    scenario.platform.published.append("pub_1")  # it arrives late after all
    scenario.take_up()
    scenario.platform.unreadable = 2
    assert scenario.run().status == "confirmed"
    assert platform.published == ["pub_1"]


@pytest.mark.parametrize("resumes", [True, False])
def test_a_retry_of_what_never_arrived_prepares_it_anew(*, resumes: bool) -> None:
    """Also where the platform would still take what an earlier run had prepared: old words."""
    lost: list[Exception] = [OutcomeUnknown("lost")]
    platform = PlatformInMemory(CrashPlan(), staged=False, resumes=False, finish_failures=lost)
    scenario = PublishScenario.with_platform(platform)
    failed = scenario.run()
    assert (failed.status, failed.attempts) == ("failed", 1)
    platform.resumes = resumes
    scenario.take_up()
    again = scenario.run()
    assert (again.status, again.attempts) == ("confirmed", 2)
    assert scenario.platform.published == ["pub_1"]


def test_a_retry_keeps_the_handle_by_which_a_late_post_is_known() -> None:
    """Without it only its words would be left, and another post of the piece has the same."""
    lost: list[Exception] = [OutcomeUnknown("lost")]
    scenario = PublishScenario.with_platform(
        PlatformInMemory(CrashPlan(), resumes=False, finish_failures=lost)
    )
    failed = scenario.run()
    again = failed.taken_up(scenario.clock.now(), "post_1", BuiltListing(listing(), {}))
    assert (again.handle, again.sent_at) == (failed.handle, failed.sent_at)
    assert again.handle is not None
    assert again.must_be_read


def test_a_retry_of_what_was_never_to_be_shown_looks_for_nothing() -> None:
    scenario = PublishScenario.with_platform(
        PlatformInMemory(CrashPlan(), failures=[Refused("Too wide.", remedy="Crop.")])
    )
    scenario.run()
    scenario.platform.can_look = False
    scenario.take_up()
    assert scenario.run().status == "confirmed"
    assert scenario.publication.reconcile_attempts == 0


@pytest.mark.parametrize("call", ["start", "check"])
def test_a_preparation_that_lost_its_worker_is_made_again_without_a_look(call: str) -> None:
    platform = PlatformInMemory(CrashPlan(), staged=True, can_look=False)
    scenario = PublishScenario.with_platform(platform)
    if call == "check":
        assert scenario.step() == Wait(2.0)
        scenario.clock.forward(2)
    held = scenario.publication.held(scenario.clock.now(), LEASE)
    begun = held if call == "check" else held.sending(scenario.clock.now(), "start")
    scenario.table.store(begun)
    publication = scenario.run()
    assert (publication.status, publication.reconcile_attempts, publication.tries) == (
        "confirmed",
        0,
        1,
    )
    assert platform.published == ["pub_1"]


def test_a_preparation_whose_answer_was_lost_is_made_again() -> None:
    scenario = PublishScenario.with_platform(
        PlatformInMemory(CrashPlan(), failures=[OutcomeUnknown("lost")])
    )
    publication = scenario.run()
    assert (publication.status, publication.reconcile_attempts, publication.tries) == (
        "confirmed",
        0,
        1,
    )
    assert scenario.platform.published == ["pub_1"]


def test_what_a_check_says_may_be_out_is_looked_for() -> None:
    """As when somebody else's program has published what was prepared."""
    lost: list[Exception] = [OutcomeUnknown("lost")]
    platform = PlatformInMemory(CrashPlan(), check_failures=lost, published=["pub_1"])
    publication = PublishScenario.with_platform(platform).run()
    assert publication.status == "confirmed"
    assert platform.published == ["pub_1"]


def test_a_preparation_that_never_comes_through_is_given_up_and_nothing_is_there() -> None:
    lost: list[Exception] = [OutcomeUnknown("lost") for _ in range(MOST_TRIES + 1)]
    scenario = PublishScenario.with_platform(PlatformInMemory(CrashPlan(), failures=lost))
    publication = scenario.run()
    assert (publication.status, publication.tries) == ("failed", MOST_TRIES)
    assert (publication.remedy or "").startswith("Nothing was published.")
    assert scenario.platform.published == []


def test_what_is_only_alike_is_shown_to_a_person_and_never_confirmed() -> None:
    twin = Published("7", "https://bazaar.example/7")
    lost = PlatformInMemory(CrashPlan(), loses_answers=1, can_look=False, alike=(twin,))
    scenario = PublishScenario.with_platform(lost)
    publication = scenario.run()
    assert (publication.status, publication.needs_review, publication.url) == (
        "unknown",
        True,
        twin.url,
    )
    assert not publication.can_retry
    now = scenario.clock.now()
    for url in ("", twin.url):
        agreed = publication.seen_by_person(now, url)
        assert (agreed.status, agreed.external_id, agreed.url) == ("confirmed", "7", twin.url)
    other = publication.seen_by_person(now, "https://bazaar.example/8")
    assert (other.external_id, other.url) == ("", "https://bazaar.example/8")
    denied = publication.failed(now, "You looked, and it is not there.", "Try again.")
    assert (denied.external_id, denied.url) == (None, None)


def test_several_that_are_alike_are_named_and_none_is_proposed() -> None:
    twins = tuple(Published(str(at), f"https://bazaar.example/{at}") for at in (7, 8))
    lost = PlatformInMemory(CrashPlan(), loses_answers=1, can_look=False, alike=twins)
    publication = PublishScenario.with_platform(lost).run()
    assert (publication.status, publication.external_id, publication.url) == ("unknown", None, None)
    assert all(one.url in (publication.remedy or "") for one in twins)
