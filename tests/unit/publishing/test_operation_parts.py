"""An update brings the parts that differ from what was sent last, and no other."""

from dataclasses import replace

import pytest

from functions.channels.model.listing import ListingVariant, Part
from functions.publishing.model.listing_operation import EditSupport
from functions.publishing.model.stock_sent import StockSent
from functions.publishing.ports.sources import PlatformCopy
from kernel.errors import Conflict, OutcomeUnknown, TryLater
from kernel.money import Money
from tests.unit.publishing.operation_scenario import OperationScenario

DEAR = Money(140_000, "INR")


class PartsScenario(OperationScenario):
    """A live piece that shows what words and product say; pictures and options are read by none."""

    def __init__(self) -> None:
        super().__init__()
        self.update()
        self.run()
        self.editor.updates.clear()
        self.editor.calls.clear()

    def reprice(self, price: Money = DEAR) -> None:
        self.inputs.snapshot = replace(self.inputs.snapshot, price=price)

    def reword(self, text: str = "A horse of bell metal.") -> None:
        copies = {"bazaar": PlatformCopy("Dokra horse", text, ("dokra",))}
        self.inputs.approved_ = replace(self.inputs.approved_, copies=copies)

    def retake(self) -> None:
        self.inputs.snapshot = replace(self.inputs.snapshot, photo_ids=("photo_2",))

    def can_bring(self, *parts: Part) -> None:
        self.editor.able = EditSupport(can_update=True, can_unpublish=True, parts=parts)


WAITING = Conflict("You have not approved these words.")
CHANGES = pytest.mark.parametrize(
    ("change", "parts"),
    [
        ("reprice", ("price",)),
        ("reword", ("words",)),
        ("retake", ("pictures",)),
        ("add_size_variant", ("price", "options")),
    ],
)


@CHANGES
def test_only_what_differs_is_brought(change: str, parts: tuple[Part, ...]) -> None:
    scenario = PartsScenario()
    getattr(scenario if hasattr(scenario, change) else scenario.inputs, change)()
    scenario.update()
    scenario.run()
    assert scenario.editor.updates == [parts]
    assert scenario.publication.listing == scenario.editor.shown


def test_where_nothing_differs_nothing_is_begun() -> None:
    scenario = PartsScenario()
    scenario.runs.started.clear()
    before = scenario.publication
    scenario.update()
    assert scenario.publication == before
    assert scenario.runs.started == {}


def test_another_number_alone_begins_nothing() -> None:
    scenario = PartsScenario()
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, quantity=9)
    before = scenario.publication
    scenario.update()
    assert scenario.publication == before


def test_a_part_that_the_platform_does_not_update_is_not_asked_for() -> None:
    scenario = PartsScenario()
    scenario.can_bring("words")
    scenario.reprice()
    before = scenario.publication
    scenario.update()
    assert scenario.publication == before
    scenario.reword()
    scenario.update()
    scenario.run()
    assert scenario.editor.updates == [("words",)]
    assert scenario.publication.listing.price != DEAR


def test_the_newest_state_wins_also_when_it_is_what_was_sent_last() -> None:
    scenario = PartsScenario()
    before = scenario.publication.listing
    scenario.reprice()
    scenario.update()
    scenario.reprice(before.price)
    scenario.update()
    scenario.run()
    assert scenario.editor.calls == []
    assert scenario.publication.listing == before


def test_what_an_update_that_may_have_arrived_brought_is_brought_back() -> None:
    scenario = PartsScenario()
    before = scenario.publication.listing
    scenario.editor.loses_answers = 1
    scenario.reprice()
    scenario.update()
    scenario.operation_runner.advance("pub_1")
    scenario.reprice(before.price)
    scenario.update()
    scenario.run()
    assert scenario.editor.updates == [("price",)] * 3
    assert scenario.editor.shown == before


