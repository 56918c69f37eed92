"""What goes with each part of a change to a WooCommerce shop: its product and its variations."""

from dataclasses import replace
from typing import Any

import pytest

from functions.channels.adapters.woocommerce import payloads
from functions.channels.adapters.woocommerce import variations as woo_variations
from functions.channels.model.listing import PARTS, ListingVariant, Part
from kernel.money import Money
from tests.unit.channels.sample_listing import listing
from tests.unit.channels.test_variants import form

THERE: dict[str, Any] = {
    "type": "simple",
    "regular_price": "1250",
    "tags": [{"id": 3}],
    "images": [{"id": 7, "alt": "as she wrote it"}, {"id": 8, "alt": ""}],
    "attributes": [
        {"id": 0, "name": "Material", "visible": True, "variation": False, "options": ["brass"]},
        {"id": 0, "name": "Region", "visible": True, "variation": False, "options": ["Bastar"]},
    ],
    "meta_data": [],
}


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("words", {"name", "description", "tags"}),
        ("price", {"regular_price"}),
        ("pictures", set()),
        ("options", {"categories"}),
    ],
)
def test_a_part_brings_its_fields_and_never_a_number(part: Part, fields: set[str]) -> None:
    one = replace(listing(), tags=())
    assert set(payloads.changed_body(one, THERE, [part], category=5)) == fields


def test_the_shops_own_attributes_stay_beside_ours() -> None:
    one = replace(listing(), materials=("bell metal",))
    body = payloads.changed_body(one, THERE, ["words"])
    said = {attribute["name"]: attribute["options"] for attribute in body["attributes"]}
    assert said == {"Material": ["bell metal"], "Region": ["Bastar"]}
    assert "attributes" not in payloads.changed_body(one, THERE, ["options", "price"])


def test_a_price_that_is_so_already_is_not_sent() -> None:
    one = replace(listing(), price=Money(125_000, "INR"))
    assert payloads.changed_body(one, THERE, ["price"]) == {}


def test_one_form_that_becomes_several_or_several_one_is_counted_anew() -> None:
    variants = (ListingVariant({"Size": "S"}, Money(90_000, "INR"), 2),)
    several = payloads.changed_body(replace(listing(), variants=variants), THERE, ["options"])
    assert (several["type"], several["manage_stock"]) == ("variable", False)
    assert "stock_quantity" not in several
    alone = payloads.changed_body(listing(), {**THERE, "type": "variable"}, ["options"])
    assert (alone["type"], alone["manage_stock"], alone["stock_quantity"]) == ("simple", True, 3)


def test_a_picture_that_is_not_ours_keeps_its_description() -> None:
    ours = payloads.product_body(listing(), None, ())["meta_data"][1]
    product = {**THERE, "images": THERE["images"][:1], "meta_data": [{"id": 1, **ours}]}
    body = payloads.images_with_alt_texts(listing(), product)
    assert body == {"images": [{"id": 7, "alt": listing().alt_text}]}
    assert payloads.images_with_alt_texts(listing(), THERE) is None


def variation(id_: int, one: ListingVariant, **changed: Any) -> dict[str, Any]:
    mark = [{"key": woo_variations.VARIANT, "value": woo_variations.variant_mark(one)}]
    told = {"regular_price": one.price.amount, "stock_quantity": one.quantity, "meta_data": mark}
    return {"id": id_, **told, **changed}


def test_variations_are_brought_changed_and_taken_away_by_our_mark() -> None:
    small, large, huge = form(100, 1, S="s"), form(200, 2, S="l"), form(300, 3, S="h")
    one = replace(listing(), variants=(small, large))
    there = [
        variation(9, small),  # a double that an answer's loss left behind
        variation(5, small, regular_price="1.0"),
        variation(6, huge),
        {"id": 7, "meta_data": [], "regular_price": "9"},  # somebody else's
    ]
    product = {"sku": one.sku, "type": "variable"}
    changes = woo_variations.changes(one, product, there, PARTS)
    (made,) = changes["create"]
    assert made["attributes"] == [{"name": "S", "option": "l"}]
    assert "sku" not in made
    assert (changes["update"], changes["delete"]) == ([], [9, 6])
    whole = [variation(5, small), variation(8, large)]
    same: dict[str, list[Any]] = {"create": [], "update": [], "delete": []}
    assert woo_variations.changes(one, product, whole, PARTS, restock=True) == same
    for wrong in ({"regular_price": ""}, {"regular_price": "3"}):
        there = [variation(5, small, **wrong, stock_quantity=9)]
        (update,) = woo_variations.changes(one, product, there, PARTS)["update"]
        assert update == {"id": 5, "regular_price": small.price.amount}
        assert woo_variations.changes(one, product, there, ["options"])["update"] == []
    sold = [variation(5, small, stock_quantity=None)]
    assert woo_variations.changes(one, product, sold, PARTS)["update"] == []
    (update,) = woo_variations.changes(one, product, sold, PARTS, restock=True)["update"]
    assert (update["id"], update["stock_quantity"]) == (5, 1)


def test_a_variants_mark_does_not_depend_on_the_order_of_its_options() -> None:
    assert woo_variations.variant_mark(form(A="a", B="b")) == woo_variations.variant_mark(
        form(9, 9, B="b", A="a")
    )
    assert woo_variations.variant_mark(form(A="a", B="b")) != woo_variations.variant_mark(
        form(A="b", B="a")
    )
