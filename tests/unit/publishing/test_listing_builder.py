"""The listing per platform: photographs, variants, field values, frozen when publishing begins."""

from dataclasses import replace

import pytest

from functions.channels.model.listing import Listing, ListingVariant
from functions.publishing.errors import (
    OptionNotFound,
    PictureMissing,
    PlatformDisabled,
    WordsMissing,
)
from functions.publishing.model.post import ChosenOption, NewPost, Post
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.posts import PostService
from kernel.clock import SetClock
from kernel.ids import CountedIds
from kernel.money import Money
from tests.unit.publishing.in_memory_platform import START, CrashPlan, TableInMemory
from tests.unit.publishing.operation_scenario import (
    DestinationsInMemory,
    RunsInMemory,
    SourcesInMemory,
)

SCARVES = ChosenOption("2903", "Scarves")
STOLES = ChosenOption("2904", "Stoles")


class BuilderScenario:
    """A post of one artisan, from which a listing is built."""

    def __init__(self) -> None:
        self.inputs = inputs = SourcesInMemory()
        self.table = TableInMemory(CrashPlan())
        destinations = DestinationsInMemory(CrashPlan(), inputs)
        sources = ListingSources(inputs, inputs, inputs, destinations)
        clock = SetClock(START)
        self.post_service = PostService(self.table, sources, RunsInMemory(), clock, CountedIds())

    def has_photos(self, *drafts: str, product: tuple[str, ...] = ()) -> None:
        self.inputs.approved_ = replace(self.inputs.approved_, photo_ids=drafts)
        self.inputs.snapshot = replace(self.inputs.snapshot, photo_ids=product)

    def destinations(self, **changed: object) -> None:
        self.inputs.destination = replace(self.inputs.destination, **changed)  # type: ignore[arg-type]  # names checked by the dataclass

    def create(self, **field_values: ChosenOption) -> Post:
        given = {"bazaar": field_values} if field_values else {}
        return self.post_service.create(
            "user_1", NewPost("draft_1", "product_1", ("bazaar",), given)
        )

    def publish(self, post: Post | None = None) -> Listing:
        post = post or self.create()
        _, (target,) = self.post_service.publish("user_1", post.post_id)
        return target.listing


@pytest.fixture
def scenario() -> BuilderScenario:
    return BuilderScenario()


def photos_of(listing: Listing) -> list[str]:
    pictures = (listing.pictures, *listing.more_pictures)
    return [one["square"].url.split("/")[-2] for one in pictures]


def test_the_drafts_photographs_come_before_the_products_and_none_twice(
    scenario: BuilderScenario,
) -> None:
    scenario.has_photos("photo_2", "photo_1", product=("photo_1", "photo_3"))
    scenario.destinations(rendition="square", photos_max=10)
    listing = scenario.publish()
    assert photos_of(listing) == ["photo_2", "photo_1", "photo_3"]
    assert [set(one) for one in listing.more_pictures] == [{"square"}] * 2


@pytest.mark.parametrize(("most", "shown"), [(1, 1), (2, 2), (3, 3), (4, 3)])
def test_no_more_photographs_than_the_platform_shows(
    scenario: BuilderScenario, most: int, shown: int
) -> None:
    scenario.has_photos("photo_1", "photo_2", product=("photo_3",))
    scenario.destinations(rendition="square", photos_max=most)
    assert len(photos_of(scenario.publish())) == shown


@pytest.mark.parametrize("absent", ["unready", "deleted"])
def test_a_photograph_that_would_be_shown_and_is_not_ready_is_named(
    scenario: BuilderScenario, absent: str
) -> None:
    scenario.has_photos("photo_1", product=("photo_2", "photo_3"))
    scenario.destinations(photos_max=3)
    if absent == "deleted":
        scenario.inputs.deleted.add("photo_3")
    else:
        scenario.inputs.ready.remove("photo_3")
    post = scenario.create()
    with pytest.raises(PictureMissing, match="Photograph 3 is not ready for Bazaar") as refused:
        scenario.publish(post)
    assert refused.value.details["photo_id"] == "photo_3"
    assert scenario.table.targets(post.post_id) == []
    scenario.destinations(photos_max=2)
    assert len(scenario.publish(post).more_pictures) == 1


