"""Published listings are stored once, and only their owner sees them."""

import pytest

from functions.channels.public import Published, Ready
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import OTHER, OWNER, Artisan, account, listing
from tests.integration.channels.test_posting import post

PLATFORM = "pinterest"


@pytest.fixture
def pinner(artisan: Artisan) -> Artisan:
    artisan.connect(PLATFORM)
    return artisan


def test_what_is_published_is_kept_once_however_often_it_is_found(pinner: Artisan) -> None:
    one = listing(pinner.sandbox)
    began = now()
    done = post(PLATFORM, one)
    found = posting.reconcile(*account(PLATFORM), one, None, began)
    assert isinstance(found, Published)
    (kept,) = pinner.api("GET", pinner.at(PLATFORM, "/listings")).data["items"]
    assert (kept["external_id"], kept["url"]) == (done.external_id, done.url)
    assert (kept["sku"], kept["metered_at"]) == (one.sku, None)
    (row,) = [
        one for one in pinner.cloud.items("channels") if str(one["pk"]).startswith("published#")
    ]
    assert row["marker"] == one.marker


def test_one_that_was_only_found_is_kept_as_well(pinner: Artisan) -> None:
    one = listing(pinner.sandbox)
    began = now()
    done = post(PLATFORM, one)
    table = pinner.cloud.client("dynamodb")
    key = {"pk": {"S": f"published#{OWNER}#{PLATFORM}"}, "sk": {"S": done.external_id}}
    table.delete_item(TableName="haat-channels", Key=key)
    posting.reconcile(*account(PLATFORM), one, None, began)
    assert len(pinner.api("GET", pinner.at(PLATFORM, "/listings")).data["items"]) == 1


def test_what_is_prepared_is_not_kept(pinner: Artisan) -> None:
    assert isinstance(posting.start(*account(PLATFORM), listing(pinner.sandbox)), Ready)
    assert pinner.api("GET", pinner.at(PLATFORM, "/listings")).data["items"] == []


def test_they_come_in_pages_to_their_owner_alone(pinner: Artisan) -> None:
    for number in range(3):
        post(PLATFORM, listing(pinner.sandbox, f"target_01jd0000000000000000000{number:03}"))
    path = pinner.at(PLATFORM, "/listings")
    first = pinner.api("GET", path, query={"limit": "2"}).data
    rest = pinner.api("GET", path, query={"limit": "2", "cursor": first["next_cursor"]}).data
    ids = [one["external_id"] for one in (*first["items"], *rest["items"])]
    assert len(set(ids)) == 3
    assert ids == sorted(ids, reverse=True)
    other = Artisan(pinner.cloud, pinner.sandbox, OTHER)
    assert other.api("GET", path).status == 404
    other.connect(PLATFORM)
    own = other.at(PLATFORM, "/listings")
    assert other.api("GET", own).data["items"] == []
    stolen = other.api("GET", own, query={"cursor": first["next_cursor"]})
    assert stolen.status == 422
    assert pinner.api("GET", "/connections/nowhere/listings").status == 404
