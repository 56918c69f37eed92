"""The parts of a listing: which differ from what was sent last, and each brought for itself."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.channels.model.listing import PARTS, Listing, ListingVariant, Part, Picture
from functions.publishing.model.parts import brought, outdated
from kernel.money import Money
from tests.unit.publishing.in_memory_platform import listing

OTHER_PICTURE = Picture("https://haat.example/media/q/web.webp", 1024, 768, 9_000, "webp")
CHANGES: tuple[tuple[Part, dict[str, object]], ...] = (
    ("words", {"title": "Dokra bull"}),
    ("words", {"text": "A bull."}),
    ("words", {"tags": ("dokra", "bastar")}),
    ("words", {"alt_text": "A small brass bull"}),
    ("words", {"materials": ("brass", "wax")}),
    ("words", {"link": "https://asha.example"}),
    ("price", {"price": Money(140_000, "INR")}),
    ("price", {"price": Money(125_000, "USD")}),
    ("pictures", {"pictures": {"web": OTHER_PICTURE}}),
    ("pictures", {"more_pictures": ({"web": OTHER_PICTURE},)}),
    ("options", {"field_values": {"board": "7"}}),
)


def changed(one: Listing, fields: dict[str, object]) -> Listing:
    return replace(one, **fields)  # type: ignore[arg-type]  # names checked by the dataclass


def size(name: str, rupees: int, quantity: int = 1, sku: str = "") -> ListingVariant:
    return ListingVariant({"Size": name}, Money(rupees * 100, "INR"), quantity, sku or name)


def sized(*variants: ListingVariant) -> Listing:
    return replace(listing(), variants=variants)


@pytest.mark.parametrize(("part", "fields"), CHANGES)
def test_a_change_makes_its_part_outdated_and_no_other(
    part: Part, fields: dict[str, object]
) -> None:
    now = changed(listing(), fields)
    assert outdated(listing(), now) == (part,)
    assert outdated(now, listing()) == (part,)
    assert outdated(now, now) == ()


@pytest.mark.parametrize(("part", "fields"), CHANGES)
def test_each_part_is_brought_alone(part: Part, fields: dict[str, object]) -> None:
    now = changed(listing(), fields)
    assert brought(listing(), now, [part]) == now
    assert brought(listing(), now, [one for one in PARTS if one != part]) == listing()


@pytest.mark.parametrize(
    "fields", [{"quantity": 9}, {"product_sku": "DOK-7F3K"}, {"marker": "pub_2"}]
)
def test_stock_sku_and_marker_are_no_part(fields: dict[str, object]) -> None:
    now = changed(listing(), fields)
    assert outdated(listing(), now) == ()
    assert brought(listing(), now, PARTS) == listing()


def test_the_number_of_a_variant_is_no_part_and_stays() -> None:
    sent, now = sized(size("S", 900, 4)), sized(size("S", 900, 1))
    assert outdated(sent, now) == ()
    assert brought(sent, now, PARTS) == sent


def test_the_price_goes_by_the_options_and_not_by_the_order() -> None:
    sent = sized(size("S", 900, 3), size("M", 950, 5))
    now = sized(size("M", 990, 1), size("S", 900, 1))
    assert outdated(sent, now) == ("price",)
    after = brought(sent, now, ["price"])
    assert after.variants == (size("S", 900, 3), size("M", 990, 5))
    assert outdated(sent, sized(*sent.variants[::-1])) == ()


def test_a_new_variant_comes_with_its_own_price_and_number_and_the_others_keep_theirs() -> None:
    sent, now = sized(size("S", 900, 3)), sized(size("S", 990, 1), size("M", 950, 5))
    assert outdated(sent, now) == ("price", "options")
    after = brought(sent, now, ["options"])
    assert after.variants == (size("S", 900, 3), size("M", 950, 5))
    assert outdated(after, now) == ("price",)


def test_the_price_alone_brings_no_variant() -> None:
    sent, now = sized(size("S", 900, 3)), sized(size("S", 990, 1), size("M", 950, 5))
    after = brought(sent, now, ["price"])
    assert after.variants == (size("S", 990, 3),)
    assert "options" in outdated(after, now)


def test_a_variant_that_is_no_more_goes_with_the_options() -> None:
    sent, now = sized(size("S", 900), size("M", 950)), sized(size("S", 900))
    assert brought(sent, now, ["price"]) == sent
    assert brought(sent, now, ["options"]) == now


def test_a_variants_new_sku_is_a_change_of_the_options() -> None:
    sent, now = sized(size("S", 900, 3, "DOK-1")), sized(size("S", 900, 1, "DOK-2"))
    assert outdated(sent, now) == ("options",)
    assert brought(sent, now, ["options"]).variants == (size("S", 900, 3, "DOK-2"),)


def test_a_piece_that_gets_its_first_variants() -> None:
    now = sized(size("S", 900, 2))
    assert outdated(listing(), now) == ("price", "options")
    assert brought(listing(), now, ["price"]) == listing()
    assert brought(listing(), now, ["options"]) == now


words = st.sampled_from(["", "Dokra horse", "A horse of bell metal"])
amounts = st.sampled_from([90_000, 125_000, 140_000]).map(lambda one: Money(one, "INR"))
pictures = st.sampled_from([{}, {"web": OTHER_PICTURE}])
numbers = st.integers(0, 5)


@st.composite
def listings(draw: st.DrawFn, forms: Collection[str] | None = None) -> Listing:
    """Any listing; with `forms` it has variants of just these sizes, in any order."""
    drawn = forms if forms is not None else draw(st.sets(st.sampled_from("SML")))
    order = draw(st.permutations(sorted(drawn)))
    skus = st.sampled_from(["DOK-1", "DOK-2"])
    variants = [
        ListingVariant({"Size": one}, draw(amounts), draw(numbers), draw(skus)) for one in order
    ]
    return replace(
        listing(),
        title=draw(words),
        text=draw(words),
        tags=tuple(draw(st.lists(words, max_size=2))),
        alt_text=draw(words),
        materials=tuple(draw(st.lists(words, max_size=2))),
        link=draw(words),
        price=draw(amounts),
        quantity=draw(numbers),
        pictures=draw(pictures),
        more_pictures=tuple(draw(st.lists(pictures, max_size=2))),
        variants=tuple(variants),
        field_values=draw(st.sampled_from([{}, {"board": "7"}])),
    )


some_parts = st.sets(st.sampled_from(PARTS))


@given(forms=st.sets(st.sampled_from("SML")), parts=some_parts, data=st.data())
def test_of_the_same_variants_what_is_brought_is_there_and_the_rest_is_as_before(
    forms: set[str], parts: set[Part], data: st.DataObject
) -> None:
    sent, now = data.draw(listings(forms)), data.draw(listings(forms))
    left = [one for one in outdated(sent, now) if one not in parts]
    after = brought(sent, now, parts)
    assert outdated(after, now) == tuple(left)
    assert brought(after, now, parts) == after


@given(sent=listings(), now=listings(), parts=some_parts)
def test_of_other_variants_only_price_and_options_hang_together(
    sent: Listing, now: Listing, parts: set[Part]
) -> None:
    whole: set[Part] = parts | {"options"} if "price" in parts else parts
    before, left = outdated(sent, now), outdated(brought(sent, now, whole), now)
    assert not whole & set(left)
    assert {*before} - whole - {"price"} == {*left} - {"price"}


@given(sent=listings(), now=listings(), parts=some_parts)
def test_no_number_that_was_sent_is_changed_by_what_is_brought(
    sent: Listing, now: Listing, parts: set[Part]
) -> None:
    after = brought(sent, now, parts)
    numbers_before = {one.options["Size"]: one.quantity for one in sent.variants}
    numbers_now = {one.options["Size"]: one.quantity for one in now.variants}
    assert after.quantity == sent.quantity
    for one in after.variants:
        name = one.options["Size"]
        assert one.quantity == numbers_before.get(name, numbers_now.get(name))
