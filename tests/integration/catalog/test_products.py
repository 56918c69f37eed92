"""Products through the real API handler."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.catalog.errors import ProductNotFound
from functions.catalog.public import product, product_of_photo, products, store_name
from kernel.money import Money
from tests.integration.aws import Cloud, Reply, bus_event, signed_token
from tests.integration.catalog.photos import NINE, ONE, TWO, upload

STOLE: dict[str, Any] = {
    "title": "Indigo Ajrakh stole",
    "technique": "Resist printing with carved blocks",
    "region": "Kutch, Gujarat",
    "dimensions": "200 x 70 cm",
    "story": "My grandmother cut these blocks.\nNo two are alike.",
    "link": "https://asha.example",
    "price": {"amount": "1450.50", "currency": "INR"},
    "quantity": 3,
    "materials": ["mulberry silk", "natural indigo"],
    "craft": "Ajrakh block printing",
    "photo_ids": [],
}


ASHA = "user_asha"


@pytest.fixture
def asha(cloud: Cloud) -> tuple[str, str]:
    """An artisan: id and token."""
    assert cloud
    return ASHA, signed_token(ASHA)


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


def test_a_photograph_begins_one_product_however_often_it_is_sent(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    for photo_id in (ONE, TWO):
        upload(ASHA, photo_id)

    def tap(number: int) -> Reply:
        return add(cloud, asha[1], photo_ids=[ONE], quantity=number)

    with ThreadPoolExecutor(6) as taps:
        made = list(taps.map(tap, range(6)))

    assert sorted(one.status for one in made) == [200] * 5 + [201]
    assert len({one.data["product_id"] for one in made}) == 1
    assert len(cloud.outbox_events("catalog", "ProductCreated")) == 1
    more = add(cloud, asha[1], photo_ids=[ONE, TWO])
    assert (more.status, more.data["photo_ids"]) == (200, [ONE, TWO])
    found = product_of_photo(ASHA, TWO)
    assert found
    assert found.product_id == more.data["product_id"]


def test_photographs_of_others_and_rejected_ones_are_refused(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    upload("user_eve", ONE)
    upload(ASHA, TWO, refused=True)

    for photo_id, status, code in (
        (ONE, 404, "photo_not_found"),
        (NINE, 404, "photo_not_found"),
        (TWO, 409, "photo_unusable"),
    ):
        reply = add(cloud, asha[1], photo_ids=[photo_id])
        assert (reply.status, reply.error["code"]) == (status, code)
    assert cloud.items("catalog") == []


def ready(cloud: Cloud, photo_id: str, event_id: str) -> None:
    said = {"photo_id": photo_id, "owner_id": ASHA, "renditions": []}
    cloud.call("catalog.on_photo_ready", bus_event("media", "PhotoReady", said, event_id))


def test_a_photograph_that_is_ready_makes_a_product_and_joins_another(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    for number, photo_id in enumerate((ONE, TWO)):
        upload(ASHA, photo_id)
        for again in range(2):
            ready(cloud, photo_id, f"evt_{number}{again}")
    listed = cloud.api("catalog", "GET", "/products", token=asha[1]).data["items"]
    assert [one["photo_ids"] for one in listed] == [[TWO], [ONE]]

    joined = add(cloud, asha[1], photo_ids=[ONE, TWO])

    assert (joined.status, joined.data["product_id"]) == (200, listed[1]["product_id"])
    (only,) = cloud.api("catalog", "GET", "/products", token=asha[1]).data["items"]
    assert only["photo_ids"] == [ONE, TWO]
    (gone,) = [one["data"] for one in cloud.outbox_events("catalog", "ProductArchived")]
    assert gone["product_id"] == listed[0]["product_id"]


def test_an_archived_product_can_be_listed_and_restored(
    cloud: Cloud, asha: tuple[str, str]
) -> None:
    made = add(cloud, asha[1]).data
    path = f"/products/{made['product_id']}"

    gone = cloud.api("catalog", "DELETE", path, token=asha[1])

    assert (gone.status, gone.data["status"]) == (200, "archived")
    assert edit(cloud, asha[1], made["product_id"], '"2"', quantity=1).status == 409
    assert statuses(cloud, asha[1]) == ([], [], [made["product_id"]])
    back = cloud.api("catalog", "POST", f"{path}/restore", token=asha[1])
    assert (back.status, back.data["status"]) == (200, "draft")
    assert back.headers["etag"] == '"3"'
    assert statuses(cloud, asha[1]) == ([made["product_id"]], [made["product_id"]], [])


def statuses(cloud: Cloud, token: str) -> tuple[list[str], ...]:
    """The ids of all products, of drafts and of archived ones, as they are listed."""
    queries: list[dict[str, str]] = [{}, {"status": "draft"}, {"status": "archived"}]
    pages = [cloud.api("catalog", "GET", "/products", token=token, query=one) for one in queries]
    return tuple([one["product_id"] for one in page.data["items"]] for page in pages)


def test_restore_after_thirty_days_is_over(cloud: Cloud, asha: tuple[str, str]) -> None:
    made = add(cloud, asha[1]).data
    path = f"/products/{made['product_id']}"
    cloud.api("catalog", "DELETE", path, token=asha[1])
    cloud.client("dynamodb").update_item(
        TableName="haat-catalog",
        Key={"pk": {"S": f"owner#{ASHA}"}, "sk": {"S": f"product#{made['product_id']}"}},
        UpdateExpression="SET archived_at = :then",
        ExpressionAttributeValues={":then": {"S": "2020-01-01T00:00:00.000Z"}},
    )

    reply = cloud.api("catalog", "POST", f"{path}/restore", token=asha[1])

    assert (reply.status, reply.error["code"]) == (410, "restore_over")


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
        statuses = list(taps.map(set_quantity, range(6)))

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
