"""A listing's variants among those of a shop, their stock, and our SKU on each."""

from dataclasses import replace

import pytest

from functions.channels.adapters import store_variants
from functions.channels.adapters.store_variants import Variant, counted, matched, targets
from functions.channels.errors import Rejected
from functions.channels.model.listing import Listing, ListingVariant, StockLevel
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

SKU = "DOK-7F3K"


def form(number: int, **options: str) -> ListingVariant:
    return ListingVariant(options, Money(100, "INR"), 1, f"{SKU}-{number}" if number else "")


MEDIUM: Variant = ("", {"Size": "M"})
SMALL, LARGE = form(1, Size="S"), form(2, Size="L")
PLAIN = replace(listing(), product_sku=SKU)
VARIED = replace(PLAIN, variants=(SMALL, LARGE))
OLDER = replace(PLAIN, variants=(form(0, Size="S"), form(0, Size="L")))


@pytest.mark.parametrize(
    ("there", "found"),
    [
        # by its SKU, whatever the shop calls its options
        ([(f"{SKU}-2", {"Größe": "L"}), (f"{SKU}-1", {"Größe": "S"})], [LARGE, SMALL]),
        # an older listing has one SKU for all: by its options
        ([(SKU, {"Size": "L"}), (SKU, {"Size": "S"})], [LARGE, SMALL]),
        ([("", {"Size": "L"}), ("HERS-1", {"Size": "S"})], [LARGE, SMALL]),
        # one that the listing does not have
        ([(f"{SKU}-1", {"Size": "S"}), ("HERS-1", {"Size": "XL"})], [SMALL, None]),
        # a SKU that two have says nothing
        ([(f"{SKU}-1", {"Size": "L"}), (f"{SKU}-1", {"Size": "S"})], [LARGE, SMALL]),
        # of two with the options of one only the first is it
        ([("", {"Size": "L"}), ("HERS-1", {"Size": "L"})], [LARGE, None]),
        # what is known by its SKU is nobody else's, whatever its options
        ([("", {"Size": "S"}), (f"{SKU}-1", {"Size": "XS"})], [None, SMALL]),
    ],
)
def test_a_variant_is_known_by_its_sku_or_else_by_its_options(
    there: list[Variant], found: list[ListingVariant | None]
) -> None:
    assert matched(VARIED, there) == found


def test_a_piece_in_one_form_is_known_by_its_sku_or_by_having_no_options() -> None:
    (whole,) = PLAIN.forms
    assert matched(PLAIN, [(SKU, {"Size": "S"})]) == [whole]
    assert matched(PLAIN, [("HERS-1", {})]) == [whole]
    assert matched(PLAIN, [("HERS-1", {"Size": "S"})]) == [None]
    assert matched(OLDER, [(SKU, {"Size": "L"})]) == [OLDER.variants[1]]


def test_stock_is_counted_by_our_sku() -> None:
    assert counted(VARIED, [(LARGE, 2), (None, 9), (SMALL, 0)]) == {f"{SKU}-2": 2, f"{SKU}-1": 0}
    older, same = OLDER.variants
    assert counted(OLDER, [(older, 2), (same, 3)]) == {SKU: 5}


def test_only_the_numbers_that_change_are_written() -> None:
    there = {f"{SKU}-1": 5, f"{SKU}-2": 4}
    levels = [StockLevel(f"{SKU}-1", 2, 5), StockLevel(f"{SKU}-2", 4, 4)]
    assert targets(VARIED, levels, there) == {f"{SKU}-1": 2}
    assert targets(VARIED, levels, {}) == {}  # neither is there, or neither is counted
    assert targets(PLAIN, [StockLevel("", 1, 3)], {SKU: 3}) == {SKU: 1}


def test_a_sku_that_several_variants_share_does_not_say_which_is_meant() -> None:
    with pytest.raises(Rejected, match="Several variants") as refused:
        targets(OLDER, [StockLevel(SKU, 1, 3)], {SKU: 3})
    assert refused.value.remedy


@pytest.mark.parametrize("sku", ["ABC-1234", "ABC-12Z4-3"])
def test_what_is_another_pieces_is_not_adopted(sku: str) -> None:
    with pytest.raises(Rejected, match="another piece of yours"):
        store_variants.must_be_free(VARIED, ["", sku], "Etsy")


@pytest.mark.parametrize("sku", ["", "HERS-1", SKU, f"{SKU}-1", "abc-1234", "ABCD-1234"])
def test_what_has_her_own_sku_or_ours_may_be_adopted(sku: str) -> None:
    store_variants.must_be_free(VARIED, [sku], "Etsy")


@pytest.mark.parametrize(
    ("one", "there", "words"),
    [
        (VARIED, [("", {"Size": "S"})], "does not have “Size L”"),
        (
            VARIED,
            [("", {"Size": "S"}), ("", {"Size": "L"}), ("", {"Size": "M"})],
            "Only .*“Size M”",
        ),
        (PLAIN, [("", {"Size": "S"})], "one form"),
        (VARIED, [("", {})], "Only .*“one form”"),
    ],
)
def test_variants_that_do_not_match_are_named(
    one: Listing, there: list[Variant], words: str
) -> None:
    with pytest.raises(Rejected, match=words) as refused:
        store_variants.must_match(one, there, matched(one, there), "Etsy")
    assert refused.value.remedy
