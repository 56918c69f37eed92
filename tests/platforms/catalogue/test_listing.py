"""A shop's catalogue: connected, published into, changed and taken down, over real HTTP."""

from dataclasses import replace
from typing import Any

import pytest

from functions.channels import public
from functions.channels.errors import ListingNotFound, Rejected
from functions.channels.model.listing import PARTS, Listing, ListingVariant
from functions.channels.public import Published, Ready, Waiting
from infra.local.sandbox import journal, settings
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from kernel.errors import TryLater
from kernel.money import Money
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    WEB,
    Artisan,
    account,
    inject_fault,
    listing,
    pass_waiting_time,
    picture,
    published,
)

PLATFORM = "catalogue"


@pytest.fixture
def seller(artisan: Artisan) -> Artisan:
    """An artisan whose catalogue is connected."""
    assert artisan.connect(PLATFORM) == {"connected": PLATFORM}
    return artisan


def prepared(one: Listing) -> Ready | Published:
    step = posting.start(*account(PLATFORM), one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = posting.check(*account(PLATFORM), one, step.handle)
    return step


def post(one: Listing) -> Published:
    step = prepared(one)
    assert isinstance(step, Ready)
    return posting.finish(*account(PLATFORM), one, step.handle)


def items(sandbox: SandboxServer) -> list[dict[str, Any]]:
    return sandbox.world.find("catalogue.item")


def statuses(sandbox: SandboxServer) -> dict[str, str]:
    """What people see and what not, by the items' ids in the catalogue."""
    return {one["retailer_id"]: one["fields"]["status"] for one in items(sandbox)}


def change(one: Listing, external_id: str) -> Published:
    return posting.change(*account(PLATFORM), one, external_id)


def unpublish(one: Listing, external_id: str) -> None:
    posting.unpublish(*account(PLATFORM), one, external_id)


def in_sizes(one: Listing, *sizes: str) -> Listing:
    made = (ListingVariant({"Size": size}, Money(90_000, "INR"), 1) for size in sizes)
    return replace(one, variants=tuple(made))


def test_nobody_sees_an_item_before_it_is_published(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    step = prepared(one)
    assert isinstance(step, Ready)
    assert statuses(seller.sandbox) == {one.sku: "archived"}
    assert published(seller.sandbox, PLATFORM) == []
    done = posting.finish(*account(PLATFORM), one, step.handle)
    assert statuses(seller.sandbox) == {one.sku: "active"}
    assert published(seller.sandbox, PLATFORM) == [done.external_id] == [one.sku]
    assert "Meta looks at it" in done.note
    assert WEB.get(done.url, follow_redirects=True).status_code == 200


def test_meta_gets_what_the_artisan_approved(seller: Artisan) -> None:
    more = tuple({"square": picture(seller.sandbox, 800 + one, 800)} for one in range(2))
    one = replace(
        listing(seller.sandbox),
        more_pictures=more,
        field_values={"category": "Home & Garden > Decor > Figurines"},
    )
    post(one)
    (item,) = items(seller.sandbox)
    assert len(item["blobs"]) == 3
    assert item["fields"] == {
        "id": one.sku,
        "title": one.title,
        "description": one.text,
        "condition": "new",
        "availability": "in stock",
        "quantity_to_sell_on_facebook": 3,
        "price": "1250.00 INR",
        "link": one.marked_link,
        "image_link": one.pictures["square"].url,
        "additional_image_link": [shot["square"].url for shot in more],
        "brand": "Asha Dokra Art",
        "material": "brass, bees' wax",
        "google_product_category": "Home & Garden > Decor > Figurines",
        "status": "active",
    }


def test_variants_are_one_group_published_once(seller: Artisan) -> None:
    one = in_sizes(listing(seller.sandbox), "S", "M", "L")
    done = post(one)
    assert {item["fields"]["item_group_id"] for item in items(seller.sandbox)} == {one.sku}
    assert [item["fields"]["size"] for item in items(seller.sandbox)] == ["S", "M", "L"]
    assert published(seller.sandbox, PLATFORM) == [done.external_id] == [one.sku]


def test_starting_again_neither_doubles_nor_hides(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    prepared(one)
    done = post(one)
    assert isinstance(prepared(one), Published)
    assert statuses(seller.sandbox) == {one.sku: "active"}
    assert published(seller.sandbox, PLATFORM) == [done.external_id]


def test_a_new_variant_hides_none_of_those_that_people_see(seller: Artisan) -> None:
    post(in_sizes(listing(seller.sandbox), "S"))
    prepared(in_sizes(listing(seller.sandbox), "S", "M"))
    assert sorted(statuses(seller.sandbox).values()) == ["active", "archived"]


def test_a_picture_that_meta_cannot_use_is_reported_before_anybody_sees_it(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    gone = replace(one.pictures["square"], url=f"{seller.sandbox.world.public_url}/nothing.jpg")
    with pytest.raises(Rejected, match="Image not usable") as refused:
        prepared(replace(one, pictures={**one.pictures, "square": gone}))
    assert refused.value.remedy
    assert items(seller.sandbox) == []


def test_what_meta_refuses_at_once_is_reported_at_once(seller: Artisan) -> None:
    one = replace(listing(seller.sandbox), link="haat.example/without-a-scheme")
    with pytest.raises(Rejected, match="Invalid URL in field link"):
        posting.start(*account(PLATFORM), one)


def test_what_meta_would_refuse_is_refused_before_any_call(seller: Artisan) -> None:
    before = len(journal.entries(seller.sandbox.world))
    one = listing(seller.sandbox)
    small = {**one.pictures, "square": picture(seller.sandbox, 499, 499)}
    for wrong, word in (
        (replace(one, title="x" * 201), "200"),
        (replace(one, text="x" * 10_000), "9999"),
        (replace(one, link=""), "link"),
        (replace(one, quantity=0), "quantity"),
        (replace(one, pictures=small), "499"),
    ):
        with pytest.raises(Rejected, match=word):
            posting.start(*account(PLATFORM), wrong)
    assert len(journal.entries(seller.sandbox.world)) == before


def test_what_meta_dislikes_is_noted(seller: Artisan) -> None:
    done = post(replace(listing(seller.sandbox), title="DOKRA BRASS ELEPHANT"))
    assert "all in capital letters" in done.note


def test_metas_refusal_after_its_review_is_reported_by_a_look(seller: Artisan) -> None:
    settings.change(seller.sandbox.world, "catalogue_review", "rejected")
    one = listing(seller.sandbox)
    post(one)
    seller.sandbox.world.advance(60)
    found = posting.reconcile(*account(PLATFORM), one, None, now())
    assert isinstance(found, Published)
    assert "Commerce Policies" in found.note


def test_a_change_says_price_words_and_pictures_and_no_stock(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    done = post(one)
    new = {**one.pictures, "square": picture(seller.sandbox, 640, 640)}
    after = replace(one, title="Elephant", price=Money(99_900, "INR"), quantity=0, pictures=new)
    changed = change(after, done.external_id)
    assert (changed.external_id, changed.url) == (done.external_id, done.url)
    (item,) = items(seller.sandbox)
    fields = item["fields"]
    assert (fields["title"], fields["price"]) == ("Elephant", "999.00 INR")
    assert (fields["availability"], fields["status"]) == ("in stock", "active")
    assert fields["quantity_to_sell_on_facebook"] == 3
    assert fields["image_link"] == new["square"].url
    assert published(seller.sandbox, PLATFORM) == [done.external_id]


def test_a_change_is_made_twice_and_is_one(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    done = post(one)
    after = replace(one, title="Elephant")
    path = "*/items_batch"
    inject_fault(seller.sandbox, FaultKind.ACCEPT_THEN_TIMEOUT, path, vendor=PLATFORM)
    with pytest.raises(TryLater):
        change(after, done.external_id)
    change(after, done.external_id)
    (item,) = items(seller.sandbox)
    assert item["fields"]["title"] == "Elephant"


def test_a_variant_that_is_sold_no_more_is_hidden_by_a_change(seller: Artisan) -> None:
    one = in_sizes(listing(seller.sandbox), "S", "M")
    done = post(one)
    change(in_sizes(one, "M", "L"), done.external_id)
    shown = {item["fields"]["size"]: item["fields"]["status"] for item in items(seller.sandbox)}
    assert shown == {"S": "archived", "M": "active", "L": "active"}
    seller.sandbox.world.advance(2)  # a catalogue is read a little later than it is written
    change(replace(one, variants=()), done.external_id)
    assert statuses(seller.sandbox)[one.sku] == "active"
    assert list(statuses(seller.sandbox).values()).count("active") == 1


def test_what_is_unpublished_is_hidden_and_may_be_unpublished_again(seller: Artisan) -> None:
    one = in_sizes(listing(seller.sandbox), "S", "M")
    done = post(one)
    for _ in range(2):
        unpublish(one, done.external_id)
        assert set(statuses(seller.sandbox).values()) == {"archived"}
    assert WEB.get(done.url, follow_redirects=True).status_code == 404
    change(in_sizes(one, "S"), done.external_id)
    assert set(statuses(seller.sandbox).values()) == {"archived"}


def test_what_the_owner_deleted_cannot_be_changed_and_counts_as_unpublished(
    seller: Artisan,
) -> None:
    one = listing(seller.sandbox)
    done = post(one)
    seller.sandbox.world.clear("catalogue.item")
    with pytest.raises(ListingNotFound) as gone:
        change(one, done.external_id)
    assert gone.value.remedy
    unpublish(one, done.external_id)
    assert items(seller.sandbox) == []


def test_the_public_door_changes_takes_down_and_forgets(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    done = post(one)
    assert public.edit_support(PLATFORM) == (True, True, True, PARTS)
    posting.change(*account(PLATFORM), replace(one, title="Elephant"), done.external_id)
    assert items(seller.sandbox)[0]["fields"]["title"] == "Elephant"
    posting.unpublish(*account(PLATFORM), one, done.external_id)
    assert statuses(seller.sandbox) == {one.sku: "archived"}
    assert seller.api("GET", seller.at(PLATFORM, "/listings")).data["items"] == []


def test_categories_are_offered_by_words(seller: Artisan) -> None:
    path = seller.at(PLATFORM, "/fields/category/options")
    categories = seller.api("GET", path, query={"words": "brass figurine"}).data["items"]
    assert categories[0]["id"] == "Home & Garden > Decor > Figurines"