def test_a_platform_for_which_there_are_no_words_is_named(scenario: BuilderScenario) -> None:
    post = scenario.create()
    scenario.inputs.approved_ = replace(scenario.inputs.approved_, copies={})
    with pytest.raises(WordsMissing, match="no words for Bazaar"):
        scenario.publish(post)
    assert scenario.table.targets(post.post_id) == []


def test_each_variant_goes_along_with_its_price_and_stock(scenario: BuilderScenario) -> None:
    scenario.inputs.add_size_variant()
    listing = scenario.publish()
    assert listing.variants == (ListingVariant({"Size": "S"}, Money(90_000, "INR"), 2),)
    assert listing.price == Money(90_000, "INR")


def test_a_choice_for_this_post_comes_before_what_is_remembered(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True, "section": False})
    scenario.inputs.kept = {("Dokra", "category"): "1", ("Dokra", "section"): "7"}
    assert scenario.publish().field_values == {"category": "1", "section": "7"}
    chosen = scenario.create(category=SCARVES)
    assert scenario.publish(chosen).field_values == {"category": "2903", "section": "7"}


def test_a_choice_by_craft_is_kept_for_the_next_piece_and_no_other_is(
    scenario: BuilderScenario,
) -> None:
    scenario.destinations(listing_fields={"category": True, "section": False})
    scenario.create(category=STOLES, section=ChosenOption("9", "Silk"))
    assert scenario.inputs.kept == {("Dokra", "category"): "2904"}
    assert scenario.publish().field_values == {"category": "2904"}


def test_without_a_craft_nothing_is_remembered(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True})
    scenario.inputs.snapshot = replace(scenario.inputs.snapshot, craft=None)
    post = scenario.create(category=STOLES)
    assert scenario.inputs.kept == {}
    assert scenario.publish(post).field_values == {"category": "2904"}
    scenario.inputs.approved_ = replace(scenario.inputs.approved_, craft="Bell metal")
    scenario.create(category=STOLES)
    assert scenario.inputs.kept == {("Bell metal", "category"): "2904"}


def test_choices_are_frozen_when_publishing_begins(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True})
    scenario.inputs.kept = {("Dokra", "category"): "1"}
    post = scenario.create()
    scenario.publish(post)
    scenario.inputs.kept = {("Dokra", "category"): "2"}
    assert scenario.table.targets(post.post_id)[0].listing.field_values == {"category": "1"}


def test_a_choice_that_is_not_there_is_named(scenario: BuilderScenario) -> None:
    scenario.destinations(listing_fields={"category": True})
    with pytest.raises(OptionNotFound) as refused:
        scenario.create(board=ChosenOption("1", "Home"))
    assert refused.value.details["fields"] == [
        {"field": "field_values.bazaar.board", "reason": "Bazaar has no such choice"}
    ]
    elsewhere = NewPost("draft_1", "product_1", ("bazaar",), {"fair": {"category": SCARVES}})
    with pytest.raises(OptionNotFound) as refused:
        scenario.post_service.create("user_1", elsewhere)
    assert refused.value.details["fields"] == [
        {"field": "field_values.fair", "reason": "it is not a platform of this post"}
    ]
    assert scenario.table.posts == {}


def test_a_platform_that_is_switched_off_gets_nothing(scenario: BuilderScenario) -> None:
    post = scenario.create()
    scenario.destinations(is_enabled=False)
    for press in (scenario.create, lambda: scenario.publish(post)):
        with pytest.raises(PlatformDisabled) as refused:
            press()
        assert refused.value.remedy == "Switch it on under Connections, or leave it out."
    assert scenario.table.targets(post.post_id) == []
