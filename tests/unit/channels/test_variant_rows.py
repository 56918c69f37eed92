"""Variants as listings of their own: rows, fields for options, and what is objected to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.model.capabilities import objections
from functions.channels.model.listing import Listing, ListingVariant
from functions.channels.model.platforms import PLATFORMS, platform
from functions.channels.model.variant_rows import ListingRow, VariantRows, left_out, rows
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

SAREES = "Women > Ethnic Wear > Sarees"
SIZES = (("M", 1250, 2), ("L", 1450, 1), ("XL", 1650, 0))


def how(name: str) -> VariantRows:
    """How the platform takes variants."""
    found = platform(name).variant_rows
    assert found is not None
    return found


def stole(*options: Mapping[str, str], **changes: Any) -> Listing:
    """A stole whose own quantity is none of its variants'; without options in three sizes."""
    sizes = tuple(
        ListingVariant({"Size": size}, Money(100 * price, "INR"), quantity, f"AJR-7F3K-{place}")
        for place, (size, price, quantity) in enumerate(SIZES, 1)
    )
    chosen = tuple(
        ListingVariant(one, Money(125_000, "INR"), 2, f"AJR-7F3K-{place}")
        for place, one in enumerate(options, 1)
    )
    return replace(
        listing(), quantity=9, product_sku="AJR-7F3K", variants=chosen or sizes, **changes
    )


def only(name: str, options: Mapping[str, str], **changes: Any) -> ListingRow:
    """The row of a stole in one variant."""
    (row,) = rows(stole(options, **changes), how(name))
    return row


def test_every_panel_says_how_it_takes_variants() -> None:
    for capabilities in PLATFORMS:
        assert (capabilities.variant_rows is not None) is capabilities.needs_browser


def test_each_variant_is_a_row_with_its_own_sku_price_and_quantity() -> None:
    found = rows(stole(), how("meesho"))
    assert [
        (row.listing.sku, row.listing.price.amount, row.listing.quantity, row.fields, row.group)
        for row in found
    ] == [
        ("AJR-7F3K-1", "1250.00", 2, {"Size": "M"}, "AJR-7F3K"),
        ("AJR-7F3K-2", "1450.00", 1, {"Size": "L"}, "AJR-7F3K"),
        ("AJR-7F3K-3", "1650.00", 0, {"Size": "XL"}, "AJR-7F3K"),
    ]
    assert {row.listing.title for row in found} == {listing().title}
    assert not any(row.listing.variants for row in found)


def test_a_piece_in_one_form_is_one_row_as_it_is() -> None:
    whole = replace(listing(), product_sku="DOK-7F3K")
    assert rows(whole, how("meesho")) == (ListingRow(whole, {}),)
    assert rows(whole, how("meesho"))[0].group == ""


def test_what_is_sold_out_is_left_out_only_where_it_is_not_taken() -> None:
    assert len(rows(stole(), how("indiamart"))) == 3
    assert [row.listing.sku for row in rows(stole(), how("snapdeal"))] == [
        "AJR-7F3K-1",
        "AJR-7F3K-2",
    ]
    assert [one.sku for one in left_out(stole(), how("snapdeal"))] == ["AJR-7F3K-3"]
    assert left_out(stole(), how("meesho")) == ()


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        ({"size": "xl"}, {"Size": "XL"}),
        ({"  SIZE ": "Free  size"}, {"Size": "Free Size"}),
        ({"साइज़": "M"}, {"Size": "M"}),
        ({"\u0938\u093e\u0907\u095b": "M"}, {"Size": "M"}),
        ({"आकार": "M"}, {"Size": "M"}),
        ({"Color": "navy blue"}, {"Colour": "Navy Blue"}),
        ({"COLOUR": "Red"}, {"Colour": "Red"}),
        ({"रंग": "Red"}, {"Colour": "Red"}),
        ({"Size": "S", "colour": "Red"}, {"Size": "S", "Colour": "Red"}),
    ],
)
def test_an_option_finds_its_field_however_it_is_spelled(
    options: dict[str, str], fields: dict[str, str]
) -> None:
    row = only("meesho", options)
    assert (dict(row.fields), row.in_title, row.listing.title) == (fields, (), listing().title)


