"""The listing per platform: photographs, variants, field values, frozen when publishing begins."""

from dataclasses import replace

import pytest

from functions.channels.model.listing import Listing, ListingVariant
from functions.publishing.errors.listings import PictureMissing, ProductIncomplete, WordsMissing
from functions.publishing.errors.places import OptionNotFound, PlatformDisabled
from functions.publishing.model.post import ChosenOption, PostState
from kernel.money import Money
from tests.unit.publishing.post_scenario import FIRST, PostScenario

SCARVES = ChosenOption("2903", "Scarves")
STOLES = ChosenOption("2904", "Stoles")


class BuilderScenario(PostScenario):
    """A post of one artisan, from which a listing is built."""

    def has_photos(self, *photo_ids: str) -> None:
        self.inputs.snapshot = replace(self.inputs.snapshot, photo_ids=photo_ids)

    def destinations(self, **changed: object) -> None:
        self.inputs.destination = replace(self.inputs.destination, **changed)  # type: ignore[arg-type]  # names checked by the dataclass

    def listing(self, state: PostState | None = None) -> Listing:
        """The listing with which a post is published; each post is for a product of its own."""
        (publication,) = self.press(state or self.create()).publications
        del self.table.rows[publication.publication_id]
        return publication.listing


@pytest.fixture
def scenario() -> BuilderScenario:
    return BuilderScenario()


def photos_of(listing: Listing) -> list[str]:
    pictures = (listing.pictures, *listing.more_pictures)
    return [one["square"].url.split("/")[-2] for one in pictures]


def test_the_photographs_go_in_the_products_order(scenario: BuilderScenario) -> None:
    scenario.has_photos("photo_2", "photo_1", "photo_3")
    scenario.destinations(rendition="square", photos_max=10)
    listing = scenario.listing()
    assert photos_of(listing) == ["photo_2", "photo_1", "photo_3"]
    assert [set(one) for one in listing.more_pictures] == [{"square"}] * 2


@pytest.mark.parametrize(("most", "shown"), [(1, 1), (2, 2), (3, 3), (4, 3)])
def test_no_more_photographs_than_the_platform_shows(
    scenario: BuilderScenario, most: int, shown: int
) -> None:
    scenario.has_photos("photo_1", "photo_2", "photo_3")
    scenario.destinations(rendition="square", photos_max=most)
    assert len(photos_of(scenario.listing())) == shown


@pytest.mark.parametrize("absent", ["unready", "deleted"])
def test_a_photograph_that_would_be_shown_and_is_not_ready_is_named(
    scenario: BuilderScenario, absent: str
) -> None:
    scenario.has_photos("photo_1", "photo_2", "photo_3")
    scenario.destinations(photos_max=3)
    if absent == "deleted":
        scenario.inputs.deleted.add("photo_3")
    else:
        scenario.inputs.ready.remove("photo_3")
    post = scenario.create()
    with pytest.raises(PictureMissing, match="Photograph 3 is not ready for Bazaar") as refused:
        scenario.listing(post)
    assert refused.value.details["photo_id"] == "photo_3"
    assert scenario.table.rows == {}
    scenario.destinations(photos_max=2)
    assert len(scenario.listing(post).more_pictures) == 1


def test_a_platform_for_which_there_are_no_words_is_named(scenario: BuilderScenario) -> None:
    post = scenario.create()
    scenario.inputs.approved_ = replace(scenario.inputs.approved_, copies={})
    with pytest.raises(WordsMissing, match="no words for Bazaar"):
        scenario.listing(post)
    assert scenario.table.rows == {}


def test_each_variant_goes_along_with_its_price_and_stock(scenario: BuilderScenario) -> None:
    scenario.inputs.add_size_variant()
    listing = scenario.listing()
    assert listing.variants == (ListingVariant({"Size": "S"}, Money(90_000, "INR"), 2),)
    assert listing.price == Money(90_000, "INR")


def test_a_choice_for_this_post_comes_before_what_is_remembered(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True, "section": False})
    scenario.inputs.kept = {("Dokra", "category"): "1", ("Dokra", "section"): "7"}
    assert scenario.listing().field_values == {"category": "1", "section": "7"}
    chosen = scenario.create(category=SCARVES)
    assert scenario.listing(chosen).field_values == {"category": "2903", "section": "7"}


def test_a_choice_by_craft_is_kept_for_the_next_piece_and_no_other_is(
    scenario: BuilderScenario,
) -> None:
    scenario.destinations(listing_fields={"category": True, "section": False})
    scenario.create(category=STOLES, section=ChosenOption("9", "Silk"))
    assert scenario.inputs.kept == {("Dokra", "category"): "2904"}
    assert scenario.listing().field_values == {"category": "2904"}


def test_without_a_craft_nothing_is_remembered(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True})
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, craft=None)
    post = scenario.create(category=STOLES)
    assert scenario.inputs.kept == {}
    assert scenario.listing(post).field_values == {"category": "2904"}


def test_choices_are_frozen_when_publishing_begins(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True})
    scenario.inputs.kept = {("Dokra", "category"): "1"}
    post = scenario.create()
    listing = scenario.listing(post)
    scenario.inputs.kept = {("Dokra", "category"): "2"}
    assert listing.field_values == {"category": "1"}


def test_a_choice_that_is_not_there_is_named(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True})
    with pytest.raises(OptionNotFound) as refused:
        scenario.create(board=ChosenOption("1", "Home"))
    assert refused.value.details["fields"] == [
        {"field": "places.0.field_values.board", "reason": "Bazaar has no such choice"}
    ]
    assert scenario.table.posts == {}


def test_a_platform_that_is_switched_off_gets_nothing(scenario: BuilderScenario) -> None:
    post = scenario.create()
    scenario.inputs.with_accounts(replace(FIRST, is_enabled=False))
    for press in (scenario.create, lambda: scenario.listing(post)):
        with pytest.raises(PlatformDisabled) as refused:
            press()
        assert refused.value.remedy == "Switch it on under Connections, or leave it out."
    assert scenario.table.rows == {}


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"price": None}, "a price"),
        ({"quantity": None}, "how many there are"),
        ({"photo_ids": ()}, "a photograph"),
        ({"price": None, "quantity": None}, "a price and how many there are"),
    ],
)
def test_what_the_product_lacks_is_named(
    scenario: BuilderScenario, missing: dict[str, object], words: str
) -> None:
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, **missing)  # type: ignore[arg-type]  # names checked by the dataclass
    with pytest.raises(ProductIncomplete, match=f"still needs {words}.") as refused:
        scenario.create()
    assert [one["field"] for one in refused.value.details["fields"]] == list(missing)  # type: ignore[attr-defined]  # a list of objects
    assert scenario.table.posts == {}
