"""What is said to Meta's catalogues, and what their answers mean."""

import json
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.adapters.catalogue import payloads
from functions.channels.adapters.catalogue.fields import CATEGORIES, CatalogueOptions
from functions.channels.adapters.catalogue.oauth import catalogues
from functions.channels.adapters.catalogue.payloads import ItemsBatchOutcome
from functions.channels.model.connection import Account
from functions.channels.model.listing import Listing, ListingVariant, Picture
from kernel.money import Money
from tests.unit.channels.sample_listing import listing

SKU = "jd00000000000000000000aa"
ACCOUNT = Account("catalogue", "3010000000000001", "Shop", "EAAB")


def variant(price: int = 90_000, quantity: int = 1, **options: str) -> ListingVariant:
    return ListingVariant(options, Money(price, "INR"), quantity)


def items_of(one: Listing) -> dict[str, dict[str, Any]]:
    return payloads.pieces(one, "Asha Dokra Art", SKU)


def test_a_piece_in_one_form_is_one_item_with_all_that_meta_needs() -> None:
    one = listing()
    (item,) = items_of(one).values()
    assert item["id"] == SKU
    assert item["price"] == f"{one.price.amount} INR"
    assert (item["availability"], item["condition"]) == ("in stock", "new")
    assert item["link"] == one.marked_link
    assert item["image_link"] == one.pictures["square"].url
    assert item["brand"] == "Asha Dokra Art"
    assert (item["title"], item["description"]) == (one.title, one.text)
    assert not {"status", "item_group_id", "google_product_category"} & set(item)


def test_nothing_in_stock_is_out_of_stock() -> None:
    (item,) = items_of(replace(listing(), quantity=0)).values()
    assert item["availability"] == "out of stock"


def test_a_category_that_was_chosen_is_said() -> None:
    (item,) = items_of(replace(listing(), field_values={"category": CATEGORIES[1]})).values()
    assert item["google_product_category"] == "Home & Garden > Decor > Figurines"


def test_further_photographs_come_in_order_and_within_what_addresses_may_take() -> None:
    def shot(number: int, length: int = 40) -> dict[str, Picture]:
        url = f"https://haat.example/{number}/".ljust(length, "x")
        return {"square": Picture(url, 1000, 1000, 9, "jpeg")}

    few = replace(listing(), more_pictures=tuple(shot(one) for one in range(3)))
    (item,) = items_of(few).values()
    assert item["additional_image_link"] == [shot(one)["square"].url for one in range(3)]
    many = replace(listing(), more_pictures=tuple(shot(one) for one in range(15)))
    (item,) = items_of(many).values()
    assert len(item["additional_image_link"]) == 9
    long = replace(listing(), more_pictures=tuple(shot(one, 700) for one in range(5)))
    (item,) = items_of(long).values()
    assert len(item["additional_image_link"]) == 2


def test_photographs_that_are_gone_are_taken_away() -> None:
    (item,) = items_of(listing()).values()
    assert item["additional_image_link"] == []


def test_each_variant_is_an_item_of_one_group() -> None:
    small, large = variant(Size="S", Glaze="Blue"), variant(120_000, 0, Size="L", Glaze="Green")
    items = items_of(replace(listing(), variants=(small, large)))
    assert len(items) == 2
    assert {one["item_group_id"] for one in items.values()} == {SKU}
    assert [one["size"] for one in items.values()] == ["S", "L"]
    assert [one["price"] for one in items.values()] == ["900.00 INR", "1200.00 INR"]
    assert [one["availability"] for one in items.values()] == ["in stock", "out of stock"]
    first = next(iter(items.values()))
    assert first["additional_variant_attribute"] == {"Glaze": "Blue"}
    assert all(id_ == one["id"] and len(id_) <= 100 for id_, one in items.items())


def test_a_variant_keeps_its_id_whatever_its_place_price_or_order_of_options() -> None:
    one, other = variant(Size="S", Color="Red"), variant(5, 7, Color="Red", Size="S")
    before = items_of(replace(listing(), variants=(one, variant(Size="M", Color="Red"))))
    after = items_of(replace(listing(), variants=(variant(Size="M", Color="Red"), other)))
    assert set(before) == set(after)


def test_what_meta_would_refuse_is_named() -> None:
    assert list(payloads.objections(listing())) == []
    tiny = {**listing().pictures, "square": Picture("https://a.example", 499, 700, 9, "jpeg")}
    (reason,) = payloads.objections(replace(listing(), pictures=tiny))
    assert "499" in reason
    (reason,) = payloads.objections(replace(listing(), variants=(variant(0, Size="S"),)))
    assert "no price" in reason


