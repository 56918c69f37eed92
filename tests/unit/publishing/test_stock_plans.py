"""An operation that waits is judged by the stock as it is when its turn comes."""

from tests.unit.publishing.in_memory_platform import OTHER_STALL
from tests.unit.publishing.stock_scenario import SKU, StockScenario


def test_a_number_that_goes_back_to_what_is_there_is_not_set_any_more() -> None:
    """Three are sold and the order is cancelled, before the number was set in the other shop."""
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.follow()
    scenario.count(5)
    scenario.follow()
    scenario.run()
    assert scenario.editor.stock == {SKU: 5}


def test_what_is_there_again_is_not_taken_down_as_sold_out() -> None:
    scenario = StockScenario(1)
    scenario.count(0, sold=1, by=OTHER_STALL)
    scenario.follow()
    scenario.count(1)
    scenario.follow()
    scenario.run()
    assert scenario.publication.status == "confirmed"
