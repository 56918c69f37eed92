"""Products through the real API handler."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.catalog.errors import ProductNotFound
from functions.catalog.public import StoreFacts, product, store_facts
from kernel.money import Money
from tests.integration.aws import Cloud, Reply, signed_token

PHOTO = "photo_01m7y31sg3efna1xt956tjy2eg"
STOLE: dict[str, Any] = {
    "title": "Indigo Ajrakh stole",
    "description": "Hand-block printed with sixteen washes.\nNo two are alike.",
    "price": {"amount": "1450.50", "currency": "INR"},
    "quantity": 3,
    "materials": ["mulberry silk", "natural indigo"],
    "craft": "Ajrakh block printing",
    "photo_ids": [PHOTO],
}


@pytest.fixture
def asha(cloud: Cloud) -> tuple[str, str]:
    """A registered artisan: id and token."""
    body = {
        "email": "asha@example.com",
        "password": "block printing",
        "name": "Asha Devi",
        "session": "token",
    }
    session = cloud.api("identity", "POST", "/auth/register", body).data
    return session["user"]["user_id"], session["access_token"]


def add(cloud: Cloud, token: str, **changed: object) -> Reply:
    return cloud.api("catalog", "POST", "/products", {**STOLE, **changed}, token=token)


def edit(cloud: Cloud, token: str, product_id: str, tag: str, **changes: object) -> Reply:
    headers = {"If-Match": tag} if tag else {}
    path = f"/products/{product_id}"
    return cloud.api("catalog", "PATCH", path, changes, token=token, headers=headers)


def test_a_product_comes_back_as_it_was_given(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1])

    assert made.status == 201
    assert made.headers["etag"] == '"1"'
    assert {name: made.data[name] for name in STOLE} == STOLE
    got = cloud.api("catalog", "GET", f"/products/{made.data['product_id']}", token=asha[1])
    assert got.data == made.data
    assert got.headers["etag"] == '"1"'


def test_the_first_product_opens_a_store_in_the_artisans_name(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    first, second = add(cloud, asha[1]).data, add(cloud, asha[1]).data

    (store,) = cloud.api("catalog", "GET", "/stores", token=asha[1]).data["items"]
    assert store["name"] == "Asha Devi"
    assert first["store_id"] == second["store_id"] == store["store_id"]


def test_products_added_at_once_share_one_first_store(cloud: Cloud, asha: tuple[str, str]) -> None:
    with ThreadPoolExecutor(6) as taps:
        made = list(taps.map(lambda _: add(cloud, asha[1]).data["store_id"], range(6)))

    stores = cloud.api("catalog", "GET", "/stores", token=asha[1]).data["items"]
    assert {*made} == {store["store_id"] for store in stores}
    assert len(stores) == 1


def test_a_product_goes_into_the_store_that_was_named(cloud: Cloud, asha: tuple[str, str]) -> None:
    cloud.api("catalog", "POST", "/stores", {"name": "First"}, token=asha[1])
    second = cloud.api("catalog", "POST", "/stores", {"name": "Second"}, token=asha[1]).data

    assert add(cloud, asha[1], store_id=second["store_id"]).data["store_id"] == second["store_id"]


def test_nobody_adds_to_the_store_of_another(cloud: Cloud, asha: tuple[str, str]) -> None:
    store = cloud.api("catalog", "POST", "/stores", {"name": "Hers"}, token=asha[1]).data

    reply = add(cloud, signed_token("user_eve"), store_id=store["store_id"])

    assert reply.status == 404
    assert reply.error["code"] == "store_not_found"


def test_product_events_carry_ids_only(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1]).data
    edit(cloud, asha[1], made["product_id"], '"1"', quantity=2)

    events = [event["data"] for event in cloud.outbox_events("catalog", "ProductSaved")]

    expected = {
        "product_id": made["product_id"],
        "owner_id": asha[0],
        "photo_ids": made["photo_ids"],
    }
    assert events == [expected] * 2


def test_an_edit_changes_what_it_names_and_nothing_else(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    made = add(cloud, asha[1]).data
    price = {"amount": "1500.00", "currency": "INR"}

    edited = edit(cloud, asha[1], made["product_id"], '"1"', price=price, craft=None)

    assert edited.headers["etag"] == '"2"'
    changed = {"price": price, "craft": None, "version": 2}
    assert edited.data == {**made, **changed, "updated_at": edited.data["updated_at"]}
    assert edited.data["updated_at"] >= made["updated_at"]


def test_an_edit_of_an_old_version_is_refused(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1]).data
    edit(cloud, asha[1], made["product_id"], '"1"', quantity=2)

    late = edit(cloud, asha[1], made["product_id"], '"1"', quantity=9)

    assert late.status == 412
    assert late.error["code"] == "changed_meanwhile"
    assert late.error["details"]["remedy"]
    assert edit(cloud, asha[1], made["product_id"], "", quantity=9).status == 412
    assert edit(cloud, asha[1], made["product_id"], '"x"', quantity=9).status == 422


def test_of_edits_at_once_one_wins(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1]).data

    def set_quantity(quantity: int) -> int:
        return edit(cloud, asha[1], made["product_id"], '"1"', quantity=quantity).status

    with ThreadPoolExecutor(6) as taps:
        statuses = list(taps.map(set_quantity, range(6)))

    assert sorted(statuses) == [200] + [412] * 5


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("title", "x" * 141, "title"),
        ("title", "  ", "title"),
        ("title", "a\x00b", "title"),
        ("description", "x" * 5001, "description"),
        ("price", {"amount": "0", "currency": "INR"}, "price"),
        ("price", {"amount": "-5", "currency": "INR"}, "price.amount"),
        ("price", {"amount": "1.5", "currency": "JPY"}, "price"),
        ("price", {"amount": "10", "currency": "rupees"}, "price.currency"),
        ("price", 1450.5, "price"),
        ("quantity", -1, "quantity"),
        ("quantity", 1.5, "quantity"),
        ("materials", ["x"] * 14, "materials"),
        ("materials", ["silk", "silk"], "materials"),
        ("materials", ["x" * 46], "materials.0"),
        ("photo_ids", ["photo_1"], "photo_ids.0"),
        ("photo_ids", [PHOTO, PHOTO], "photo_ids"),
        ("owner_id", "user_eve", "owner_id"),
        ("version", 7, "version"),
    ],
)
def test_a_field_out_of_bounds_is_named(
    cloud: Cloud, field: str, value: object, named: str
) -> None:
    reply = add(cloud, signed_token("user_asha"), **{field: value})

    assert reply.status == 422
    assert [wrong["field"] for wrong in reply.error["details"]["fields"]] == [named]
    assert all(wrong["reason"] for wrong in reply.error["details"]["fields"])
    assert cloud.items("catalog") == []


@pytest.mark.parametrize("field", ["title", "price", "quantity", "materials", "description"])
def test_what_a_product_must_have_cannot_be_emptied(
    cloud: Cloud, asha: tuple[str, str], field: str
) -> None:
    made = add(cloud, asha[1]).data

    assert edit(cloud, asha[1], made["product_id"], '"1"', **{field: None}).status == 422


def test_devanagari_is_kept_whole(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1], title="नीली अजरख की चादर", materials=["रेशम", "नील"]).data

    got = cloud.api("catalog", "GET", f"/products/{made['product_id']}", token=asha[1]).data
    assert (got["title"], got["materials"]) == ("नीली अजरख की चादर", ["रेशम", "नील"])


def test_a_walk_over_all_pages_meets_each_product_once(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = [add(cloud, asha[1], title=f"No {n}").data["product_id"] for n in range(7)]
    add(cloud, signed_token("user_eve"), store_id=None)

    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        query = {"limit": "3", **({"cursor": cursor} if cursor else {})}
        page = cloud.api("catalog", "GET", "/products", token=asha[1], query=query).data
        seen += [item["product_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break

    assert seen == made[::-1]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "many"])
def test_a_page_has_a_hundred_items_at_most(cloud: Cloud, limit: str) -> None:
    token = signed_token("user_asha")
    reply = cloud.api("catalog", "GET", "/products", token=token, query={"limit": limit})

    assert reply.status == 422


def test_a_cursor_of_somebody_else_opens_nothing(cloud: Cloud, asha: tuple[str, str]) -> None:
    for n in range(2):
        add(cloud, asha[1], title=f"No {n}")
    hers = cloud.api("catalog", "GET", "/products", token=asha[1], query={"limit": "1"}).data

    for cursor in (hers["next_cursor"], "e30x", "bm90IGpzb24"):
        reply = cloud.api(
            "catalog",
            "GET",
            "/products",
            token=signed_token("user_eve"),
            query={"cursor": cursor},
        )
        assert reply.status == 422, reply.text


def test_a_place_in_a_list_that_we_did_not_sign_is_refused(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    for n in range(2):
        add(cloud, asha[1], title=f"No {n}")
    page = cloud.api("catalog", "GET", "/products", token=asha[1], query={"limit": "1"}).data
    unsigned = page["next_cursor"].rpartition(".")[0]

    query = {"cursor": unsigned}
    reply = cloud.api("catalog", "GET", "/products", token=asha[1], query=query)
    assert reply.status == 422
    assert "first page" in reply.text


def test_the_same_key_makes_one_product(cloud: Cloud, asha: tuple[str, str]) -> None:
    headers = {"Idempotency-Key": "tap-1"}
    first = cloud.api("catalog", "POST", "/products", STOLE, token=asha[1], headers=headers)
    again = cloud.api("catalog", "POST", "/products", STOLE, token=asha[1], headers=headers)

    assert again.json == first.json
    listed = cloud.api("catalog", "GET", "/products", token=asha[1]).data["items"]
    assert len(listed) == 1


def test_other_contexts_ask_for_one_owners_product(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1]).data

    found = product(asha[0], made["product_id"])

    assert found.price == Money(145_050, "INR")
    assert found.materials == ("mulberry silk", "natural indigo")
    with pytest.raises(ProductNotFound):
        product("user_eve", made["product_id"])


def test_other_contexts_ask_for_the_facts_of_the_first_store(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    assert store_facts(asha[0]) == StoreFacts(None, None)
    for name, region in (("First", "Kutch, Gujarat"), ("Second", "Jaipur")):
        body = {"name": name, "craft": "Ajrakh", "region": region}
        cloud.api("catalog", "POST", "/stores", body, token=asha[1])

    assert store_facts(asha[0]) == StoreFacts("Ajrakh", "Kutch, Gujarat")
