"""Update and unpublish: the requested state in the end, whatever crashes or is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.publishing.events import TargetChanged
from functions.publishing.service.target_runner import Wait
from kernel.effect import MOST_CALLS
from kernel.errors import OutcomeUnknown, Refused, TryLater
from tests.unit.publishing.in_memory_platform import LEASE, CrashPlan
from tests.unit.publishing.operation_scenario import EditorInMemory, OperationScenario

VERBS = pytest.mark.parametrize("verb", ["update", "unpublish"])


def press(scenario: OperationScenario, verb: str) -> None:
    scenario.update() if verb == "update" else scenario.unpublish()


def is_as_asked(scenario: OperationScenario, verb: str) -> bool:
    """Whether the shop shows what was asked for, and the target says the same."""
    if verb == "unpublish":
        return scenario.editor.shown is None and scenario.target.status == "unpublished"
    shown = scenario.editor.shown
    return (
        shown is not None
        and shown == scenario.target.listing
        and scenario.target.status == "confirmed"
    )


def test_a_change_brings_what_draft_and_product_say_now() -> None:
    scenario = OperationScenario()
    scenario.inputs.add_size_variant()
    scenario.editor.note = "It is changed, and it is not on sale."
    scenario.update()
    assert list(scenario.runs.started.values()) == [("bazaar",)]
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert is_as_asked(scenario, "update")
    assert scenario.target.listing.marker == scenario.target.target_id
    assert scenario.target.listing.variants == scenario.inputs.snapshot.variants
    assert scenario.target.url == "https://bazaar.example/changed"
    assert scenario.target.operation is not None
    assert scenario.target.operation.effect.reason == scenario.editor.note
    statuses = [
        one.operation_status for one in scenario.table.events if isinstance(one, TargetChanged)
    ]
    assert statuses == ["planned", "sent", "confirmed"]


def test_taking_down_ends_as_unpublished() -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    scenario.run()
    assert scenario.summary == ("unpublished", "unpublish", "confirmed")
    assert scenario.editor.shown is None
    last = scenario.table.events[-1]
    assert isinstance(last, TargetChanged)
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
    assert scenario.target.operation is not None
    effect = scenario.target.operation.effect
    assert (effect.reason, effect.remedy) > ("", "")
    if outcome == "failed":
        # Surely not done: no call of it ever came so far.
        assert scenario.editor.shown is not None
        assert scenario.crashes == 0 or scenario.target.operation.effect.may_have_executed is False
    else:
        assert outcome == "unknown"
        assert scenario.target.operation.effect.may_have_executed


@VERBS
def test_a_lost_answer_is_asked_for_again(verb: str) -> None:
    scenario = OperationScenario()
    scenario.editor.loses_answers = 2
    press(scenario, verb)
    assert isinstance(scenario.operation_runner.advance("post_1", "bazaar"), Wait)
    assert scenario.summary == ("confirmed", verb, "unknown")
    assert not scenario.target.can_begin("unpublish")
    scenario.run()
    assert is_as_asked(scenario, verb)
    assert scenario.editor.calls == [verb] * 3


@VERBS
def test_an_unknown_outcome_is_reported_and_may_be_pressed_again(verb: str) -> None:
    scenario = OperationScenario(editor=EditorInMemory(CrashPlan(), loses_answers=MOST_CALLS))
    press(scenario, verb)
    scenario.run()
    assert scenario.summary == ("confirmed", verb, "unknown")
    assert scenario.target.operation is not None
    assert (
        scenario.target.operation.effect.remedy
        == "Look there, and press again: doing it twice does no harm."
    )
    assert scenario.target.can_begin("unpublish")
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
    assert scenario.target.operation is not None
    assert scenario.target.operation.effect.remedy == "Under Connections."
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


def test_a_piece_that_somebody_took_down_there_cannot_be_changed() -> None:
    scenario = OperationScenario()
    scenario.editor.shown = None
    scenario.update()
    scenario.run()
    assert scenario.summary == ("unpublished", "update", "failed")
    assert scenario.target.operation is not None
    assert scenario.target.operation.effect.remedy == "Make a new post to show it again."


def test_a_second_worker_waits_while_the_first_holds_the_lease() -> None:
    scenario = OperationScenario()
    scenario.update()
    assert scenario.target.operation is not None
    operation = scenario.target.operation
    sending = operation.at(operation.effect.sending(scenario.clock.now(), LEASE))
    scenario.table.save_target(scenario.target.with_operation(scenario.clock.now(), sending))
    assert scenario.operation_runner.advance("post_1", "bazaar") == Wait(LEASE.total_seconds())
    assert scenario.editor.calls == []


def test_what_has_no_operation_is_done() -> None:
    scenario = OperationScenario()
    scenario.run(rounds=1)
    scenario.operation_runner.advance("post_1", "elsewhere")
    assert scenario.editor.calls == []


def test_the_sweep_takes_up_an_operation_that_nobody_works_on() -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    scenario.runs.started.clear()
    scenario.later()
    other = replace(scenario.target, platform="fair", operation=None)
    scenario.table.rows["post_1", "fair"] = other
    assert scenario.target.moves_on_at is not None
    assert other.moves_on_at is None
    assert scenario.sweeper.sweep() == 1
    assert list(scenario.runs.started.values()) == [("bazaar",)]
    scenario.run()
    assert scenario.table.overdue(scenario.clock.now()) == []
    assert scenario.sweeper.sweep() == 0
