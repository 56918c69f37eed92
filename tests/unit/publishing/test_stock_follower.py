"""Live listings follow the stock, each account for itself, however often the news arrives."""

from dataclasses import dataclass, field, replace

import pytest

from functions.channels.model.listing import StockLevel
from functions.publishing.errors.listings import ProductIncomplete
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.publication import Publication
from functions.publishing.model.publication_state import Status
from functions.publishing.model.stock_sent import StockSent
from functions.publishing.ports.sources import ProductSnapshot
from kernel.errors import NotFound, OutcomeUnknown, Problem, TryLater
from kernel.pages import Page
from tests.unit.publishing.in_memory_platform import OTHER_STALL, STALL
from tests.unit.publishing.in_memory_table import PublicationsInMemory
from tests.unit.publishing.stock_scenario import CAN_COUNT, SKU, StockScenario


@dataclass
class FailingProducts:
    """The product at its port, which cannot be read at first."""

    snapshot: ProductSnapshot
    failures: list[Problem] = field(default_factory=list)

    def product(self, owner_id: str, product_id: str) -> ProductSnapshot:
        del owner_id, product_id
        if self.failures:
            raise self.failures.pop(0)
        return self.snapshot


class PagedPublications(PublicationsInMemory):
    """Lists one publication a page, whatever the limit."""

    def of_owner(self, owner_id: str, limit: int, cursor: str | None) -> Page[Publication]:
        found = super().of_owner(owner_id, len(self.table.rows), None).items
        at = int(cursor or 0)
        return Page(found[at : at + min(1, limit)], str(at + 1) if at + 1 < len(found) else None)


def test_the_account_that_made_the_sale_is_not_written_and_the_other_is() -> None:
    scenario = StockScenario(5)
    scenario.count(2, sold=3, by=OTHER_STALL)
    assert scenario.follow() == 1
    assert scenario.kinds() == {"pub_1": ["set_stock"]}
    planned = scenario.planned()
    assert planned is not None
    assert planned.levels == (StockLevel(SKU, 2, before=5),)
    assert planned.sent == {SKU: StockSent(2)}
    assert scenario.runs.started == {f"post_1-{planned.operation_id}": ("pub_1",)}
    scenario.run()
    assert scenario.editor.stock == {SKU: 2}
    assert scenario.publication.sent == {SKU: StockSent(2)}
    assert scenario.table.rows["pub_2"].sent == {SKU: StockSent(5)}


def test_what_is_sold_there_later_counts_from_the_moment_it_was_set() -> None:
    scenario = StockScenario(5)
    scenario.editor.stock = {SKU: 4}
    scenario.count(3, sold=1)
    assert scenario.stock.follow_one(scenario.publication)  # another was sold at a fair
    scenario.run()
    assert scenario.publication.sent == {SKU: StockSent(3, sold=1)}
    scenario.count(2, sold=2)
    assert not scenario.stock.follow_one(scenario.publication)


def test_what_is_sold_out_is_taken_down_and_says_why() -> None:
    scenario = StockScenario(1)
    scenario.count(0, sold=1, by=OTHER_STALL)
    scenario.follow()
    assert scenario.kinds() == {"pub_1": ["unpublish"]}
    planned = scenario.planned()
    assert planned is not None
    assert planned.cause == "stock"
    scenario.run()
    gone = scenario.publication
    assert (gone.status, gone.reason) == ("unpublished", "It is sold out.")
    assert gone.is_sold_out
    assert gone.remedy == "Publish it again when you have more of it."


def test_a_number_that_she_has_cleared_is_not_sold_out() -> None:
    """She empties the field to type another one, and what is typed is saved by itself."""
    scenario = StockScenario(5)
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, quantity=None)
    assert scenario.follow() == 0
    with pytest.raises(ProductIncomplete):
        scenario.operations.restock("user_1", "pub_1")
    assert scenario.kinds() == {}


def test_what_the_artisan_takes_down_herself_is_not_said_to_be_sold_out() -> None:
    scenario = StockScenario(1)
    scenario.unpublish()
    scenario.run()
    assert (scenario.publication.reason, scenario.publication.remedy) == (None, None)
    assert not scenario.publication.is_sold_out


def test_what_is_sold_out_and_cannot_be_taken_down_is_set_to_none() -> None:
    scenario = StockScenario(1)
    scenario.editor.able = replace(CAN_COUNT, can_unpublish=False)
    scenario.count(0, sold=1, by=OTHER_STALL)
    scenario.follow()
    planned = scenario.planned()
    assert planned is not None
    assert (planned.kind, planned.levels) == ("set_stock", (StockLevel(SKU, 0, before=1),))
    scenario.run()
    assert scenario.publication.status == "confirmed"
    assert scenario.editor.stock == {SKU: 0}


def test_a_platform_whose_stock_haat_cannot_set_is_left_also_when_it_is_sold_out() -> None:
    scenario = StockScenario(5)
    scenario.editor.able = EditSupport(can_update=True, can_unpublish=True)
    for quantity in (2, 0):
        scenario.count(quantity)
        assert scenario.follow() == 0
    assert scenario.kinds() == {}


@pytest.mark.parametrize("status", ["planned", "claimed", "sent", "failed", "unknown"])
def test_what_is_not_live_has_no_stock_to_follow(status: Status) -> None:
    scenario = StockScenario(5)
    scenario.table.store(replace(scenario.publication, status=status))
    scenario.count(2, sold=3, by=OTHER_STALL)
    assert scenario.follow() == 0


def test_what_a_person_found_under_no_number_is_not_followed() -> None:
    scenario = StockScenario(5)
    scenario.table.store(replace(scenario.publication, external_id=""))
    scenario.count(2, sold=3, by=OTHER_STALL)
    assert scenario.follow() == 0


