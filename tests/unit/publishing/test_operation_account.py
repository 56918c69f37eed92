"""An operation whose account is not connected waits for it, and touches nothing meanwhile."""

from datetime import timedelta

import pytest

from functions.publishing.service.operation_runner import WAITS_FOR_ACCOUNT
from functions.publishing.service.publish_runner import Done
from kernel.effect import MOST_CALLS
from kernel.errors import TryLater
from tests.unit.publishing.in_memory_platform import STALL
from tests.unit.publishing.stock_scenario import SKU, StockScenario

HOURS = timedelta(hours=6).total_seconds()


def waiting(verb: str = "update") -> StockScenario:
    """An operation that found its account not connected."""
    scenario = StockScenario(5)
    if verb == "set_stock":
        scenario.count(2)
        scenario.follow()
    else:
        getattr(scenario.operations, verb)("user_1", "pub_1")
    scenario.disconnect()
    scenario.run()
    return scenario


@pytest.mark.parametrize("verb", ["update", "unpublish", "inspect", "set_stock"])
def test_it_waits_and_says_which_account_it_needs(verb: str) -> None:
    scenario = waiting(verb)
    operation = scenario.planned()
    assert operation is not None
    assert (operation.kind, operation.needs_account) == (verb, True)
    assert operation.effect.status == "planned"
    assert operation.effect.reason == "“Asha's stall” is not connected."
    assert operation.effect.remedy == "Connect this account again: it goes on by itself then."
    assert scenario.publication.needs_account
    assert scenario.publication.status == "confirmed"
    assert len(scenario.editor.calls) == 1


def test_nothing_is_tried_while_it_waits() -> None:
    scenario = waiting()
    for _ in range(3):
        scenario.clock.forward(HOURS / 4)
        assert scenario.operation_runner.advance("pub_1") == Done()
    assert scenario.editor.calls == ["update"]
    assert scenario.sweeper.sweep() == 0


def test_it_is_tried_again_by_itself_within_the_day() -> None:
    scenario = waiting()
    scenario.clock.forward(HOURS + 1)
    assert scenario.sweeper.sweep() == 1
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")
    assert not scenario.publication.needs_account


def test_waiting_is_no_try() -> None:
    scenario = waiting()
    for _ in range(2 * MOST_CALLS):
        scenario.disconnect()
        scenario.clock.forward(HOURS + 1)
        scenario.run()
    scenario.clock.forward(HOURS + 1)
    scenario.editor.failures = [TryLater("busy", after=1)]
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")


def test_after_thirty_days_it_is_given_up_and_may_be_pressed_again() -> None:
    scenario = waiting()
    scenario.clock.forward(WAITS_FOR_ACCOUNT.total_seconds() - HOURS)
    scenario.disconnect()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "planned")
    scenario.clock.forward(HOURS + 1)
    scenario.disconnect()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "failed")
    assert not scenario.publication.needs_account
    operation = scenario.publication.operation
    assert operation is not None
    assert operation.effect.remedy == "Connect it again, and press again."
    scenario.update()
    scenario.run()
    assert scenario.summary == ("confirmed", "update", "confirmed")


def test_the_newest_press_takes_the_place_of_one_that_waits() -> None:
    scenario = waiting()
    first = scenario.planned()
    scenario.inputs.add_size_variant()
    scenario.update()
    scenario.run()
    assert first is not None
    assert scenario.editor.calls == ["update"] * 2
    assert scenario.publication.operations["update"].operation_id != first.operation_id


def test_another_operation_is_not_held_up_by_one_that_waits() -> None:
    scenario = waiting()
    scenario.count(2)
    scenario.follow()
    scenario.run()
    assert scenario.editor.stock == {SKU: 2}
    assert scenario.publication.operations["update"].needs_account


def test_what_waits_for_nothing_is_not_resumed() -> None:
    scenario = StockScenario(5)
    scenario.update()
    assert scenario.stock.resume("user_1", STALL) == 0