def test_a_batch_is_one_json_text() -> None:
    form = payloads.batch([{"id": SKU, "status": "active"}], upsert=False)
    assert (form["item_type"], form["allow_upsert"]) == ("PRODUCT_ITEM", "false")
    assert json.loads(form["requests"]) == [
        {"method": "UPDATE", "data": {"id": SKU, "status": "active"}}
    ]
    assert payloads.batch([])["allow_upsert"] == "true"


@pytest.mark.parametrize(
    ("batch", "meaning"),
    [
        ({"status": "finished", "errors": [], "warnings": []}, ItemsBatchOutcome(finished=True)),
        ({"status": "in_progress"}, ItemsBatchOutcome(finished=False)),
        ({"status": "started", "errors": None}, ItemsBatchOutcome(finished=False)),
        ({"status": "canceled"}, ItemsBatchOutcome(finished=False, lost=True)),
        ({"status": "error"}, ItemsBatchOutcome(finished=False, lost=True)),
        (
            {"status": "finished", "errors": [{"id": SKU, "message": "no"}, {"message": "no"}]},
            ItemsBatchOutcome(finished=True, wrong=("no",)),
        ),
        (
            {"status": "finished", "warnings": [{"message": "capitals"}, "words", {}]},
            ItemsBatchOutcome(finished=True, noted=("capitals",)),
        ),
    ],
)
def test_a_batchs_state_is_read(batch: dict[str, Any], meaning: ItemsBatchOutcome) -> None:
    assert payloads.outcome({"data": [batch]}) == meaning


@pytest.mark.parametrize("answer", [{}, {"data": []}, {"data": None}, {"data": ["x"]}])
def test_a_batch_that_meta_does_not_know_is_lost(answer: dict[str, Any]) -> None:
    assert payloads.outcome(answer).lost


def test_what_meta_says_at_once_is_read_once_each() -> None:
    refusal = {"errors": [{"message": "price"}], "warnings": [{"message": "capitals"}]}
    read = payloads.validated({"validation_status": [refusal, refusal, "x"]})
    assert (read.wrong, read.noted) == (("price",), ("capitals",))
    assert payloads.validated({}) == ItemsBatchOutcome(finished=False)


def test_items_are_read_with_what_people_see() -> None:
    nodes: list[dict[str, Any]] = [
        {"id": "7", "retailer_id": "a", "visibility": "published", "review_status": "approved"},
        {"id": "8", "retailer_id": "b", "visibility": "staging", "review_status": "pending"},
        {
            "id": "9",
            "retailer_id": "c",
            "visibility": "published",
            "review_status": "rejected",
            "errors": [{"title": "Not allowed here"}],
        },
        {"id": "10", "retailer_id": "d", "review_status": "rejected"},
        {"id": "11"},
    ]
    found = payloads.held(nodes)
    assert {name: one.visible for name, one in found.items()} == {
        "a": True,
        "b": False,
        "c": True,
        "d": True,
    }
    assert "Not allowed here" in found["c"].rejected
    assert found["d"].rejected
    assert found["a"].rejected == ""


def test_only_catalogues_of_things_to_sell_are_offered() -> None:
    business = {"id": "1", "name": "Asha"}
    nodes = [
        {"id": "2", "name": "Shop", "vertical": "commerce"},
        {"id": "3", "name": "Flights", "vertical": "flights"},
        {"id": "4", "name": "Old"},
    ]
    found = catalogues(business, nodes)
    assert [(one.id, one.name, one.detail) for one in found] == [
        ("2", "Asha: Shop", {"brand": "Asha"}),
        ("4", "Asha: Old", {"brand": "Asha"}),
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Dokra brass figurine of an elephant", "Home & Garden > Decor > Figurines"),
        ("handwoven cotton saree", "Saris & Lehengas"),
        ("silver bangles", "Bracelets"),
        ("a basket of bamboo", "Baskets"),
        ("cane baskets", "Baskets"),
        ("blue pottery vase", "Vases"),
        ("Madhubani painting", "Visual Artwork"),
        ("kantha", "Quilts & Comforters"),
        ("", "Home & Garden > Decor"),
    ],
)
def test_a_category_is_suggested_from_words(words: str, first: str) -> None:
    found = CatalogueOptions().options(ACCOUNT, "category", words, {})
    assert found[0].id.endswith(first)
    assert found[0].id in CATEGORIES
    assert len(found) <= 50


def test_every_category_is_there_once_and_nothing_else_is_chosen() -> None:
    assert len(set(CATEGORIES)) == len(CATEGORIES)
    assert CatalogueOptions().options(ACCOUNT, "board", "", {}) == ()
