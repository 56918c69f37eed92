"""Numbers are set by comparison, after a reading, and a person settles those that differ."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from functions.channels.model.listing import StockLevel
from functions.publishing.errors.places import AccountNotConnected
from functions.publishing.errors.publications import EditNotSupported
from functions.publishing.model.publication import Publication
from functions.publishing.model.stock_sent import StockSent
from functions.publishing.ports.listing_edits import ListingForeign, ListingNotFound
from functions.publishing.ports.sources import ProductSnapshot
from kernel.errors import NotFound, OutcomeUnknown
from kernel.events import Event
from tests.unit.publishing.in_memory_platform import OTHER_STALL
from tests.unit.publishing.in_memory_table import PublicationsInMemory
from tests.unit.publishing.stock_scenario import CAN_COUNT, SKU, StockScenario


def following(quantity: int = 2) -> StockScenario:
    """Of five pieces some were sold elsewhere, and the number is to be set here."""
    scenario = StockScenario(5)
    scenario.count(quantity, sold=5 - quantity, by=OTHER_STALL)
    scenario.follow()
    return scenario


def test_what_is_there_is_read_and_kept_before_anything_is_written() -> None:
    scenario = following()
    scenario.operation_runner.advance("pub_1")
    assert scenario.editor.calls == ["inspect"]
    planned = scenario.planned()
    assert planned is not None
    assert planned.before == {SKU: 5}
    assert (planned.effect.status, planned.effect.calls) == ("planned", 0)
    scenario.operation_runner.advance("pub_1")
    assert scenario.editor.calls == ["inspect", "set_stock"]
    assert scenario.editor.stock == {SKU: 2}
    assert scenario.summary == ("confirmed", "set_stock", "confirmed")


def test_a_reading_that_was_lost_is_made_again_before_anything_is_written() -> None:
    scenario = following()
    scenario.editor.failures = [OutcomeUnknown("lost")]
    scenario.run()
    assert scenario.editor.calls == ["inspect", "inspect", "set_stock"]
    assert scenario.publication.sent == {SKU: StockSent(2)}


@pytest.mark.parametrize("loses", [1, 2])
def test_a_number_whose_answer_was_lost_is_known_as_ours(loses: int) -> None:
    scenario = following()
    scenario.operation_runner.advance("pub_1")
    scenario.editor.loses_answers = loses
    scenario.run()
    assert scenario.editor.stock == {SKU: 2}
    assert scenario.publication.sent == {SKU: StockSent(2)}
    assert scenario.publication.drift == {}


def test_the_same_number_by_chance_is_not_known_as_ours() -> None:
    scenario = following()
    scenario.editor.stock = {SKU: 2}  # three were sold there too, of which nobody has heard
    scenario.run()
    assert scenario.publication.sent == {SKU: StockSent(5)}
    assert scenario.publication.drift == {}


def test_a_number_that_is_not_as_we_know_is_left_and_told() -> None:
    scenario = following()
    scenario.editor.stock = {SKU: 7}
    scenario.run()
    assert scenario.editor.stock == {SKU: 7}
    assert scenario.publication.sent == {SKU: StockSent(5)}
    assert scenario.publication.drift["stock"].there == f"{SKU}: 7"


def test_a_worker_killed_at_any_point_leaves_the_number_that_is_wanted() -> None:
    whole = following()
    began = whole.crash_plan.passed
    whole.run()
    for checkpoint in range(1, whole.crash_plan.passed - began + 1):
        scenario = following()
        scenario.crash_plan.crash_after = began + checkpoint
        scenario.run()
        assert scenario.crashes == 1, checkpoint
        assert scenario.editor.stock == {SKU: 2}, checkpoint
        assert scenario.publication.sent == {SKU: StockSent(2)}, checkpoint


def test_what_an_artisan_reads_is_compared_with_what_was_sold_there() -> None:
    scenario = StockScenario(5)
    scenario.count(2, sold=3)
    for there, drift in ((2, None), (4, f"{SKU}: 4"), (2, None)):
        scenario.editor.stock = {SKU: there}
        scenario.operations.inspect("user_1", "pub_1")
        scenario.run()
        found = scenario.publication.drift.get("stock")
        assert (found and found.there) == drift


def test_a_reading_without_its_product_tells_no_number() -> None:
    scenario = StockScenario(5)
    scenario.editor.stock = {SKU: 7}
    scenario.operations.inspect("user_1", "pub_1")
    runner = replace(scenario.operation_runner, products=NoProducts())
    runner.advance("pub_1")
    assert scenario.publication.drift == {}


@dataclass
class OvertakenPublications(PublicationsInMemory):
    """Publications to which something happens between the first reading and the writing."""

    meanwhile: list[Callable[[], None]]

    def save(self, publication: Publication, *events: Event) -> None:
        if self.meanwhile:
            self.meanwhile.pop()()
        super().save(publication, *events)


class NoProducts:
    """The port to products, of which there is none."""

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        raise NotFound(f"{owner_id} has no {product_id}.")


def test_a_person_has_the_products_number_set_whatever_is_there() -> None:
    scenario = following()
    scenario.editor.stock = {SKU: 7}
    scenario.run()
    scenario.later()
    scenario.operations.restock("user_1", "pub_1")
    planned = scenario.planned()
    assert planned is not None
    assert planned.levels == (StockLevel(SKU, 2, before=None),)
    scenario.run()
    assert scenario.editor.stock == {SKU: 2}
    assert scenario.publication.drift == {}
    assert scenario.publication.sent == {SKU: StockSent(2)}
    assert not scenario.stock.follow_one(scenario.publication)


def test_a_number_set_by_a_person_counts_from_the_sales_so_far() -> None:
    scenario = StockScenario(5)
    scenario.count(3, sold=2)
    scenario.operations.restock("user_1", "pub_1")
    scenario.run()
    assert scenario.publication.sent == {SKU: StockSent(3, sold=2)}


def test_what_a_person_has_set_by_hand_is_known_without_any_call() -> None:
    scenario = following()
    scenario.editor.stock = {SKU: 7}
    scenario.run()
    scenario.editor.calls.clear()
    scenario.runs.started.clear()
    scenario.editor.stock = {SKU: 2}
    known = scenario.operations.restocked_by_hand("user_1", "pub_1")
    assert (known.sent, known.drift) == ({SKU: StockSent(2)}, {})
    assert scenario.runs.started == {}
    assert not scenario.stock.follow_one(scenario.publication)


def test_a_note_by_hand_keeps_what_else_was_changed_there() -> None:
    scenario = following()
    scenario.editor.stock = {SKU: 7}
    scenario.run()
    assert scenario.editor.shown
    text = replace(scenario.editor.shown, text="Theirs.")
    scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    scenario.editor.shown = text
    scenario.operations.inspect("user_1", "pub_1")
    scenario.run()
    noted = scenario.operations.restocked_by_hand("user_1", "pub_1")
    assert set(noted.drift) == {"words"}


def test_a_note_by_hand_is_kept_beside_a_press_that_came_between() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    overtaken = OvertakenPublications(scenario.table, [scenario.update])
    operations = replace(scenario.operations, publications=overtaken)
    assert operations.restocked_by_hand("user_1", "pub_1").sent == {SKU: StockSent(2)}
    assert scenario.kinds() == {"pub_1": ["update"]}


def test_where_haat_sets_no_numbers_none_is_asked_for() -> None:
    scenario = StockScenario(5)
    scenario.editor.able = replace(CAN_COUNT, can_set_stock=False)
    with pytest.raises(EditNotSupported):
        scenario.operations.restock("user_1", "pub_1")
    assert scenario.kinds() == {}


def test_an_account_that_is_not_connected_is_named_before_a_number_is_planned() -> None:
    scenario = StockScenario(5)
    scenario.inputs.with_accounts()
    with pytest.raises(AccountNotConnected):
        scenario.operations.restock("user_1", "pub_1")
    assert scenario.kinds() == {}


def test_a_number_is_not_set_where_another_piece_is() -> None:
    scenario = following()
    scenario.editor.failures = [ListingForeign("It is another piece.", remedy="Look there.")]
    scenario.run()
    assert scenario.publication.is_foreign
    assert scenario.editor.stock == {SKU: 5}


def test_a_number_of_what_is_gone_asks_a_person() -> None:
    scenario = following()
    scenario.editor.failures = [ListingNotFound()]
    scenario.run()
    assert (scenario.publication.status, scenario.publication.needs_review) == ("unknown", True)


def test_the_number_goes_before_the_words() -> None:
    scenario = following()
    scenario.update()
    scenario.run()
    assert scenario.editor.calls == ["inspect", "set_stock", "update"]


def test_an_update_writes_no_number() -> None:
    scenario = StockScenario(5)
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, quantity=2)
    scenario.update()
    scenario.run()
    assert scenario.editor.calls == ["update"]
    assert scenario.editor.stock == {SKU: 5}
    assert scenario.publication.sent[SKU] == StockSent(5)
