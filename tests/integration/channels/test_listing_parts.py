"""Each part of a live listing is brought alone; what is sold and what is hers stays as it is."""

from dataclasses import replace

import pytest

from functions.channels.model.listing import PARTS, Listing, Part, Published, ShownListing
from functions.channels.model.posting_commands import Drifted, Updated
from functions.channels.public import ForeignListing, ListingNotFound
from infra.local.sandbox import journal
from infra.local.sandbox.server import SandboxServer
from tests.integration.channels import posting
from tests.integration.channels.multi_photo import post
from tests.integration.channels.oauth_client import account, listing
from tests.integration.channels.shop_facets import (
    SELLING,
    SHOPS,
    Facets,
    buy,
    change_price,
    change_stock,
    facets,
    unmark,
)
from tests.integration.channels.store_products import (
    SKU,
    edited_listing,
    kept_stock,
    listing_with_variants,
)
from tests.integration.channels.test_store_listing import opened
from tests.integration.channels.test_store_listing_edit import KINDS

WRITES = ("PUT", "PATCH", "DELETE")


@pytest.fixture(params=SHOPS)
def platform(request: pytest.FixtureRequest) -> str:
    """Each of the four."""
    name: str = request.param
    return name


@pytest.fixture
def market(platform: str, request: pytest.FixtureRequest) -> SandboxServer:
    """Where it sells."""
    return opened(request, platform)


def read(platform: str, one: Listing, done: Published) -> ShownListing:
    return posting.read(*account(platform), one, done.external_id)


def other_in_all(one: Listing, market: SandboxServer) -> Listing:
    """Other words, prices, pictures, variants and numbers."""
    other = edited_listing(one, market)
    variants = tuple(replace(form, quantity=form.quantity + 7) for form in other.variants)
    return replace(
        other,
        text="Cast anew, and a little lighter.",
        alt_text="A small elephant with a howdah",
        materials=("bell metal",),
        variants=variants,
    )


def shared(before: Facets, after: Facets) -> set[frozenset[str]]:
    """The variants that are there before and after."""
    return set(before.prices) & set(after.prices)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_alone_is_brought_and_nothing_else(
    platform: str, market: SandboxServer, part: Part
) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    market.world.advance(5)
    before = facets(market, platform)
    other = other_in_all(one, market)
    posting.change(*account(platform), other, done.external_id, part)
    after = facets(market, platform)
    both = shared(before, after)
    changed = {
        "words": after.words != before.words,
        "price": any(after.prices[form] != before.prices[form] for form in both),
        "pictures": after.pictures != before.pictures,
        "options": after.options != before.options,
    }
    assert [name for name, is_so in changed.items() if is_so] == [part]
    assert {form: after.stock[form] for form in both} == {form: before.stock[form] for form in both}
    assert {form: after.skus[form] for form in both} == {form: before.skus[form] for form in both}
    assert after.rest == before.rest
    if part not in ("words", "pictures"):
        assert after.alts == before.alts


def test_a_new_variant_comes_with_its_price_number_and_sku(
    platform: str, market: SandboxServer
) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    other = other_in_all(one, market)
    posting.change(*account(platform), other, done.external_id, "options")
    there = facets(market, platform)
    new = frozenset({"Large", "Bright"})
    assert (there.stock[new], there.prices[new][:4]) == (10, "2100")
    assert set(there.prices) == {frozenset(form.options.values()) for form in other.variants}
    if platform != "catalogue":  # an item's id there is of its options
        assert there.skus[new] == f"{SKU}-5"


def test_words_bring_the_descriptions_of_the_pictures_that_stay(
    platform: str, market: SandboxServer
) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    before = facets(market, platform)
    other = replace(one, alt_text="A small elephant with a howdah")
    for _ in range(2):
        posting.change(*account(platform), other, done.external_id, "words")
    after = facets(market, platform)
    assert after.pictures == before.pictures
    number = "A small elephant with a howdah"
    wanted = (number, f"{number} (2/3)", f"{number} (3/3)")
    assert after.alts == (() if platform == "catalogue" else wanted)


@pytest.mark.parametrize("name", SELLING)
@pytest.mark.parametrize("part", PARTS)
def test_what_was_sold_there_stays_sold_when_something_else_is_brought(
    request: pytest.FixtureRequest, name: str, part: Part
) -> None:
    """Five are there, a buyer takes three, and she corrects a word: two are left."""
    market = opened(request, name)
    one = replace(listing(market), quantity=5, product_sku=SKU)
    done = post(name, one)
    buy(done, name, 3)
    other = replace(one, title="Elephant", price=replace(one.price, minor=99_900), field_values={})
    posting.change(*account(name), other, done.external_id, part)
    assert facets(market, name).stock == {frozenset(): 2}
    assert read(name, other, done).stock == {SKU: 2}


@pytest.mark.parametrize("name", SELLING)
def test_the_variant_that_was_sold_stays_sold(request: pytest.FixtureRequest, name: str) -> None:
    market = opened(request, name)
    one = listing_with_variants(market)
    done = post(name, one)
    buy(done, name, 3, f"{SKU}-3")
    before = facets(market, name).stock
    assert before[frozenset({"Large", "Matt"})] == 2
    posting.change(*account(name), other_in_all(one, market), done.external_id)
    after = facets(market, name).stock
    assert {form: after[form] for form in before if form in after} == {
        form: before[form] for form in before if form in after
    }


