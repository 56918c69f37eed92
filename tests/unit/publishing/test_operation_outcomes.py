"""What operations say of themselves is what happened, and what they leave is what is there."""

from dataclasses import replace

import pytest

from functions.publishing.errors.posts import NothingToRetry
from functions.publishing.errors.publications import EditNotSupported
from functions.publishing.model.stock_sent import StockSent
from functions.publishing.service.operation_runner import WAITS_FOR_ACCOUNT
from kernel.errors import OutcomeUnknown
from tests.unit.publishing.in_memory_platform import LEASE, STALL
from tests.unit.publishing.operation_scenario import OperationScenario
from tests.unit.publishing.stock_scenario import CAN_COUNT, SKU, StockScenario


def test_a_number_that_a_person_sets_where_it_is_there_already_is_known_as_set() -> None:
    """She sold three at a fair and set two by hand in the shop, then in Haat; then *Set it*."""
    scenario = StockScenario(5)
    scenario.editor.stock = {SKU: 2}
    scenario.count(2)
    scenario.operations.restock("user_1", "pub_1")
    scenario.run()
    assert scenario.publication.sent == {SKU: StockSent(2)}
    scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    assert scenario.publication.drift == {}


def test_what_may_have_arrived_is_not_said_to_have_failed_when_its_account_stays_away() -> None:
    scenario = StockScenario(5)
    scenario.editor.failures = [OutcomeUnknown("lost")]
    scenario.unpublish()
    scenario.operation_runner.advance("pub_1")
    scenario.clock.forward(10)
    scenario.disconnect(2)
    scenario.run()
    assert scenario.publication.needs_account
    scenario.clock.forward(WAITS_FOR_ACCOUNT.total_seconds() + 1)
    scenario.run()
    assert scenario.summary == ("confirmed", "unpublish", "unknown")


def test_a_change_that_is_told_while_the_listing_is_being_read_is_read_again() -> None:
    scenario = OperationScenario()
    scenario.watch.went_live("pub_1")
    reading = scenario.publication.operations["inspect"]
    sending = reading.at(reading.effect.sending(scenario.clock.now(), LEASE))
    scenario.table.store(scenario.publication.with_operation(scenario.clock.now(), sending))
    scenario.watch.changed_there("user_1", STALL, "1")
    assert scenario.publication.operations["inspect"].following is not None


def test_a_refused_number_says_why() -> None:
    scenario = StockScenario(5)
    scenario.editor.able = replace(CAN_COUNT, can_set_stock=False)
    with pytest.raises(EditNotSupported) as refused:
        scenario.operations.restock("user_1", "pub_1")
    assert refused.value.message


def test_a_post_with_nothing_to_retry_names_platforms_in_plain_words() -> None:
    assert NothingToRetry().remedy == "Platforms that are still unknown are looked up first."
