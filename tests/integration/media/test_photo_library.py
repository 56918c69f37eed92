"""The library: found by words, folders and tags; deleted, restored, purged; counted."""

from typing import Any

from PIL import Image

from tests.integration.aws import BUCKET, Cloud, bus_event, signed_token
from tests.integration.media.media_api import (
    ASHA,
    PICTURE,
    RAVI,
    ask,
    create_upload,
    deliver,
    refused,
    s3_event,
    show,
    upload,
)
from tests.unit.media.drawn import file_of


def named(cloud: Cloud, filename: str, content: bytes = PICTURE, folder: str = "") -> str:
    """A ready photo with this file name."""
    presigned = create_upload(cloud, filename=filename, size=len(content), folder=folder)
    key = presigned["fields"]["key"]
    cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=content)
    cloud.call("media.on_photo_uploaded", s3_event(key))
    return str(presigned["photo_id"])


def found(cloud: Cloud, **query: str) -> list[str]:
    """The file names that a search finds."""
    return [one["filename"] for one in ask(cloud, "GET", "/media", query=query)["items"]]


def test_words_folders_and_tags_find_a_photo(cloud: Cloud) -> None:
    named(cloud, "Dokra-horse_01.JPG", folder="Diwali 2026")
    tagged = named(cloud, "ikat.jpg")
    named(cloud, "मिट्टी का घड़ा.png")
    ask(cloud, "PATCH", f"/media/{tagged}", {"tags": ["Blue", "stole", "blue"]})

    assert found(cloud, q="hor") == ["Dokra-horse_01.JPG"]
    assert found(cloud, q="horse dok") == ["Dokra-horse_01.JPG"]
    assert found(cloud, q="घड़ा") == ["मिट्टी का घड़ा.png"]
    assert found(cloud, q="BLUE") == ["ikat.jpg"]
    assert found(cloud, tag="blue") == ["ikat.jpg"]
    assert found(cloud, folder="diwali 2026") == ["Dokra-horse_01.JPG"]
    assert found(cloud, q="stole", folder="Diwali 2026") == []
    assert found(cloud, q="nothing") == []
    assert len(found(cloud)) == 3
    assert show(cloud, tagged)["tags"] == ["Blue", "stole"]


def test_what_is_filed_elsewhere_is_found_there_and_no_longer_here(cloud: Cloud) -> None:
    photo = named(cloud, "pot.jpg", folder="Old")
    ask(cloud, "PATCH", f"/media/{photo}", {"folder": "New", "tags": ["one"]})
    ask(cloud, "PATCH", f"/media/{photo}", {"tags": []})
    assert (found(cloud, folder="Old"), found(cloud, folder="New")) == ([], ["pot.jpg"])
    assert found(cloud, tag="one") == []
    folders = ask(cloud, "GET", "/media/folders")["items"]
    assert folders == [{"name": "New", "photos": 1}]


def test_nobody_finds_what_is_somebody_elses(cloud: Cloud) -> None:
    named(cloud, "pot.jpg", folder="Mine")
    for query in ({"q": "pot"}, {"folder": "Mine"}, {}):
        reply = cloud.api("media", "GET", "/media", token=signed_token(RAVI), query=query)
        assert reply.data["items"] == []


def test_storage_is_counted_as_photos_come_and_go(cloud: Cloud) -> None:
    first, second = named(cloud, "a.jpg"), named(cloud, "b.jpg")
    size = len(PICTURE)
    assert ask(cloud, "GET", "/media/usage") == {"photos": 2, "bytes": 2 * size}
    ask(cloud, "DELETE", f"/media/{first}")
    ask(cloud, "DELETE", f"/media/{first}")
    assert ask(cloud, "GET", "/media/usage") == {"photos": 1, "bytes": size}
    ask(cloud, "POST", f"/media/{first}/restore")
    ask(cloud, "POST", f"/media/{first}/restore")
    assert ask(cloud, "GET", "/media/usage") == {"photos": 2, "bytes": 2 * size}
    assert show(cloud, second)["status"] == "ready"


def test_a_deleted_photo_is_gone_from_every_list_and_can_come_back(cloud: Cloud) -> None:
    photo = named(cloud, "pot.jpg", folder="Clay")
    ask(cloud, "DELETE", f"/media/{photo}")
    assert found(cloud) == found(cloud, q="pot") == found(cloud, folder="Clay") == []
    assert refused(cloud, "GET", f"/media/{photo}")["code"] == "photo_not_found"
    assert found(cloud, deleted="true") == ["pot.jpg"]
    assert len(cloud.outbox_events("media", "PhotoDeleted")) == 1
    ask(cloud, "POST", f"/media/{photo}/restore")
    assert found(cloud) == found(cloud, q="pot") == ["pot.jpg"]


