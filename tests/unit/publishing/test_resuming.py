"""What waits for an account goes on by itself when that is connected."""

from tests.unit.publishing.in_memory_platform import STALL
from tests.unit.publishing.stock_scenario import SKU, StockScenario


def waiting() -> StockScenario:
    """A number that could not be set, as the account was not connected."""
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.follow()
    scenario.disconnect()
    scenario.run()
    assert scenario.publication.needs_account
    return scenario


def test_it_is_done_at_once_when_the_account_is_connected() -> None:
    scenario = waiting()
    scenario.stock.resume("user_1", STALL)
    scenario.run()
    assert scenario.editor.stock == {SKU: 2}
    assert not scenario.publication.needs_account


def test_it_is_resumed_once() -> None:
    scenario = waiting()
    assert scenario.stock.resume("user_1", STALL) == 1
    assert scenario.stock.resume("user_1", STALL) == 0


def test_it_goes_on_in_a_run_that_was_not_started_before() -> None:
    """The workflow starts a name once: under the operation's first name nothing would run."""
    scenario = waiting()
    before = set(scenario.runs.started)
    scenario.stock.resume("user_1", STALL)
    assert set(scenario.runs.started) - before


def test_of_several_operations_that_wait_all_go_on() -> None:
    scenario = StockScenario(5)
    scenario.update()
    scenario.disconnect(2)
    scenario.run()
    scenario.count(2)
    scenario.follow()
    scenario.run()
    waits = {kind: one.needs_account for kind, one in scenario.publication.operations.items()}
    assert waits == {"update": True, "set_stock": True}
    scenario.stock.resume("user_1", STALL)
    for _ in range(2):
        scenario.run()
    assert scenario.editor.calls[2:] == ["inspect", "set_stock", "update"]
    assert not scenario.publication.needs_account