def test_a_waiting_update_brings_what_is_due_when_its_turn_comes() -> None:
    scenario = PartsScenario()
    scenario.editor.failures = [OutcomeUnknown("lost")]
    scenario.reprice()
    scenario.update()
    scenario.operation_runner.advance("pub_1")
    scenario.reword()
    scenario.update()  # price and words, of which the price is there by then
    scenario.run()
    assert scenario.editor.updates == [("price",), ("words",)]


def test_a_new_variant_is_known_to_be_sold_there_and_the_other_numbers_stay() -> None:
    scenario = PartsScenario()
    (sku,) = scenario.publication.sent
    small = ListingVariant({"Size": "S"}, DEAR, 2, "DOK-S")
    medium = ListingVariant({"Size": "M"}, DEAR, 7, sku)
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, variants=(small, medium))
    scenario.update()
    scenario.run()
    assert scenario.publication.sent == {sku: StockSent(1), "DOK-S": StockSent(2)}


def test_of_operations_that_wait_the_one_that_takes_down_goes_first() -> None:
    scenario = PartsScenario()
    scenario.reprice()
    scenario.update()
    scenario.operations.inspect("user_1", "pub_1")
    scenario.unpublish()
    scenario.run()
    assert scenario.editor.calls == ["unpublish"]
    assert scenario.publication.status == "unpublished"
    assert set(scenario.publication.operations) == {"unpublish"}


def test_what_has_begun_is_ended_before_the_next_begins() -> None:
    scenario = PartsScenario()
    scenario.editor.failures = [OutcomeUnknown("lost"), TryLater("busy", after=3)]
    scenario.operations.inspect("user_1", "pub_1")
    scenario.operation_runner.advance("pub_1")
    scenario.reprice()
    scenario.update()
    scenario.run()
    assert scenario.editor.calls == ["inspect", "inspect", "inspect", "update"]


def test_of_all_listings_only_those_that_are_behind_are_updated() -> None:
    scenario = PartsScenario()
    assert scenario.operations.update_all("user_1", "product_1") == []
    scenario.reprice()
    (begun,) = scenario.operations.update_all("user_1", "product_1")
    assert begun.publication_id == "pub_1"
    scenario.run()
    assert scenario.editor.updates == [("price",)]
    assert scenario.operations.update_all("user_1", "product_1") == []


@pytest.mark.parametrize("trouble", ["account", "leaving", "number", "status", "unable"])
def test_a_listing_that_cannot_be_updated_keeps_no_other_from_it(trouble: str) -> None:
    scenario = PartsScenario()
    other = replace(scenario.publication, publication_id="pub_0", number=2)
    match trouble:
        case "account":
            other = replace(other, account=replace(other.account, account_id="stall_0"))
        case "leaving":
            leaving = scenario.operations.asked("unpublish")
            other = other.asked(scenario.clock.now(), leaving)
        case "number":
            other = replace(other, external_id="")
        case "status":
            other = replace(other, status="unknown")
        case _:
            scenario.can_bring()
    scenario.table.store(other)
    scenario.reprice()
    begun = scenario.operations.update_all("user_1", "product_1")
    able = [] if trouble == "unable" else ["pub_1"]
    assert [one.publication_id for one in begun] == able


def test_another_owners_listings_are_not_updated() -> None:
    scenario = PartsScenario()
    scenario.reprice()
    assert scenario.operations.update_all("user_2", "product_1") == []
    assert scenario.operations.update_all("user_1", "product_2") == []


def test_a_price_does_not_wait_for_words_that_are_not_approved() -> None:
    scenario = PartsScenario()
    scenario.reprice()
    scenario.reword()
    scenario.inputs.unapproved = WAITING
    scenario.update()
    scenario.run()
    assert scenario.editor.updates == [("price",)]
    scenario.inputs.unapproved = None
    scenario.update()
    scenario.run()
    assert scenario.editor.updates == [("price",), ("words",)]


def test_where_only_words_wait_to_be_approved_that_is_said() -> None:
    scenario = PartsScenario()
    scenario.reword()
    scenario.inputs.unapproved = WAITING
    with pytest.raises(Conflict, match="approved"):
        scenario.update()
    assert scenario.publication.open_operation is None
