"""Requests to update or unpublish a published piece, also repeated and at once."""

from dataclasses import replace

import pytest

from functions.publishing.errors.places import AccountNotConnected
from functions.publishing.errors.publications import (
    EditNotSupported,
    NotPublished,
    OperationInProgress,
    PublicationNotFound,
)
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.publication_state import Status
from functions.publishing.ports.platforms import DestinationAccount
from kernel.errors import OutcomeUnknown, TryLater
from tests.unit.publishing.operation_scenario import OperationScenario


def operation_id(scenario: OperationScenario) -> str:
    assert scenario.publication.operation is not None
    return scenario.publication.operation.operation_id


def test_pressing_twice_is_one_operation() -> None:
    for verb in ("update", "unpublish"):
        scenario = OperationScenario()
        press = getattr(scenario, verb)
        press()
        first = operation_id(scenario)
        scenario.runs.started.clear()
        press()
        assert operation_id(scenario) == first
        # The first press may have died before it started the run: the second starts the same.
        assert list(scenario.runs.started) == [f"post_1-{first}"]
        scenario.run()
        assert scenario.editor.calls == [verb]


def test_taking_down_what_is_down_is_done_already() -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    scenario.run()
    scenario.unpublish()
    assert scenario.summary == ("unpublished", "unpublish", "confirmed")
    scenario.run()
    assert scenario.editor.calls == ["unpublish"]
    with pytest.raises(NotPublished):
        scenario.update()


def test_taking_down_displaces_a_change_of_which_nothing_was_sent() -> None:
    scenario = OperationScenario()
    scenario.editor.failures = [TryLater("busy", after=30)]
    scenario.update()
    first = operation_id(scenario)
    scenario.operation_runner.advance("pub_1")
    assert scenario.summary == ("confirmed", "update", "planned")
    scenario.unpublish()
    assert operation_id(scenario) != first
    scenario.run()
    assert scenario.summary == ("unpublished", "unpublish", "confirmed")
    assert scenario.editor.calls == ["update", "unpublish"]


def test_taking_down_waits_for_a_change_that_may_have_arrived() -> None:
    scenario = OperationScenario()
    scenario.editor.failures = [OutcomeUnknown("lost")]
    scenario.update()
    scenario.operation_runner.advance("pub_1")
    scenario.unpublish()
    scenario.run()
    assert scenario.summary == ("unpublished", "unpublish", "confirmed")
    assert scenario.editor.calls == ["update", "update", "unpublish"]


def test_a_change_is_refused_while_the_piece_is_being_taken_down() -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    with pytest.raises(OperationInProgress) as refused:
        scenario.update()
    assert refused.value.remedy
    assert not scenario.publication.can_begin()


def test_of_changes_that_wait_the_newest_is_made() -> None:
    scenario = OperationScenario()
    scenario.update()
    first = operation_id(scenario)
    scenario.inputs.add_size_variant()
    scenario.update()
    assert operation_id(scenario) != first
    scenario.run()
    assert scenario.publication.listing.variants == scenario.inputs.snapshot.variants
    assert scenario.editor.calls == ["update"]


def test_a_change_to_something_else_waits_while_one_may_have_arrived() -> None:
    scenario = OperationScenario()
    scenario.editor.failures = [OutcomeUnknown("lost")]
    scenario.update()
    scenario.operation_runner.advance("pub_1")
    scenario.inputs.add_size_variant()
    for _ in range(2):
        scenario.update()
    scenario.run()
    assert scenario.publication.listing.variants == scenario.inputs.snapshot.variants
    assert scenario.editor.calls == ["update"] * 3


def test_only_what_is_live_can_be_edited() -> None:
    statuses: tuple[Status, ...] = ("planned", "sent", "failed", "unknown")
    for status in statuses:
        scenario = OperationScenario()
        scenario.table.store(replace(scenario.publication, status=status))
        for press in (scenario.update, scenario.unpublish):
            with pytest.raises(NotPublished):
                press()


def test_what_a_person_found_has_no_number_to_edit_it_by() -> None:
    scenario = OperationScenario()
    scenario.table.store(replace(scenario.publication, external_id=""))
    with pytest.raises(EditNotSupported):
        scenario.unpublish()
    assert not scenario.publication.can_begin()


def test_a_platform_that_cannot_says_why() -> None:
    scenario = OperationScenario()
    scenario.editor.able = EditSupport(
        can_update=False,
        can_unpublish=False,
        why_not_update="Instagram lets no program change a post.",
        why_not_unpublish="Delete it on Instagram.",
    )
    with pytest.raises(EditNotSupported, match="lets no program"):
        scenario.update()
    with pytest.raises(EditNotSupported, match="Delete it on Instagram"):
        scenario.unpublish()


def test_a_broken_connection_is_reported_before_anything_is_planned() -> None:
    scenario = OperationScenario()
    held = DestinationAccount("stall_1", "Asha's stall", is_connected=False)
    scenario.inputs.with_accounts(held)
    for press in (scenario.update, scenario.unpublish):
        with pytest.raises(AccountNotConnected):
            press()
    assert scenario.publication.operation is None


def test_another_account_is_never_used_in_the_place_of_its_own() -> None:
    """The shop was changed: the number is another piece's there, and nothing may be touched."""
    scenario = OperationScenario()
    scenario.inputs.with_accounts(DestinationAccount("stall_2", "Asha's second stall"))
    for press in (scenario.update, scenario.unpublish):
        with pytest.raises(AccountNotConnected, match="“Asha's stall” is not connected") as refused:
            press()
        assert "no other is used" in refused.value.remedy
    assert scenario.publication.operation is None
    assert scenario.editor.calls == []


def test_what_is_switched_off_can_still_be_edited() -> None:
    scenario = OperationScenario()
    scenario.inputs.with_accounts(DestinationAccount("stall_1", "Stall", is_enabled=False))
    scenario.unpublish()
    scenario.run()
    assert scenario.summary == ("unpublished", "unpublish", "confirmed")


def test_a_press_that_was_overtaken_is_judged_by_what_is_there_then() -> None:
    """Another click writes its operation between this one's reading and its writing."""
    scenario = OperationScenario()
    scenario.editor.meanwhile = [scenario.unpublish]
    scenario.unpublish()
    first = operation_id(scenario)
    assert list(scenario.runs.started) == [f"post_1-{first}"]
    overtaken = OperationScenario()
    overtaken.editor.meanwhile = [overtaken.update]
    overtaken.unpublish()
    assert overtaken.summary == ("confirmed", "unpublish", "planned")


def test_somebody_elses_piece_is_not_there() -> None:
    scenario = OperationScenario()
    for verb in (scenario.operations.update, scenario.operations.unpublish):
        with pytest.raises(PublicationNotFound):
            verb("user_2", "pub_1")
        with pytest.raises(PublicationNotFound):
            verb("user_1", "pub_2")
