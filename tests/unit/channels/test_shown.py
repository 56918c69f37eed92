"""What an account shows of a listing, the stock that it is to have, and how both are written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.adapters import shown, texts
from functions.channels.model.listing import PARTS, Part, ShownListing, StockLevel
from tests.unit.channels.sample_listing import listing


@pytest.mark.parametrize(
    ("level", "there", "target"),
    [
        (StockLevel("DOK-7F3K", 2, 5), 5, 2),  # as we know it
        (StockLevel("DOK-7F3K", 8, 5), 5, 8),  # more have come
        (StockLevel("DOK-7F3K", 0, 1), 1, 0),
        (StockLevel("DOK-7F3K", 2, 5), 2, None),  # it is so: a lost answer, or it sold as many
        (StockLevel("DOK-7F3K", 2, 5), 3, None),  # sold there, and not told of yet
        (StockLevel("DOK-7F3K", 4, 5), 3, None),
        (StockLevel("DOK-7F3K", 2, 5), 9, None),  # raised by hand
        (StockLevel("DOK-7F3K", 2, 3, restocked=2), 5, 2),  # put back for cancelled orders
        (StockLevel("DOK-7F3K", 2, 3, restocked=2), 4, 2),
        (StockLevel("DOK-7F3K", 2, 3, restocked=2), 6, None),
        (StockLevel("DOK-7F3K", 2, 4, restocked=2), 3, None),
        (StockLevel("DOK-7F3K", 2, None), 9, 2),  # a person has said so
        (StockLevel("DOK-7F3K", 2, None), 2, None),
    ],
)
def test_a_number_is_written_only_where_it_is_as_we_know_it(
    level: StockLevel, there: int, target: int | None
) -> None:
    assert level.target(there) == target


@given(*[st.integers(0, 30)] * 4)
def test_writing_twice_is_as_once_and_a_number_below_ours_stays(
    quantity: int, before: int, there: int, restocked: int
) -> None:
    level = StockLevel("DOK-7F3K", quantity, before, restocked)
    target = level.target(there)
    if target is not None:
        assert target == quantity
        assert before <= there <= before + restocked
        assert level.target(target) is None


def test_a_part_differs_when_its_text_is_another_and_only_where_both_have_it() -> None:
    sent = ShownListing({"words": "a", "price": "1.00 INR"}).digests
    now = ShownListing({"words": "b", "price": "1.00 INR", "pictures": "Picture 1: 7"})
    assert now.differing(sent) == ("words",)
    assert now.differing({}) == ()
    assert ShownListing().differing(sent) == ()
    assert ShownListing({"words": "b", "price": "2.00 INR"}).differing(sent) == ("words", "price")


@given(st.dictionaries(st.sampled_from(PARTS), st.text(max_size=20)))
def test_what_nobody_changed_does_not_differ(parts: dict[Part, str]) -> None:
    assert ShownListing(parts).differing(ShownListing(dict(parts)).digests) == ()


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("1250", "INR", "1250.00 INR"),
        ("1250.5", "INR", "1250.50 INR"),
        (1250.5, "INR", "1250.50 INR"),
        ("1250", "JPY", "1250 JPY"),
        ("", "INR", "INR"),
        (None, "INR", "INR"),
        ("₹1,250.00", "", "₹1,250.00"),
        ("free", "INR", "free INR"),
    ],
)
def test_a_price_is_written_in_one_way(amount: Any, currency: str, written: str) -> None:
    assert shown.money(amount, currency) == written


def test_prices_are_a_line_for_each_variant_in_an_order_of_their_own() -> None:
    small = {"Size": "S", "Finish": "Matt"}, "9.00 INR"
    large = {"Finish": "Matt", "Size": "L"}, "12.00 INR"
    text = "Finish Matt, Size L: 12.00 INR\nFinish Matt, Size S: 9.00 INR"
    assert shown.prices([small, large]) == shown.prices([large, small]) == text
    assert shown.prices([({}, "9.00 INR")]) == "9.00 INR"
    assert shown.forms([small[0], large[0]]) == "Finish Matt, Size L\nFinish Matt, Size S"
    assert shown.forms([{}]) == ""


def test_markup_of_ours_is_read_as_lines_and_any_other_stays_to_be_seen() -> None:
    ours = "<p>One<br />two &amp; three</p>\n<p>Four</p>"
    assert texts.plain(ours) == "One\ntwo & three\n\nFour"
    assert texts.plain("<p>One<br>two</p><p>Four</p>") == "One\ntwo\n\nFour"
    assert texts.plain("<p>One <b>two</b></p>") == "One <b>two</b>"


def test_a_listing_has_the_skus_of_its_variants_and_its_own() -> None:
    one = listing()
    assert one.skus == {one.sku}
    assert [one.sku_of(form) for form in one.forms] == [one.sku]
