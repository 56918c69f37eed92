"""Variants of a product through the real API handler."""

from typing import Any

import pytest

from functions.catalog.public import Variant, product
from kernel.money import Money
from tests.integration.aws import Cloud, Reply, signed_token


def priced(amount: str, currency: str = "INR") -> dict[str, str]:
    return {"amount": amount, "currency": currency}


def form(quantity: int = 1, amount: str = "900.00", **options: str) -> dict[str, Any]:
    return {"options": options, "price": priced(amount), "quantity": quantity}


def typed(options: dict[str, str]) -> dict[str, Any]:
    """A form with options that are no names in Python."""
    return form() | {"options": options}


SMALL, LARGE = form(2, Size="S", Colour="Indigo"), form(1, "1100.00", Size="L", Colour="Indigo")
KURTA: dict[str, Any] = {"title": "Kurta", "price": priced("900.00"), "quantity": 3}


@pytest.fixture(autouse=True)
def store(cloud: Cloud) -> None:
    """A store to put things into."""
    cloud.api("catalog", "POST", "/stores", {"name": "Asha"}, token=signed_token("user_asha"))


def add(cloud: Cloud, *variants: dict[str, Any], **changed: object) -> Reply:
    body = KURTA | {"variants": list(variants)} | changed
    return cloud.api("catalog", "POST", "/products", body, token=signed_token("user_asha"))


def edit(cloud: Cloud, made: dict[str, Any], **changes: object) -> Reply:
    headers = {"If-Match": f'"{made["version"]}"'}
    path = f"/products/{made['product_id']}"
    return cloud.api(
        "catalog", "PATCH", path, changes, token=signed_token("user_asha"), headers=headers
    )


def written(variant: dict[str, Any]) -> dict[str, Any]:
    """A variant as it is sent: without the SKU that it was given."""
    return {name: value for name, value in variant.items() if name != "sku"}


def wrong(reply: Reply) -> list[str]:
    """The fields that are named as wrong."""
    assert reply.status == 422, reply.text
    assert reply.error["details"]["remedy"]
    assert all(one["reason"] for one in reply.error["details"]["fields"])
    return [one["field"] for one in reply.error["details"]["fields"]]


def test_variants_come_back_as_they_were_given_each_with_an_id(cloud: Cloud) -> None:
    made = add(cloud, SMALL, LARGE)

    assert made.status == 201, made.text
    small, large = made.data["variants"]
    assert small["variant_id"].startswith("variant_")
    sku = made.data["sku"]
    assert small == SMALL | {"variant_id": small["variant_id"], "sku": f"{sku}-1"}
    assert large == LARGE | {"variant_id": large["variant_id"], "sku": f"{sku}-2"}
    found = product("user_asha", made.data["product_id"]).variants
    assert found[1] == Variant(
        LARGE["options"], Money(110_000, "INR"), 1, large["variant_id"], large["sku"]
    )


def test_a_product_in_one_form_has_no_variants(cloud: Cloud) -> None:
    body = {name: value for name, value in KURTA.items() if name != "variants"}
    made = cloud.api("catalog", "POST", "/products", body, token=signed_token("user_asha")).data

    assert made["variants"] == []


def test_options_have_the_spelling_of_the_first_variant(cloud: Cloud) -> None:
    forms = [
        form(Size="M", Colour="Indigo"),
        form(size="L", COLOUR="indigo "),
        typed({" Size": "m", "colour": "Red"}),
    ]

    made = add(cloud, *forms)

    assert made.status == 201, made.text
    assert [one["options"] for one in made.data["variants"]] == [
        {"Size": "M", "Colour": "Indigo"},
        {"Size": "L", "Colour": "Indigo"},
        {"Size": "M", "Colour": "Red"},
    ]


def test_an_edit_keeps_the_ids_of_what_stays(cloud: Cloud) -> None:
    made = add(cloud, SMALL, LARGE).data
    stays = written(made["variants"][1]) | {"quantity": 7}
    new = form(Size="XL", Colour="Indigo")

    edited = edit(cloud, made, variants=[stays, new])

    assert edited.status == 200, edited.text
    assert edited.data["variants"][0] == stays | {"sku": f"{made['sku']}-2"}
    assert edited.data["variants"][1]["sku"] == f"{made['sku']}-3"
    known = {one["variant_id"] for one in made["variants"]}
    assert edited.data["variants"][1]["variant_id"] not in known
    assert edit(cloud, edited.data, quantity=9).data["variants"] == edited.data["variants"]
    assert edit(cloud, edited.data | {"version": 3}, variants=[]).data["variants"] == []


def test_an_id_of_another_product_is_refused(cloud: Cloud) -> None:
    other = written(add(cloud, SMALL).data["variants"][0])
    made = add(cloud, LARGE).data

    assert wrong(edit(cloud, made, variants=[LARGE, other])) == ["variants.1.variant_id"]
    assert wrong(add(cloud, other)) == ["variants.0.variant_id"]
    mine = written(made["variants"][0])
    twice = [mine, mine | {"options": {"Size": "S", "Colour": "Red"}}]
    assert wrong(edit(cloud, made, variants=twice)) == ["variants.1.variant_id"]


@pytest.mark.parametrize(
    ("variants", "named"),
    [
        ([form(Size="S"), form(Colour="Indigo")], "variants"),
        ([form(Size="S"), form(Size="S", Colour="Indigo")], "variants"),
        ([form(Size="S"), form(size=" s ")], "variants"),
        ([form(Size="S")] * 2, "variants"),
        ([form(Colour="स\u095eेद"), form(Colour="स\u092b\u093cेद")], "variants"),
        ([typed({"Size": "M", "Size ": "L"})], "variants.0.options"),
        ([form(Size="M", size="L")], "variants.0.options"),
        ([typed({"\u200b": "M"})], "variants.0.options.\u200b.[key]"),
        ([form(Size=str(n)) for n in range(101)], "variants"),
        ([form()], "variants.0.options"),
        ([form(a="1", b="1", c="1", d="1")], "variants.0.options"),
        ([form(Size="x" * 46)], "variants.0.options.Size"),
        ([form(-1, Size="S")], "variants.0.quantity"),
        ([form(1, "0", Size="S")], "variants.0.price"),
        ([form(Size="S") | {"price": priced("9.00", "USD")}], "variants.0.price.currency"),
        ([form(Size="S") | {"sku": "1"}], "variants.0.sku"),
        (None, "variants"),
    ],
)
def test_what_is_wrong_with_variants_is_named(
    cloud: Cloud, variants: list[dict[str, Any]] | None, named: str
) -> None:
    assert wrong(add(cloud, variants=variants)) == [named]
    assert not [row for row in cloud.items("catalog") if row["sk"].startswith("product#")]
    made = add(cloud).data
    assert wrong(edit(cloud, made, variants=variants)) == [named]


def test_a_price_in_another_currency_than_its_variants_is_refused(cloud: Cloud) -> None:
    made = add(cloud, SMALL).data

    assert wrong(edit(cloud, made, price=priced("12.00", "USD"))) == ["variants.0.price.currency"]


def test_the_same_key_makes_the_variants_once(cloud: Cloud) -> None:
    body = KURTA | {"variants": [SMALL]}
    headers = {"Idempotency-Key": "tap-1"}
    taps = [
        cloud.api(
            "catalog", "POST", "/products", body, token=signed_token("user_asha"), headers=headers
        )
        for _ in range(2)
    ]

    assert taps[0].json == taps[1].json
    assert (
        len(cloud.api("catalog", "GET", "/products", token=signed_token("user_asha")).data["items"])
        == 1
    )
