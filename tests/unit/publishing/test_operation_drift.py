"""What somebody changed there is written over only by a person's choice, and nobody else's is."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from functions.publishing.errors.publications import (
    EditNotSupported,
    NotDrifted,
    NotForeign,
    NotPublished,
    OperationInProgress,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.publication_state import Drift
from kernel.errors import OutcomeUnknown, Problem
from kernel.money import Money
from tests.unit.publishing.operation_scenario import OperationScenario

OURS, THEIRS = Money(140_000, "INR"), Money(99_900, "INR")


class DriftScenario(OperationScenario):
    """A live piece that was read, whose price somebody then changed there; ours has changed too."""

    def __init__(self) -> None:
        super().__init__()
        self.update()
        self.run()
        assert self.editor.shown
        self.editor.shown = replace(self.editor.shown, price=THEIRS)
        self.inputs.snapshot = replace(self.inputs.snapshot, price=OURS)

    @property
    def price(self) -> Money:
        """What the platform shows."""
        assert self.editor.shown
        return self.editor.shown.price

    def found(self) -> "DriftScenario":
        """The scenario once an update has met what was changed there."""
        self.update()
        self.run()
        return self


def test_an_update_that_would_write_over_it_fails_and_says_what_is_there() -> None:
    scenario = DriftScenario().found()
    assert scenario.price == THEIRS
    assert scenario.summary == ("confirmed", "update", "failed")
    assert scenario.publication.operation
    effect = scenario.publication.operation.effect
    assert effect.reason == "Somebody changed this there."
    assert effect.remedy == (
        "Look at what is there now, and choose: keep it, or put yours in its place."
    )
    assert set(scenario.publication.drift) == {"price"}
    assert str(THEIRS) in scenario.publication.drift["price"].there
    assert scenario.publication.listing.price != OURS


def test_a_part_that_is_not_brought_may_have_been_changed_there() -> None:
    scenario = DriftScenario()
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, price=Money(125_000, "INR"))
    scenario.inputs.approved_ = replace(scenario.inputs.approved_, alt_text="A horse")
    scenario.update()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert scenario.price == THEIRS
    assert scenario.editor.updates[-1] == ("words",)


def test_what_a_person_keeps_is_known_and_no_drift_any_more() -> None:
    scenario = DriftScenario().found()
    kept = scenario.operations.keep("user_1", "pub_1", ["price"])
    assert kept.drift == {}
    assert scenario.price == THEIRS
    scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    assert scenario.publication.drift == {}


def test_what_is_changed_after_it_was_kept_is_drift_again() -> None:
    scenario = DriftScenario().found()
    scenario.operations.keep("user_1", "pub_1", ["price"])
    assert scenario.editor.shown
    scenario.editor.shown = replace(scenario.editor.shown, price=Money(1_00, "INR"))
    scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    assert set(scenario.publication.drift) == {"price"}


def test_what_is_kept_may_be_updated_later() -> None:
    scenario = DriftScenario().found()
    scenario.operations.keep("user_1", "pub_1", ["price"])
    scenario.update()
    scenario.run()
    assert scenario.price == OURS


def test_what_a_person_writes_over_is_hers() -> None:
    scenario = DriftScenario().found()
    scenario.operations.update("user_1", "pub_1", ["price"])
    scenario.run()
    assert scenario.price == OURS
    assert scenario.publication.drift == {}
    assert scenario.summary == ("confirmed", "update", "confirmed")


def test_another_part_than_the_chosen_one_is_not_written_over() -> None:
    scenario = DriftScenario().found()
    scenario.operations.update("user_1", "pub_1", ["words"])
    scenario.run()
    assert scenario.price == THEIRS
    assert scenario.summary == ("confirmed", "update", "failed")


def test_a_part_is_put_back_although_it_equals_what_was_sent_last() -> None:
    scenario = DriftScenario()
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, price=Money(125_000, "INR"))
    scenario.operations.update("user_1", "pub_1", ["price"])
    scenario.run()
    assert scenario.price == Money(125_000, "INR")


def test_what_is_drifted_stays_told_until_it_is_settled() -> None:
    scenario = DriftScenario().found()
    assert scenario.editor.shown
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, price=Money(125_000, "INR"))
    scenario.inputs.approved_ = replace(scenario.inputs.approved_, alt_text="A horse")
    scenario.found()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert set(scenario.publication.drift) == {"price"}


def test_of_a_lost_answer_its_own_part_is_no_drift() -> None:
    scenario = OperationScenario()
    scenario.update()
    scenario.run()
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, price=OURS)
    scenario.editor.loses_answers = 1
    scenario.update()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert scenario.publication.drift == {}
    assert scenario.editor.updates[-2:] == [("price",)] * 2


@pytest.mark.parametrize("part", ["words", "pictures", "options"])
def test_only_what_was_changed_there_can_be_kept(part: str) -> None:
    scenario = DriftScenario().found()
    before = scenario.publication
    with pytest.raises(NotDrifted):
        scenario.operations.keep("user_1", "pub_1", ["price", part])  # type: ignore[list-item]  # a part, which mypy does not see
    assert scenario.publication == before


def test_a_long_drift_is_cut_and_its_whole_kept_by_its_digest() -> None:
    long = Drift.of("A" * 600)
    assert long.there == "A" * 500
    assert long.digest == Drift.of("A" * 600).digest != Drift.of("A" * 601).digest


@pytest.mark.parametrize("verb", ["update", "inspect"])
def test_what_is_not_ours_is_told_and_not_touched(verb: str) -> None:
    scenario = OperationScenario()
    scenario.editor.is_ours = False
    before = scenario.editor.shown
    getattr(scenario.operations, verb)("user_1", "pub_1")
    scenario.run()
    assert scenario.publication.is_foreign
    assert scenario.publication.status == "confirmed"
    assert scenario.editor.shown == before
    assert scenario.editor.updates == []
    operation = scenario.publication.operations[verb]  # type: ignore[index]  # a kind
    assert (operation.effect.status, operation.effect.reason) == ("failed", "It is another piece.")


def test_what_is_adopted_is_ours_and_can_be_updated() -> None:
    scenario = OperationScenario()
    scenario.editor.is_ours = False
    scenario.update()
    scenario.run()
    scenario.later()
    scenario.operations.adopt("user_1", "pub_1")
    scenario.run()
    assert not scenario.publication.is_foreign
    assert scenario.summary == ("confirmed", "adopt", "confirmed")
    assert set(scenario.publication.shown) == {"words", "price"}
    scenario.later()
    scenario.update()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert scenario.editor.shown == scenario.publication.listing


def test_what_is_ours_after_all_is_foreign_no_more() -> None:
    scenario = OperationScenario()
    scenario.editor.is_ours = False
    scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    scenario.editor.is_ours = True
    scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    assert not scenario.publication.is_foreign


def test_adopting_is_pressed_twice_and_done_once() -> None:
    scenario = OperationScenario()
    scenario.table.store(replace(scenario.publication, is_foreign=True))
    for _ in range(2):
        scenario.operations.adopt("user_1", "pub_1")
    assert len(scenario.runs.started) == 1
    scenario.run()
    assert scenario.editor.calls == ["adopt"]


def test_what_is_ours_needs_no_adopting() -> None:
    scenario = OperationScenario()
    with pytest.raises(NotForeign):
        scenario.operations.adopt("user_1", "pub_1")
    assert scenario.publication.operations == {}


Press = Callable[[OperationScenario], object]
PRESSES: dict[str, Press] = {
    "adopt": lambda one: one.operations.adopt("user_1", "pub_1"),
    "inspect": lambda one: one.operations.inspect("user_1", "pub_1"),
    "restock": lambda one: one.operations.restock("user_1", "pub_1"),
    "restocked_by_hand": lambda one: one.operations.restocked_by_hand("user_1", "pub_1"),
    "keep": lambda one: one.operations.keep("user_1", "pub_1", ["price"]),
}
EACH_PRESS = pytest.mark.parametrize("press", PRESSES.values(), ids=PRESSES)


def refused(press: Press, scenario: OperationScenario, error: type[Problem]) -> None:
    before = dict(scenario.table.rows)
    with pytest.raises(error):
        press(scenario)
    assert scenario.table.rows == before


@EACH_PRESS
def test_only_what_is_live_can_be_settled(press: Press) -> None:
    scenario = OperationScenario()
    scenario.table.store(replace(scenario.publication, status="failed"))
    refused(press, scenario, NotPublished)


@EACH_PRESS
def test_what_has_no_number_cannot_be_settled(press: Press) -> None:
    scenario = OperationScenario()
    scenario.table.store(replace(scenario.publication, external_id=""))
    refused(press, scenario, EditNotSupported)


@EACH_PRESS
def test_what_is_being_taken_down_cannot_be_settled(press: Press) -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    refused(press, scenario, OperationInProgress)


def test_what_haat_cannot_update_it_does_not_read_either() -> None:
    scenario = OperationScenario()
    scenario.editor.able = EditSupport(
        can_update=False, can_unpublish=True, why_not_update="Change it in the panel."
    )
    with pytest.raises(EditNotSupported, match="in the panel"):
        scenario.operations.inspect("user_1", "pub_1")


def test_a_reading_that_was_lost_is_made_again() -> None:
    scenario = OperationScenario()
    scenario.editor.failures = [OutcomeUnknown("lost")]
    for _ in range(2):
        scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    assert scenario.editor.calls == ["inspect"] * 2
    assert scenario.publication.operations["inspect"].effect.status == "confirmed"