@pytest.mark.parametrize(
    ("name", "options", "behind"),
    [
        ("meesho", {"Finish": "Matt"}, "Finish: Matt"),
        ("meesho", {"Colour": "Indigo"}, "Colour: Indigo"),
        ("meesho", {"Size": "M", "Finish": "Matt"}, "Finish: Matt"),
        ("meesho", {"Colour": "Red", "Color": "Blue"}, "Color: Blue"),
        ("snapdeal", {"Size": "M", "Finish": "Matt"}, "Size: M, Finish: Matt"),
    ],
)
def test_an_option_without_a_field_stands_in_the_title(
    name: str, options: dict[str, str], behind: str
) -> None:
    assert only(name, options).listing.title == f"{listing().title} \u2013 {behind}"


def test_a_chosen_category_says_whether_there_are_sizes() -> None:
    other = {"category": "Home & Kitchen > Home Decor > Handicrafts"}
    assert only("meesho", {"Size": "M"}, field_values={"category": SAREES}).in_title == ()
    assert only("meesho", {"Size": "M"}, field_values=other).in_title == (("Size", "M"),)


def test_three_options_go_by_their_own_names_and_no_more() -> None:
    options = {"Size": "M", "Colour": "Red", "Finish": "Matt", "Weave": "Plain"}
    row = only("indiamart", options)
    assert row.pairs == (("Size", "M"), ("Colour", "Red"), ("Finish", "Matt"))
    assert row.in_title == (("Weave", "Plain"),)


def test_without_a_sku_a_variant_gets_one_that_stays() -> None:
    bare = replace(stole(), variants=tuple(replace(one, sku="") for one in stole().variants))
    skus = [row.listing.sku for row in rows(bare, how("meesho"))]
    assert len(set(skus)) == 3
    assert all(sku.startswith("AJR-7F3K-") for sku in skus)
    turned = replace(bare, variants=tuple(reversed(bare.variants)))
    assert [row.listing.sku for row in rows(turned, how("meesho"))] == skus[::-1]


def words(name: str, one: Listing) -> str:
    """All objections in one text."""
    return " ".join(objections(one, platform(name)))


def test_a_sku_is_refused_when_it_is_too_long_and_never_cut() -> None:
    long = "K" * 51
    assert "51 characters long; Meesho takes 50" in words(
        "meesho", replace(listing(), product_sku=long)
    )
    assert words("meesho", replace(listing(), product_sku=long[1:])) == ""
    (first, *rest) = stole().variants
    one = replace(stole(), variants=(replace(first, sku=long), *rest))
    assert long in words("snapdeal", one)


def test_two_variants_with_one_sku_are_refused() -> None:
    (first, second, third) = stole().variants
    one = replace(stole(), variants=(first, replace(second, sku=first.sku), third))
    assert words("meesho", one).count("AJR-7F3K-1") == 1
    assert words("meesho", stole()) == ""


def test_a_title_that_has_no_room_for_the_option_is_refused() -> None:
    long = "A" * 95
    assert "Finish: Matt" in words("meesho", stole({"Finish": "Matt"}, title=long))
    assert words("meesho", stole({"Size": "M"}, title=long)) == ""


def test_more_variants_than_go_at_once_are_refused() -> None:
    many = stole(*({"Size": str(number)} for number in range(21)))
    assert "takes 20" in words("indiamart", many)
    assert words("indiamart", replace(many, variants=many.variants[:20])) == ""


def test_need_of_price_and_quantity_is_of_the_variants() -> None:
    none_left = tuple(replace(one, quantity=0) for one in stole().variants)
    assert "needs a quantity" in words("meesho", replace(stole(), variants=none_left))
    assert words("meesho", replace(stole(), quantity=0)) == ""
    free = (*stole().variants[:2], replace(stole().variants[2], price=Money(0, "INR")))
    assert "needs a price" in words("indiamart", replace(stole(), variants=free))