def shown(cloud: Cloud, name: str, version: int, photo_ids: list[str] | None = None) -> None:
    """Catalog says what a product shows at a version."""
    said: dict[str, Any] = {
        "product_id": "prod_1",
        "owner_id": ASHA,
        "fields": ["photo_ids"],
        "product_version": version,
    }
    if photo_ids is not None:
        said["photo_ids"] = photo_ids
    event = bus_event("catalog", name, said, event_id=f"evt_{name}_{version}")
    cloud.call("media.on_product_changed", event)


def uses(cloud: Cloud, photo_id: str) -> list[tuple[str, str]]:
    """The kinds and ids of what shows the photo."""
    found = ask(cloud, "GET", f"/media/{photo_id}/uses")["items"]
    return [(one["kind"], one["id"]) for one in found]


def test_what_uses_a_photo_is_reported_before_it_goes(cloud: Cloud) -> None:
    one, two = named(cloud, "a.jpg"), named(cloud, "b.jpg")
    shown(cloud, "ProductCreated", 1, [one, two])

    error = refused(cloud, "DELETE", f"/media/{one}")
    assert error["code"] == "photo_in_use"
    used_by = [(use["kind"], use["id"]) for use in error["details"]["used_by"]]
    assert used_by == [("product", "prod_1")]
    shown(cloud, "ProductUpdated", 2, [one])
    assert (uses(cloud, one), uses(cloud, two)) == ([("product", "prod_1")], [])
    shown(cloud, "ProductArchived", 3)
    assert uses(cloud, one) == []
    shown(cloud, "ProductRestored", 4, [one])
    gone = ask(cloud, "DELETE", f"/media/{one}", query={"force": "true"})
    assert [use["kind"] for use in gone["used_by"]] == ["product"]


def test_another_persons_product_keeps_no_photo_from_being_deleted(cloud: Cloud) -> None:
    """Her photos' ids are public, in the address of each picture."""
    mine = named(cloud, "a.jpg")
    said = {
        "product_id": "prod_of_ravi",
        "owner_id": RAVI,
        "photo_ids": [mine, "photo_of_nobody"],
        "product_version": 1,
    }
    event = bus_event("catalog", "ProductCreated", said, event_id="evt_foreign")
    cloud.call("media.on_product_changed", event)

    assert uses(cloud, mine) == []
    ask(cloud, "DELETE", f"/media/{mine}")


def test_what_a_product_showed_before_is_not_taken_for_what_it_shows(cloud: Cloud) -> None:
    one, two = named(cloud, "a.jpg"), named(cloud, "b.jpg")
    shown(cloud, "ProductUpdated", 3, [two])
    shown(cloud, "ProductCreated", 1, [one])
    shown(cloud, "ProductArchived", 2)
    assert (uses(cloud, one), uses(cloud, two)) == ([], [("product", "prod_1")])


def test_many_at_once_each_for_itself(cloud: Cloud) -> None:
    one, two = named(cloud, "a.jpg"), named(cloud, "b.jpg")
    body = {"photo_ids": [one, "photo_of_nobody", two], "action": "file", "folder": "Together"}
    done = ask(cloud, "POST", "/media/batch", body)["items"]
    assert [outcome["problem"] and outcome["problem"]["code"] for outcome in done] == [
        None,
        "photo_not_found",
        None,
    ]
    assert len(found(cloud, folder="together")) == 2
    ask(cloud, "POST", "/media/batch", {"photo_ids": [one, two], "action": "delete"})
    assert found(cloud) == []


def test_the_same_picture_again_is_reported(cloud: Cloud) -> None:
    weave = Image.linear_gradient("L").resize((800, 600)).rotate(20, expand=True).convert("RGB")
    weave.paste((120, 30, 40), (200, 150, 420, 500))
    first = named(cloud, "a.jpg", file_of(weave, "JPEG"))
    smaller = named(cloud, "b.jpg", file_of(weave.resize((480, 440)), "JPEG", quality=60))
    other = named(cloud, "c.jpg", file_of(weave.rotate(90, expand=True), "JPEG"))
    assert show(cloud, smaller)["duplicate_of"] == first
    assert show(cloud, first)["duplicate_of"] is None
    assert show(cloud, other)["duplicate_of"] is None


def test_the_original_is_for_its_owner(cloud: Cloud) -> None:
    photo = upload(cloud, PICTURE)
    url = ask(cloud, "GET", f"/media/{photo}/original")["url"]
    assert f"uploads/{photo}" in url
    assert "attachment" in url
    deliver(cloud)