def test_what_is_being_taken_down_is_not_stocked() -> None:
    scenario = StockScenario(5)
    scenario.unpublish()
    scenario.count(2, sold=3, by=OTHER_STALL)
    assert scenario.follow() == 0
    assert scenario.kinds() == {"pub_1": ["unpublish"]}


@pytest.mark.parametrize("absent", ["product", "publication"])
def test_what_is_no_more_is_not_followed(absent: str) -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    publication = scenario.publication
    if absent == "publication":
        del scenario.table.rows["pub_1"]
        assert not scenario.stock.follow_one(publication)
        return
    gone = [NotFound("There is no such product.") for _ in range(2)]
    follower = replace(scenario.stock, products=FailingProducts(scenario.inputs.snapshot, [*gone]))
    assert follower.follow("user_1", "product_1") == 0
    assert scenario.kinds() == {}


def test_another_owners_or_products_stock_moves_nothing() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    assert scenario.stock.follow("user_2", "product_1") == 0
    assert scenario.stock.follow("user_1", "product_2") == 0
    assert scenario.kinds() == {}


@pytest.mark.parametrize("which", [0, 1])
def test_the_failure_of_one_listing_keeps_no_other_from_it_and_is_raised_in_the_end(
    which: int,
) -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    busy = TryLater("busy")
    products = FailingProducts(scenario.inputs.snapshot)
    if which == 0:
        products.failures = [busy]
    else:
        scenario.editor.meanwhile = [lambda: products.failures.append(busy), lambda: None]
    follower = replace(scenario.stock, products=products)
    with pytest.raises(TryLater, match="busy"):
        follower.follow("user_1", "product_1")
    assert scenario.kinds() == {("pub_2", "pub_1")[which]: ["set_stock"]}
    assert follower.follow("user_1", "product_1") == 2  # the event comes again
    assert scenario.kinds() == {"pub_1": ["set_stock"], "pub_2": ["set_stock"]}


def test_news_that_come_again_before_it_is_set_are_one_operation() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    for _ in range(3):
        scenario.follow()
    assert scenario.kinds() == {"pub_1": ["set_stock"], "pub_2": ["set_stock"]}
    scenario.run()
    assert scenario.editor.calls == ["inspect", "set_stock"]
    assert scenario.planned() is None


def test_news_that_come_again_once_it_is_set_plan_nothing() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.follow()
    scenario.run()
    before = scenario.publication
    scenario.follow()
    assert scenario.publication == before


def test_of_news_that_overtake_each_other_the_stock_as_it_is_counts() -> None:
    scenario = StockScenario(5)
    for quantity in (2, 4):
        scenario.count(quantity)
        scenario.follow()
    scenario.run()
    assert scenario.editor.stock == {SKU: 4}
    assert scenario.editor.calls == ["inspect", "set_stock"]


def test_while_a_number_is_being_set_the_next_one_builds_on_it() -> None:
    scenario = StockScenario(5)
    scenario.count(3)
    scenario.follow()
    scenario.operation_runner.advance("pub_1")
    scenario.clock.forward(1)
    scenario.editor.failures = [OutcomeUnknown("lost")]
    scenario.operation_runner.advance("pub_1")
    begun = scenario.planned()
    scenario.follow()
    assert scenario.planned() == begun  # as it is being set
    scenario.count(2)
    scenario.follow()
    waiting = scenario.planned()
    assert waiting is not None
    assert waiting.following is not None
    assert waiting.following.levels == (StockLevel(SKU, 2, before=3),)
    scenario.run()
    assert scenario.editor.stock == {SKU: 2}
    assert scenario.publication.drift == {}


def test_the_next_number_is_over_what_is_there_if_the_one_before_came_to_nothing() -> None:
    """Two are sold there unheard while two were sold elsewhere: the same number, and not ours."""
    scenario = StockScenario(5)
    scenario.count(3)
    scenario.follow()
    scenario.editor.failures = [OutcomeUnknown("lost")]
    scenario.operation_runner.advance("pub_1")
    scenario.count(2)
    scenario.follow()
    scenario.editor.stock = {SKU: 3}
    scenario.run()
    assert scenario.editor.stock == {SKU: 3}
    assert scenario.publication.sent == {SKU: StockSent(5)}
    scenario.count(0, sold=2, by=STALL)
    scenario.follow()
    scenario.run()
    assert scenario.publication.status == "unpublished"
    assert scenario.publication.drift == {}


def test_a_press_between_reading_and_writing_is_kept() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.editor.meanwhile = [scenario.update]
    assert scenario.stock.follow_one(scenario.publication)
    assert scenario.kinds() == {"pub_1": ["set_stock", "update"]}


def test_only_what_waits_for_the_account_goes_on_when_it_is_connected() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.follow()
    scenario.disconnect()
    scenario.run()
    assert scenario.publication.needs_account
    scenario.runs.started.clear()
    assert scenario.stock.resume("user_1", OTHER_STALL) == 0  # it has one that waits for its turn
    assert scenario.stock.resume("user_2", STALL) == 0
    assert scenario.runs.started == {}
    assert scenario.stock.resume("user_1", STALL) == 1
    assert list(scenario.runs.started.values()) == [("pub_1",)]


def test_what_waits_is_found_on_every_page() -> None:
    scenario = StockScenario(5)
    scenario.count(2)
    scenario.follow()
    scenario.disconnect()
    scenario.run()
    waiting = scenario.publication
    for number in range(3, 6):
        name = f"pub_{number}"
        scenario.table.store(replace(waiting, publication_id=name, number=number))
    follower = replace(scenario.stock, publications=PagedPublications(scenario.table))
    assert follower.resume("user_1", STALL) == 4
