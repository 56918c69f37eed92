"""Products through the real API handler."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from functions.catalog.errors import ProductNotFound
from functions.catalog.public import product, products, store_name
from kernel.money import Money
from tests.integration.aws import Cloud, signed_token
from tests.integration.catalog.photos import ONE
from tests.integration.catalog.products_api import ASHA, STOLE, add, edit


@pytest.fixture
def asha(cloud: Cloud) -> tuple[str, str]:
    """An artisan: id and token."""
    assert cloud
    return ASHA, signed_token(ASHA)


def test_a_product_comes_back_as_it_was_given(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1])

    assert made.status == 201
    assert made.headers["etag"] == '"1"'
    assert {name: made.data[name] for name in STOLE} == STOLE
    got = cloud.api("catalog", "GET", f"/products/{made.data['product_id']}", token=asha[1])
    assert got.data == made.data
    assert got.headers["etag"] == '"1"'


def test_every_fact_may_come_later(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = cloud.api("catalog", "POST", "/products", {}, token=asha[1])

    assert made.status == 201, made.text
    assert made.data["sku"].startswith("PCE-")
    assert {made.data[name] for name in ("title", "craft", "price", "quantity", "story")} == {None}
    assert (made.data["status"], made.data["materials"]) == ("draft", [])


def test_a_product_opens_no_store_and_takes_what_the_first_one_says(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    add(cloud, asha[1])
    assert cloud.api("catalog", "GET", "/stores", token=asha[1]).data["items"] == []
    body = {"name": "Asha", "craft": "Dokra", "region": "Bastar"}
    cloud.api("catalog", "POST", "/stores", body, token=asha[1])

    made = cloud.api("catalog", "POST", "/products", {"region": "Jaipur"}, token=asha[1]).data

    assert (made["craft"], made["region"]) == ("Dokra", "Jaipur")
    assert made["sku"].startswith("DOK-")


def test_product_events_carry_ids_only(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1]).data
    edit(cloud, asha[1], made["product_id"], '"1"', quantity=2)

    (created,) = [event["data"] for event in cloud.outbox_events("catalog", "ProductCreated")]
    (updated,) = [event["data"] for event in cloud.outbox_events("catalog", "ProductUpdated")]

    known = {"product_id": made["product_id"], "owner_id": asha[0], "photo_ids": []}
    assert created == {**known, "product_version": 1}
    assert updated == {**known, "fields": ["quantity"], "product_version": 2}


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
        statuses = list(taps.map(set_quantity, range(10, 16)))

    assert sorted(statuses) == [200] + [412] * 5


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("title", "x" * 141, "title"),
        ("title", "  ", "title"),
        ("title", "a\x00b", "title"),
        ("title", "\u200b", "title"),
        ("story", "x" * 3001, "story"),
        ("craft", "x" * 81, "craft"),
        ("link", "asha.example", "link"),
        ("quantity", 1_000_000, "quantity"),
        ("description", "words are content's", "description"),
        ("store_id", "store_1", "store_id"),
        ("sku", "MINE-1", "sku"),
        ("status", "active", "status"),
        ("price", {"amount": "0", "currency": "INR"}, "price"),
        ("price", {"amount": "-5", "currency": "INR"}, "price.amount"),
        ("price", {"amount": "1.5", "currency": "JPY"}, "price"),
        ("price", {"amount": "10", "currency": "rupees"}, "price.currency"),
        ("price", 1450.5, "price"),
        ("quantity", -1, "quantity"),
        ("quantity", 1.5, "quantity"),
        ("materials", ["x"] * 14, "materials"),
        ("materials", ["x" * 46], "materials.0"),
        ("photo_ids", ["photo_1"], "photo_ids.0"),
        ("photo_ids", [ONE, ONE], "photo_ids"),
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


@pytest.mark.parametrize("field", ["title", "craft", "price", "quantity", "story", "link"])
def test_a_fact_can_be_taken_back(cloud: Cloud, asha: tuple[str, str], field: str) -> None:
    made = add(cloud, asha[1]).data

    edited = edit(cloud, asha[1], made["product_id"], '"1"', **{field: None})

    assert (edited.status, edited.data[field]) == (200, None)
    assert edit(cloud, asha[1], made["product_id"], '"2"', materials=None).status == 422


def test_equal_materials_are_one(cloud: Cloud, asha: tuple[str, str]) -> None:
    assert add(cloud, asha[1], materials=["Silk", " silk", "indigo"]).data["materials"] == [
        "Silk",
        "indigo",
    ]


def test_devanagari_is_kept_whole(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1], title="नीली अजरख की चादर", materials=["रेशम", "नील"]).data

    got = cloud.api("catalog", "GET", f"/products/{made['product_id']}", token=asha[1]).data
    assert (got["title"], got["materials"]) == ("नीली अजरख की चादर", ["रेशम", "नील"])


def test_a_walk_over_all_pages_meets_each_product_once(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = [add(cloud, asha[1], title=f"No {n}").data["product_id"] for n in range(7)]
    add(cloud, signed_token("user_eve"))

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


def test_other_contexts_ask_for_many_products_at_once(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = [add(cloud, asha[1], title=f"No {n}").data["product_id"] for n in range(3)]
    hers = add(cloud, signed_token("user_eve")).data["product_id"]

    found = products(ASHA, (*made, hers, "product_unknown"))

    assert {name: one.title for name, one in found.items()} == {
        name: f"No {n}" for n, name in enumerate(made)
    }


def test_other_contexts_ask_for_the_name_of_the_first_store(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    assert store_name(asha[0]) is None
    for name in ("First", "Second"):
        cloud.api("catalog", "POST", "/stores", {"name": name}, token=asha[1])

    assert store_name(asha[0]) == "First"
