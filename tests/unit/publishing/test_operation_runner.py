"""Update and unpublish: the requested state in the end, whatever crashes or is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.publishing.errors.publications import NotPublished
from functions.publishing.events import PublicationChanged
from functions.publishing.service.publish_runner import Wait
from kernel.effect import MOST_CALLS
from kernel.errors import OutcomeUnknown, Refused, TryLater
from tests.unit.publishing.in_memory_platform import LEASE, START
from tests.unit.publishing.in_memory_table import CrashPlan, PublicationsInMemory
from tests.unit.publishing.operation_scenario import EditorInMemory, OperationScenario

VERBS = pytest.mark.parametrize("verb", ["update", "unpublish"])


def press(scenario: OperationScenario, verb: str) -> None:
    scenario.update() if verb == "update" else scenario.unpublish()


def is_as_asked(scenario: OperationScenario, verb: str) -> bool:
    """Whether the shop shows what was asked for, and the publication says the same."""
    if verb == "unpublish":
        return scenario.editor.shown is None and scenario.publication.status == "unpublished"
    shown = scenario.editor.shown
    return (
        shown is not None
        and shown == scenario.publication.listing
        and scenario.publication.status == "confirmed"
    )


def test_a_change_brings_what_draft_and_product_say_now() -> None:
    scenario = OperationScenario()
    scenario.inputs.add_size_variant()
    scenario.editor.note = "It is changed, and it is not on sale."
    scenario.update()
    assert list(scenario.runs.started.values()) == [("pub_1",)]
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert is_as_asked(scenario, "update")
    assert scenario.publication.listing.marker == scenario.publication.publication_id
    assert scenario.publication.listing.variants == scenario.inputs.snapshot.variants
    assert scenario.publication.url == "https://bazaar.example/changed"
    assert scenario.publication.operation is not None
    assert scenario.publication.operation.effect.reason == scenario.editor.note
    statuses = [
        one.operation_status for one in scenario.table.events if isinstance(one, PublicationChanged)
    ]
    assert statuses == ["planned", "sent", "confirmed"]


def test_taking_down_ends_as_unpublished() -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    scenario.run()
    assert scenario.summary == ("unpublished", "unpublish", "confirmed")
    assert scenario.editor.shown is None
    last = scenario.table.events[-1]
    assert isinstance(last, PublicationChanged)
    assert (last.status, last.operation, last.operation_status) == (
        "unpublished",
        "unpublish",
        "confirmed",
    )


@VERBS
def test_a_worker_killed_at_any_point_ends_in_the_asked_state(verb: str) -> None:
    whole = OperationScenario()
    press(whole, verb)
    began = whole.crash_plan.passed
    whole.run()
    for checkpoint in range(1, whole.crash_plan.passed - began + 1):
        scenario = OperationScenario()
        press(scenario, verb)
        scenario.crash_plan.crash_after = began + checkpoint
        scenario.run()
        assert scenario.crashes == 1, checkpoint
        assert is_as_asked(scenario, verb), checkpoint
        assert scenario.summary[2] == "confirmed", checkpoint
        assert len(scenario.editor.calls) <= 2, checkpoint


@settings(max_examples=150, deadline=None)
@given(
    verb=st.sampled_from(["update", "unpublish"]),
    crash_after=st.integers(1, 12),
    loses=st.integers(0, 9),
    later=st.integers(0, 9),
    refused=st.booleans(),
)
def test_any_mix_of_crashes_lost_answers_and_delays(
    *, verb: str, crash_after: int, loses: int, later: int, refused: bool
) -> None:
    scenario = OperationScenario()
    scenario.editor.loses_answers = loses
    scenario.editor.failures = [TryLater("busy", after=3) for _ in range(later)]
    if refused:
        scenario.editor.failures.append(Refused("Not so.", remedy="Do this."))
    press(scenario, verb)
    scenario.crash_plan.crash_after = scenario.crash_plan.passed + crash_after
    scenario.run()
    assert len(scenario.editor.calls) <= MOST_CALLS
    status, _, outcome = scenario.summary
    if outcome == "confirmed":
        assert is_as_asked(scenario, verb)
        return
    assert status == "confirmed"
    assert scenario.publication.operation is not None
    effect = scenario.publication.operation.effect
    assert (effect.reason, effect.remedy) > ("", "")
    if outcome == "failed":
        # Surely not done: no call of it ever came so far.
        assert scenario.editor.shown is not None
        assert (
            scenario.crashes == 0
            or scenario.publication.operation.effect.may_have_executed is False
        )
    else:
        assert outcome == "unknown"
        assert scenario.publication.operation.effect.may_have_executed


@VERBS
def test_a_lost_answer_is_asked_for_again(verb: str) -> None:
    scenario = OperationScenario()
    scenario.editor.loses_answers = 2
    press(scenario, verb)
    assert isinstance(scenario.operation_runner.advance("pub_1"), Wait)
    assert scenario.summary == ("confirmed", verb, "unknown")
    assert scenario.publication.can_begin() == (verb == "update")
    scenario.run()
    assert is_as_asked(scenario, verb)
    assert scenario.editor.calls == [verb] * 3


@VERBS
def test_an_unknown_outcome_is_reported_and_may_be_pressed_again(verb: str) -> None:
    scenario = OperationScenario(editor=EditorInMemory(CrashPlan(), loses_answers=MOST_CALLS))
    press(scenario, verb)
    scenario.run()
    assert scenario.summary == ("confirmed", verb, "unknown")
    assert scenario.publication.operation is not None
    assert (
        scenario.publication.operation.effect.remedy
        == "Look there, and press again: doing it twice does no harm."
    )
    assert scenario.publication.can_begin()
    press(scenario, verb)
    scenario.run()
    assert scenario.summary[2] == "confirmed"


@VERBS
def test_a_refusal_is_reported_with_its_remedy_and_the_piece_stays(verb: str) -> None:
    scenario = OperationScenario()
    scenario.editor.failures = [Refused("Connect again.", remedy="Under Connections.")]
    press(scenario, verb)
    scenario.run()
    assert scenario.summary == ("confirmed", verb, "failed")
    assert scenario.publication.operation is not None
    assert scenario.publication.operation.effect.remedy == "Under Connections."
    press(scenario, verb)
    scenario.run()
    assert is_as_asked(scenario, verb)


def test_a_refusal_after_a_lost_answer_is_not_reported_as_surely_undone() -> None:
    scenario = OperationScenario()
    refusal = Refused("Connect again.", remedy="Under Connections.")
    scenario.editor.failures = [OutcomeUnknown("lost"), refusal]
    scenario.unpublish()
    scenario.run()
    assert scenario.summary == ("confirmed", "unpublish", "unknown")


def test_a_busy_platform_is_asked_again_and_then_left() -> None:
    scenario = OperationScenario()
    scenario.editor.failures = [TryLater("busy", after=3) for _ in range(MOST_CALLS)]
    scenario.update()
    began = scenario.clock.now()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "failed")
    assert len(scenario.editor.calls) == MOST_CALLS
    assert (scenario.clock.now() - began).total_seconds() < 300


def missing() -> OperationScenario:
    """An update that did not find its listing in the account."""
    scenario = OperationScenario()
    scenario.editor.shown = None
    scenario.update()
    scenario.run()
    return scenario


def test_what_is_not_there_any_more_is_final_only_when_a_person_says_so() -> None:
    scenario = missing()
    assert scenario.summary == ("unknown", "update", "failed")
    assert scenario.publication.needs_review
    assert scenario.publication.live_since == START
    with pytest.raises(NotPublished):
        scenario.update()
    gone = scenario.posts.resolve("user_1", "pub_1", None)
    assert (gone.status, gone.live_since, gone.can_retry) == ("unpublished", None, False)


def test_what_is_there_after_all_stays_live() -> None:
    scenario = missing()
    there = scenario.posts.resolve("user_1", "pub_1", "")
    assert (there.status, there.live_since, there.external_id) == ("confirmed", START, "1")
    assert there.can_begin()


def test_a_second_worker_waits_while_the_first_holds_the_lease() -> None:
    scenario = OperationScenario()
    scenario.update()
    assert scenario.publication.operation is not None
    operation = scenario.publication.operation
    sending = operation.at(operation.effect.sending(scenario.clock.now(), LEASE))
    scenario.table.save_publication(
        scenario.publication.with_operation(scenario.clock.now(), sending)
    )
    assert scenario.operation_runner.advance("pub_1") == Wait(LEASE.total_seconds())
    assert scenario.editor.calls == []


def test_what_has_no_operation_is_done() -> None:
    scenario = OperationScenario()
    scenario.run(rounds=1)
    scenario.operation_runner.advance("pub_2")
    assert scenario.editor.calls == []


def test_the_sweep_takes_up_an_operation_that_nobody_works_on() -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    scenario.runs.started.clear()
    scenario.later()
    other = replace(scenario.publication, publication_id="pub_2", number=2, operations={})
    scenario.table.store(other)
    assert scenario.publication.moves_on_at is not None
    assert other.moves_on_at is None
    assert scenario.sweeper.sweep() == 1
    assert list(scenario.runs.started.values()) == [("pub_1",)]
    scenario.run()
    assert PublicationsInMemory(scenario.table).overdue(scenario.clock.now()) == []
    assert scenario.sweeper.sweep() == 0
