"""Photographs of products, and the trash, through the real handlers."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from functions.catalog.public import product_of_photo
from tests.integration.aws import Cloud, Reply, bus_event, signed_token
from tests.integration.catalog.photos import NINE, ONE, TWO, upload
from tests.integration.catalog.products_api import ASHA, add, edit


@pytest.fixture
def asha(cloud: Cloud) -> tuple[str, str]:
    """An artisan: id and token."""
    assert cloud
    return ASHA, signed_token(ASHA)


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
