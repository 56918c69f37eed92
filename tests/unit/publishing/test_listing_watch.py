"""Live listings are read once when they go live, and again whenever they were changed there."""

from dataclasses import replace

import pytest

from functions.publishing.model.account_ref import AccountRef
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.publication_state import Status
from tests.unit.publishing.in_memory_platform import OTHER_STALL, STALL
from tests.unit.publishing.operation_scenario import OperationScenario
from tests.unit.publishing.stock_scenario import SKU, StockScenario


def reads(scenario: OperationScenario) -> int:
    """How often the listing was read."""
    return scenario.editor.calls.count("inspect")


def live() -> OperationScenario:
    """A listing that went live and was read."""
    scenario = OperationScenario()
    scenario.watch.went_live("pub_1")
    scenario.run()
    return scenario


def test_what_goes_live_is_read_and_what_it_shows_is_known() -> None:
    scenario = live()
    assert scenario.editor.calls == ["inspect"]
    assert set(scenario.publication.shown) == {"words", "price"}
    assert scenario.publication.drift == {}
    assert len(scenario.runs.started) == 1


def test_it_is_read_once_however_often_it_is_said_to_be_live() -> None:
    scenario = OperationScenario()
    for _ in range(2):
        scenario.watch.went_live("pub_1")
    assert len(scenario.runs.started) == 1
    scenario.run()
    before = scenario.publication
    scenario.watch.went_live("pub_1")
    assert scenario.publication == before
    assert reads(scenario) == 1


def test_a_reading_publishes_no_event() -> None:
    """Else each reading would be news of the listing, and be followed by another."""
    scenario = live()
    assert scenario.publication.operation is None
    assert scenario.table.events == []


def test_what_was_changed_there_is_read_again_each_time_and_is_drift() -> None:
    scenario = live()
    assert scenario.editor.shown
    for text in ("Now with a saddle.", "Now without."):
        scenario.editor.shown = replace(scenario.editor.shown, text=text)
        scenario.watch.changed_there("user_1", STALL, "1")
        scenario.run()
        assert {part: one.there for part, one in scenario.publication.drift.items()} == {
            "words": f"Dokra horse\n{text}"
        }
    assert reads(scenario) == 3


def test_what_was_changed_back_is_no_drift_any_more() -> None:
    scenario = live()
    ours = scenario.editor.shown
    assert ours
    for shown in (replace(ours, text="Now with a saddle."), ours):
        scenario.editor.shown = shown
        scenario.watch.changed_there("user_1", STALL, "1")
        scenario.run()
    assert scenario.publication.drift == {}


def test_changes_reported_together_are_read_once() -> None:
    scenario = live()
    for _ in range(3):
        scenario.watch.changed_there("user_1", STALL, "1")
    scenario.run()
    assert reads(scenario) == 2


@pytest.mark.parametrize(
    ("owner_id", "account", "external_id"),
    [
        ("user_2", STALL, "1"),
        ("user_1", OTHER_STALL, "1"),
        ("user_1", AccountRef("fair", STALL.account_id), "1"),
        ("user_1", STALL, "2"),
    ],
)
def test_what_is_not_ours_is_not_read(owner_id: str, account: AccountRef, external_id: str) -> None:
    scenario = live()
    before = dict(scenario.table.rows)
    scenario.watch.changed_there(owner_id, account, external_id)
    assert scenario.table.rows == before


@pytest.mark.parametrize("status", ["planned", "sent", "failed", "unknown", "unpublished"])
def test_what_is_not_live_is_not_read(status: Status) -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.table.store(replace(scenario.publication, status=status))
    scenario.watch.went_live("pub_1")
    scenario.watch.changed_there("user_1", STALL, "1")
    assert scenario.kinds() == {}


def test_what_is_not_there_is_not_read() -> None:
    scenario = OperationScenario()
    scenario.watch.went_live("pub_2")
    assert scenario.runs.started == {}


def test_a_platform_that_haat_cannot_update_is_not_read() -> None:
    scenario = OperationScenario()
    scenario.editor.able = EditSupport(can_update=False, can_unpublish=True)
    scenario.watch.went_live("pub_1")
    scenario.watch.changed_there("user_1", STALL, "1")
    assert scenario.publication.operations == {}


def test_what_is_being_taken_down_is_not_read() -> None:
    scenario = OperationScenario()
    scenario.unpublish()
    scenario.watch.went_live("pub_1")
    scenario.watch.changed_there("user_1", STALL, "1")
    assert set(scenario.publication.operations) == {"unpublish"}


def test_what_was_sold_while_it_was_published_is_set_before_it_is_read() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.watch.went_live("pub_1")
    assert scenario.kinds() == {"pub_1": ["inspect", "set_stock"]}
    scenario.run()
    assert scenario.editor.calls == ["inspect", "set_stock", "inspect"]
    assert scenario.editor.stock == {SKU: 2}
    assert scenario.publication.drift == {}


def test_what_was_sold_out_while_it_was_published_is_taken_down_unread() -> None:
    scenario = StockScenario(1)
    scenario.count(0)
    scenario.watch.went_live("pub_1")
    assert scenario.kinds() == {"pub_1": ["unpublish"]}


def test_a_press_between_reading_and_writing_is_kept_beside_it() -> None:
    scenario = OperationScenario()
    scenario.editor.meanwhile = [scenario.update, lambda: None]
    scenario.watch.went_live("pub_1")
    assert set(scenario.publication.operations) == {"inspect", "update"}
