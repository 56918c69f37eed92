"""What each platform is given: photographs, variants and choices, frozen when publishing begins."""

from dataclasses import replace

import pytest

from functions.publishing.errors import (
    OptionNotFound,
    PictureMissing,
    PlatformDisabled,
    WordsMissing,
)
from functions.publishing.model.listing import Listing, ListingVariant
from functions.publishing.model.post import ChosenOption, NewPost, Post
from functions.publishing.service.listing_builder import ListingSources
from functions.publishing.service.posts import PostService
from kernel.clock import SetClock
from kernel.ids import CountedIds
from kernel.money import Money
from tests.unit.publishing.platform import START, Fate, TableInMemory
from tests.unit.publishing.shop import Platforms, RunsInMemory, Workshop

SCARVES = ChosenOption("2903", "Scarves")
STOLES = ChosenOption("2904", "Stoles")


class Loom:
    """An artisan about to publish."""

    def __init__(self) -> None:
        self.workshop = shop = Workshop()
        self.table = TableInMemory(Fate())
        sources = ListingSources(shop, shop, shop, Platforms(Fate(), shop), shop)
        clock = SetClock(START)
        self.planning = PostService(self.table, sources, RunsInMemory(), clock, CountedIds())

    def has_photos(self, *drafts: str, product: tuple[str, ...] = ()) -> None:
        self.workshop.approved_ = replace(self.workshop.approved_, photo_ids=drafts)
        self.workshop.for_sale = replace(self.workshop.for_sale, photo_ids=product)

    def destinations(self, **changed: object) -> None:
        self.workshop.destination = replace(self.workshop.destination, **changed)  # type: ignore[arg-type]  # names checked by the dataclass

    def create(self, **field_values: ChosenOption) -> Post:
        given = {"bazaar": field_values} if field_values else {}
        return self.planning.create("user_1", NewPost("draft_1", "product_1", ("bazaar",), given))

    def publish(self, post: Post | None = None) -> Listing:
        post = post or self.create()
        _, (target,) = self.planning.publish("user_1", post.post_id)
        return target.listing


@pytest.fixture
def loom() -> Loom:
    return Loom()


def photos_of(listing: Listing) -> list[str]:
    pictures = (listing.pictures, *listing.more_pictures)
    return [one["square"].url.split("/")[-2] for one in pictures]


def test_the_drafts_photographs_come_before_the_products_and_none_twice(loom: Loom) -> None:
    loom.has_photos("photo_2", "photo_1", product=("photo_1", "photo_3"))
    loom.destinations(rendition="square", photos_max=10)
    listing = loom.publish()
    assert photos_of(listing) == ["photo_2", "photo_1", "photo_3"]
    assert [set(one) for one in listing.more_pictures] == [{"square"}] * 2


@pytest.mark.parametrize(("most", "shown"), [(1, 1), (2, 2), (3, 3), (4, 3)])
def test_no_more_photographs_than_the_platform_shows(loom: Loom, most: int, shown: int) -> None:
    loom.has_photos("photo_1", "photo_2", product=("photo_3",))
    loom.destinations(rendition="square", photos_max=most)
    assert len(photos_of(loom.publish())) == shown


@pytest.mark.parametrize("absent", ["unready", "deleted"])
def test_a_photograph_that_would_be_shown_and_is_not_ready_is_named(
    loom: Loom, absent: str
) -> None:
    loom.has_photos("photo_1", product=("photo_2", "photo_3"))
    loom.destinations(photos_max=3)
    if absent == "deleted":
        loom.workshop.deleted.add("photo_3")
    else:
        loom.workshop.ready.remove("photo_3")
    post = loom.create()
    with pytest.raises(PictureMissing, match="Photograph 3 is not ready for Bazaar") as refused:
        loom.publish(post)
    assert refused.value.details["photo_id"] == "photo_3"
    assert loom.table.targets(post.post_id) == []
    loom.destinations(photos_max=2)
    assert len(loom.publish(post).more_pictures) == 1


def test_a_platform_for_which_there_are_no_words_is_named(loom: Loom) -> None:
    post = loom.create()
    loom.workshop.approved_ = replace(loom.workshop.approved_, copies={})
    with pytest.raises(WordsMissing, match="no words for Bazaar"):
        loom.publish(post)
    assert loom.table.targets(post.post_id) == []


def test_each_variant_goes_along_with_its_price_and_stock(loom: Loom) -> None:
    loom.workshop.in_sizes()
    listing = loom.publish()
    assert listing.variants == (ListingVariant({"Size": "S"}, Money(90_000, "INR"), 2),)
    assert listing.price == Money(90_000, "INR")


def test_a_choice_for_this_post_comes_before_what_is_remembered(loom: Loom) -> None:
    loom.destinations(listing_fields={"category": True, "section": False})
    loom.workshop.kept = {("Dokra", "category"): "1", ("Dokra", "section"): "7"}
    assert loom.publish().field_values == {"category": "1", "section": "7"}
    chosen = loom.create(category=SCARVES)
    assert loom.publish(chosen).field_values == {"category": "2903", "section": "7"}


def test_a_choice_by_craft_is_kept_for_the_next_piece_and_no_other_is(loom: Loom) -> None:
    loom.destinations(listing_fields={"category": True, "section": False})
    loom.create(category=STOLES, section=ChosenOption("9", "Silk"))
    assert loom.workshop.kept == {("Dokra", "category"): "2904"}
    assert loom.publish().field_values == {"category": "2904"}


def test_without_a_craft_nothing_is_remembered(loom: Loom) -> None:
    loom.destinations(listing_fields={"category": True})
    loom.workshop.for_sale = replace(loom.workshop.for_sale, craft=None)
    post = loom.create(category=STOLES)
    assert loom.workshop.kept == {}
    assert loom.publish(post).field_values == {"category": "2904"}
    loom.workshop.approved_ = replace(loom.workshop.approved_, craft="Bell metal")
    loom.create(category=STOLES)
    assert loom.workshop.kept == {("Bell metal", "category"): "2904"}


def test_choices_are_frozen_when_publishing_begins(loom: Loom) -> None:
    loom.destinations(listing_fields={"category": True})
    loom.workshop.kept = {("Dokra", "category"): "1"}
    post = loom.create()
    loom.publish(post)
    loom.workshop.kept = {("Dokra", "category"): "2"}
    assert loom.table.targets(post.post_id)[0].listing.field_values == {"category": "1"}


def test_a_choice_that_is_not_there_is_named(loom: Loom) -> None:
    loom.destinations(listing_fields={"category": True})
    with pytest.raises(OptionNotFound) as refused:
        loom.create(board=ChosenOption("1", "Home"))
    assert refused.value.details["fields"] == [
        {"field": "field_values.bazaar.board", "reason": "Bazaar has no such choice"}
    ]
    elsewhere = NewPost("draft_1", "product_1", ("bazaar",), {"fair": {"category": SCARVES}})
    with pytest.raises(OptionNotFound) as refused:
        loom.planning.create("user_1", elsewhere)
    assert refused.value.details["fields"] == [
        {"field": "field_values.fair", "reason": "it is not a platform of this post"}
    ]
    assert loom.table.posts == {}


def test_a_platform_that_is_switched_off_gets_nothing(loom: Loom) -> None:
    post = loom.create()
    loom.destinations(is_enabled=False)
    for press in (loom.create, lambda: loom.publish(post)):
        with pytest.raises(PlatformDisabled) as refused:
            press()
        assert refused.value.remedy == "Switch it on under Connections, or leave it out."
    assert loom.table.targets(post.post_id) == []