def test_two_readings_are_equal_when_nobody_changed_anything(
    platform: str, market: SandboxServer
) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    first = read(platform, one, done)
    market.world.advance(120)
    assert read(platform, one, done) == first
    assert set(first.parts) == set(PARTS)
    assert first.stock == {one.sku_of(form): form.quantity for form in one.variants}
    assert "Title: Dokra brass elephant" in first.parts["words"].splitlines()
    assert "Finish Matt, Size Large: 1400.00 INR" in first.parts["price"].splitlines()
    assert "Finish Matt, Size Large" in first.parts["options"].splitlines()
    assert len(first.parts["pictures"].splitlines()) == 3


def test_what_is_brought_is_what_is_read_and_may_be_brought_again(
    platform: str, market: SandboxServer
) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    other = other_in_all(one, market)
    first = posting.update(*account(platform), other, done.external_id)
    assert isinstance(first, Updated)
    market.world.advance(120)
    shown = read(platform, other, done)
    # A catalogue shows a change only minutes later, so that nothing is said of it at once.
    assert first.shown == (ShownListing() if platform == "catalogue" else shown)
    again = posting.update(*account(platform), other, done.external_id, known=shown.digests)
    assert isinstance(again, Updated)
    assert again.drifted == ()
    then = read(platform, other, done)
    if platform != "etsy":  # where a picture that is brought again is another
        assert then == shown
    kept = kept_stock(one, other)
    assert then.stock == {kept.sku_of(form): form.quantity for form in kept.variants}


def writes(market: SandboxServer, platform: str) -> int:
    found = journal.entries(market.world, platform)
    asked = [one for one in found if not _is_query(one)]
    return sum(one["method"] in (*WRITES, "POST") for one in asked)


def _is_query(entry: dict[str, object]) -> bool:
    fields = entry.get("fields") or {}
    text = str(fields.get("query", "")) if isinstance(fields, dict) else ""
    return text.strip().startswith("query")


def test_a_price_changed_by_hand_is_shown_and_not_written_over(
    platform: str, market: SandboxServer
) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    known = read(platform, one, done).digests
    change_price(market, platform, 777)
    stored, before = facets(market, platform), writes(market, platform)
    other = other_in_all(one, market)
    told = posting.update(*account(platform), other, done.external_id, "price", known=known)
    assert isinstance(told, Drifted)
    assert told.parts == ("price",)
    assert "Finish Matt, Size Large: 777.00 INR" in told.shown.parts["price"].splitlines()
    assert (facets(market, platform), writes(market, platform)) == (stored, before)
    # Her words are brought all the same, and it is said that the price is another.
    words = posting.update(*account(platform), other, done.external_id, "words", known=known)
    assert isinstance(words, Updated)
    assert words.drifted == ("price",)
    assert facets(market, platform).prices == stored.prices
    # And when she says so, her price goes.
    posting.change(*account(platform), other, done.external_id, "price")
    assert facets(market, platform).prices != stored.prices


def test_a_hand_edited_price_survives_new_variants(platform: str, market: SandboxServer) -> None:
    one = listing_with_variants(market)
    done = post(platform, one)
    change_price(market, platform, 777)
    posting.change(*account(platform), other_in_all(one, market), done.external_id, "options")
    there = facets(market, platform).prices
    assert {price[:3] for form, price in there.items() if form != {"Large", "Bright"}} == {"777"}


def test_numbers_counted_by_hand_are_no_drift_and_stay(
    platform: str, market: SandboxServer
) -> None:
    one = replace(listing(market), product_sku=SKU)
    done = post(platform, one)
    shown = read(platform, one, done)
    change_stock(market, platform, 9)
    other = replace(one, title="Elephant")
    told = posting.update(*account(platform), other, done.external_id, known=shown.digests)
    assert isinstance(told, Updated)
    assert read(platform, other, done).stock == {SKU: 9}
    assert facets(market, platform).stock == {frozenset(): 9}


@pytest.mark.parametrize("name", SELLING)
def test_what_is_not_ours_or_gone_is_neither_read_nor_written(
    request: pytest.FixtureRequest, name: str
) -> None:
    market = opened(request, name)
    one = listing_with_variants(market)
    done = post(name, one)
    unmark(market, name, "HERS-1")
    stored = facets(market, name)
    for part in PARTS:
        with pytest.raises(ForeignListing):
            posting.change(*account(name), other_in_all(one, market), done.external_id, part)
    with pytest.raises(ForeignListing):
        read(name, one, done)
    assert facets(market, name) == stored
    market.world.delete(KINDS[name], done.external_id)
    with pytest.raises(ListingNotFound):
        read(name, one, done)
    with pytest.raises(ListingNotFound):
        posting.change(*account(name), one, done.external_id, "words")


@pytest.mark.parametrize("name", SELLING)
def test_a_listing_of_before_variants_had_skus_is_still_ours(
    request: pytest.FixtureRequest, name: str
) -> None:
    market = opened(request, name)
    one = listing_with_variants(market)
    older = replace(one, variants=tuple(replace(form, sku="") for form in one.variants))
    done = post(name, older)
    assert read(name, one, done).stock[f"{SKU}-3"] == 5
    posting.change(*account(name), one, done.external_id, "price")
    before = facets(market, name)
    posting.change(*account(name), one, done.external_id, "options")
    after = facets(market, name)
    assert after.skus[frozenset({"Large", "Matt"})] == f"{SKU}-3"
    assert (after.stock, after.prices) == (before.stock, before.prices)
    # Whoever only knows the marker finds it by the SKU of a variant as well.
    assert posting.start(*account(name), one) == done
