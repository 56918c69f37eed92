"""What is carried over where Etsy replaces a listing's inventory as a whole."""

from dataclasses import replace
from typing import Any

from functions.channels.adapters.etsy import inventory
from functions.channels.model.listing import ListingVariant
from kernel.money import Money
from tests.unit.channels.sample_listing import listing


def answered(one: dict[str, Any]) -> dict[str, Any]:
    """A product as Etsy answers it, with all that it does not take."""
    offering = {"amount": one["price"] * 100, "divisor": 100, "currency_code": "INR"}
    value = {
        "property_id": 200,
        "property_name": "Size",
        "scale_id": None,
        "scale_name": None,
        "value_ids": [one["value"]],
        "values": [one["size"]],
    }
    return {
        "product_id": 1,
        "sku": one["sku"],
        "is_deleted": False,
        "property_values": [value],
        "offerings": [
            {
                "offering_id": 2,
                "quantity": one["quantity"],
                "is_enabled": True,
                "is_deleted": False,
                "price": offering,
                "readiness_state_id": 44,
            }
        ],
    }


SIZES = {
    "products": [
        answered({"sku": "DOK-7F3K-1", "size": "S", "value": 7, "price": 900, "quantity": 2}),
        answered({"sku": "DOK-7F3K-2", "size": "L", "value": 8, "price": 1400, "quantity": 5}),
        {**answered({"sku": "", "size": "XL", "value": 9, "price": 1, "quantity": 1})}
        | {"is_deleted": True},
    ],
    "price_on_property": [200],
    "quantity_on_property": [200],
    "sku_on_property": [200],
    "readiness_state_on_property": [],
}


def sized(*sizes: tuple[str, int, int]) -> Any:
    variants = tuple(
        ListingVariant({"Size": size}, Money(price * 100, "INR"), quantity, f"DOK-7F3K-{number}")
        for number, (size, price, quantity) in enumerate(sizes, start=1)
    )
    return replace(listing(), product_sku="DOK-7F3K", variants=variants)


def test_what_etsy_answered_is_sent_as_it_takes_it() -> None:
    body = inventory.read(SIZES).body
    assert body["products"][0] == {
        "sku": "DOK-7F3K-1",
        "property_values": [
            {
                "property_id": 200,
                "property_name": "Size",
                "scale_id": None,
                "value_ids": [7],
                "values": ["S"],
            }
        ],
        "offerings": [
            {"price": 900.0, "quantity": 2, "is_enabled": True, "readiness_state_id": 44}
        ],
    }
    assert len(body["products"]) == 2
    assert (body["price_on_property"], body["readiness_state_on_property"]) == ([200], [])


def test_prices_alone_leave_numbers_and_properties_and_say_that_they_differ() -> None:
    there = inventory.read({**SIZES, "price_on_property": []})
    body = inventory.changed(sized(("S", 1000, 9), ("L", 1500, 9)), there, ["price"], "33").body
    offered = [one["offerings"][0] for one in body["products"]]
    assert [(one["price"], one["quantity"]) for one in offered] == [(1000.0, 2), (1500.0, 5)]
    assert body["price_on_property"] == [200]
    assert body["products"][0]["property_values"][0]["value_ids"] == [7]


def test_new_variants_keep_the_numbers_and_prices_of_those_that_are_there() -> None:
    there = inventory.read(SIZES)
    one = sized(("S", 1000, 9), ("L", 1500, 9), ("XL", 2000, 4))
    body = inventory.changed(one, there, ["options"], "33").body
    offered = [each["offerings"][0] for each in body["products"]]
    assert [(each["price"], each["quantity"]) for each in offered] == [
        (900.0, 2),
        (1400.0, 5),
        (2000.0, 4),
    ]
    assert [each["readiness_state_id"] for each in offered] == [44, 44, 33]
    assert [each["sku"] for each in body["products"]] == [f"DOK-7F3K-{n}" for n in (1, 2, 3)]
    assert body["sku_on_property"] == [200]
    both = inventory.changed(one, there, ["options", "price"], "33").body
    assert [each["offerings"][0]["price"] for each in both["products"]] == [1000, 1500, 2000]
