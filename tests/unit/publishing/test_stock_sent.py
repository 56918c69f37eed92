"""What an account is known to sell, what is to be set there, and what was changed there by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.model.listing import ListingVariant, StockLevel
from functions.publishing.model.stock_sent import (
    SoldThere,
    StockFound,
    StockSent,
    plan_stock,
    sent_with,
    set_there,
    stock_drift,
)
from kernel.money import Money
from tests.unit.publishing.in_memory_platform import listing

SKU = "DOK-7F3K"
NOTHING = SoldThere()


def sold(pieces: int, returned: int = 0) -> SoldThere:
    return SoldThere({SKU: pieces}, {SKU: returned})


@pytest.mark.parametrize(("pieces", "left"), [(0, 5), (2, 3), (5, 0), (7, 0)])
def test_what_was_sold_since_is_taken_off_and_there_are_never_less_than_none(
    pieces: int, left: int
) -> None:
    assert StockSent(5).believed(SKU, sold(pieces)) == left


def test_what_was_sold_before_it_was_set_is_in_the_number_already() -> None:
    set_now = StockSent.of(5, SKU, sold(3, returned=1))
    assert set_now == StockSent(5, sold=3, returned=1)
    assert set_now.believed(SKU, sold(3)) == 5
    assert set_now.believed(SKU, sold(4)) == 4
    assert set_now.restocked(SKU, sold(3, returned=1)) == 0
    assert set_now.restocked(SKU, sold(3, returned=3)) == 2


def test_sales_of_another_sku_count_for_nothing() -> None:
    others = SoldThere({"DOK-OTHER": 4}, {"DOK-OTHER": 2})
    assert StockSent(5).believed(SKU, others) == 5
    assert StockSent(5).restocked(SKU, others) == 0
    assert StockSent.of(5, SKU, others) == StockSent(5)


def test_a_listing_sends_the_number_of_each_variant_by_its_sku() -> None:
    price = Money(90_000, "INR")
    variants = (ListingVariant({"Size": "S"}, price, 2, "DOK-1"), ListingVariant({}, price, 3, SKU))
    whole = replace(listing(), quantity=4, product_sku=SKU)
    assert sent_with(whole, sold(1, returned=1)) == {SKU: StockSent(4, 1, 1)}
    assert sent_with(replace(whole, variants=variants), sold(1)) == {
        "DOK-1": StockSent(2),
        SKU: StockSent(3, 1),
    }


def test_nothing_is_planned_where_the_account_sells_what_is_wanted() -> None:
    assert plan_stock({SKU: StockSent(5)}, {SKU: 5}, NOTHING) is None
    assert plan_stock({}, {SKU: 5}, NOTHING) is None


def test_the_account_that_made_the_sale_is_not_written() -> None:
    assert plan_stock({SKU: StockSent(5)}, {SKU: 2}, sold(3)) is None


def test_another_account_gets_the_number_in_place_of_the_one_that_it_has() -> None:
    plan = plan_stock({SKU: StockSent(5, sold=1)}, {SKU: 2}, sold(2, returned=1))
    assert plan is not None
    assert plan.levels == (StockLevel(SKU, 2, before=4, restocked=1),)
    assert plan.sent == {SKU: StockSent(2, 2, 1)}
    assert not plan.is_sold_out


def test_only_the_variants_that_differ_are_set_and_the_others_stay_known() -> None:
    sent = {"DOK-2": StockSent(3, 1), "DOK-1": StockSent(4)}
    plan = plan_stock(sent, {"DOK-1": 1, "DOK-2": 3}, SoldThere({"DOK-2": 1}))
    assert plan is not None
    assert plan.levels == (StockLevel("DOK-1", 1, before=4),)
    assert plan.sent == {"DOK-1": StockSent(1), "DOK-2": StockSent(3, 1)}


def test_what_is_wanted_no_more_is_set_to_none_and_what_was_never_sent_is_left_out() -> None:
    plan = plan_stock({"DOK-1": StockSent(4)}, {"DOK-2": 3}, NOTHING)
    assert plan is not None
    assert plan.levels == (StockLevel("DOK-1", 0, before=4),)
    assert not plan.is_sold_out


@pytest.mark.parametrize(
    ("wanted", "is_sold_out"),
    [({"DOK-1": 0, "DOK-2": 0}, True), ({"DOK-1": 0, "DOK-2": 1}, False), ({}, True)],
)
def test_a_piece_is_sold_out_when_no_variant_is_left(
    wanted: dict[str, int], *, is_sold_out: bool
) -> None:
    sent = {"DOK-1": StockSent(1), "DOK-2": StockSent(1)}
    plan = plan_stock(sent, wanted, NOTHING)
    assert plan is not None
    assert plan.is_sold_out == is_sold_out


def test_an_account_that_sold_the_last_one_itself_has_nothing_to_be_told() -> None:
    assert plan_stock({SKU: StockSent(1)}, {SKU: 0}, sold(1)) is None


numbers = st.integers(0, 6)
some_sales = st.builds(
    SoldThere, st.fixed_dictionaries({SKU: numbers}), st.fixed_dictionaries({SKU: numbers})
)


@given(quantity=numbers, before=some_sales, now=some_sales, wanted=numbers)
def test_what_was_planned_is_what_is_wanted_and_is_not_planned_again(
    quantity: int, before: SoldThere, now: SoldThere, wanted: int
) -> None:
    sent = {SKU: StockSent.of(quantity, SKU, before)}
    plan = plan_stock(sent, {SKU: wanted}, now)
    after = plan.sent if plan else sent
    assert after[SKU].believed(SKU, now) == wanted
    assert plan_stock(after, {SKU: wanted}, now) is None


def found(before: int, after: int, earlier: int | None = None) -> StockFound:
    known = None if earlier is None else {SKU: earlier}
    return StockFound({SKU: before}, {SKU: after}, known)


@pytest.mark.parametrize(
    ("there", "is_ours"),
    [
        (found(5, 2), True),
        (found(2, 2, earlier=5), True),  # an earlier call had set it, and its answer was lost
        (found(2, 2), False),  # the same by chance: sales of which we have not heard
        (found(2, 2, earlier=2), False),
        (found(4, 4), False),  # changed there, so that it was left
        (found(5, 5), False),
        (found(4, 4, earlier=5), False),
        (StockFound({}, {}), True),  # the platform counts none
        (StockFound({}, {SKU: 3}), False),
    ],
)
def test_a_number_is_known_as_set_only_where_it_is_there_by_our_own_doing(
    there: StockFound, *, is_ours: bool
) -> None:
    known, planned = {SKU: StockSent(5)}, {SKU: StockSent(2, 3)}
    level = StockLevel(SKU, 2, before=5)
    assert set_there(known, planned, [level], there) == (planned if is_ours else known)


def test_of_several_numbers_only_that_which_was_left_is_known_as_before() -> None:
    known = {"DOK-1": StockSent(5), "DOK-2": StockSent(5), "DOK-3": StockSent(5)}
    planned = {"DOK-1": StockSent(2), "DOK-2": StockSent(2), "DOK-3": StockSent(5)}
    levels = [StockLevel("DOK-1", 2, before=5), StockLevel("DOK-2", 2, before=5)]
    there = StockFound({"DOK-1": 5, "DOK-2": 7}, {"DOK-1": 2, "DOK-2": 7})
    assert set_there(known, planned, levels, there) == {
        "DOK-1": StockSent(2),
        "DOK-2": StockSent(5),
        "DOK-3": StockSent(5),
    }


def test_a_number_that_was_never_known_is_known_as_planned() -> None:
    level = StockLevel(SKU, 2, before=5)
    assert set_there({}, {SKU: StockSent(2)}, [level], found(7, 7)) == {SKU: StockSent(2)}


def test_a_number_that_was_written_over_whatever_was_there_is_known_as_set() -> None:
    level = StockLevel(SKU, 2, before=None)
    planned = {SKU: StockSent(2)}
    assert set_there({SKU: StockSent(5)}, planned, [level], found(9, 2)) == planned


@pytest.mark.parametrize(
    ("there", "drift"),
    [(2, "DOK-7F3K: 2"), (3, ""), (4, ""), (5, "DOK-7F3K: 5"), (0, "DOK-7F3K: 0")],
)
def test_a_number_is_drift_unless_sales_and_cancelled_orders_explain_it(
    there: int, drift: str
) -> None:
    """Five were set and two sold since, of which one was cancelled."""
    assert stock_drift({SKU: StockSent(5)}, {SKU: there}, sold(2, returned=1)) == drift


def test_drift_of_several_variants_is_a_line_each_and_what_is_not_there_is_none() -> None:
    sent = {"DOK-2": StockSent(1), "DOK-1": StockSent(1), "DOK-3": StockSent(1)}
    there = {"DOK-1": 4, "DOK-2": 0, "DOK-9": 8}
    assert stock_drift(sent, there, NOTHING) == "DOK-1: 4\nDOK-2: 0"
