"""A photo made ready again: by hand, twice at once, refused, and after a rejection."""

from typing import Any

from PIL import Image, ImageDraw

from tests.integration.aws import BUCKET, Cloud
from tests.integration.media.media_api import PICTURE, ask, deliver, refused, show, upload
from tests.unit.media.drawn import file_of

HAND = {"x": 0.1, "y": 0.2}


def rendition(shown: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in shown["renditions"] if one["name"] == name)


def file_at(cloud: Cloud, url: str) -> bytes:
    key = url.removeprefix("http://localhost:8080/")
    content: bytes = cloud.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()
    return content


def test_a_point_set_by_hand_moves_the_crop_under_a_new_address(cloud: Cloud) -> None:
    photo = upload(cloud, PICTURE)
    before = show(cloud, photo)
    answer = ask(cloud, "POST", f"/media/{photo}/process", {"focal": HAND})
    assert (answer["status"], answer["processing"]) == ("ready", True)
    deliver(cloud)
    after = show(cloud, photo)
    assert (after["processing"], after["edition"], after["focal_by"]) == (False, 2, "hand")
    assert after["focal"] == HAND
    old, new = rendition(before, "pinterest"), rendition(after, "pinterest")
    assert new["url"] != old["url"]
    assert file_at(cloud, new["url"]) != file_at(cloud, old["url"])
    (event,) = cloud.outbox_events("media", "PhotoReprocessed")
    assert (event["data"]["edition"], event["data"]["refused"]) == (2, "")


def test_the_newest_options_win_and_older_ones_are_dropped(cloud: Cloud) -> None:
    photo = upload(cloud, PICTURE)
    ask(cloud, "POST", f"/media/{photo}/process", {"focal": HAND})
    ask(cloud, "POST", f"/media/{photo}/process", {"focal": {"x": 0.9, "y": 0.9}})
    deliver(cloud)
    deliver(cloud)
    assert show(cloud, photo)["focal"] == {"x": 0.9, "y": 0.9}


def test_a_ground_that_cannot_be_cleared_leaves_the_photo_as_it_was(cloud: Cloud) -> None:
    photo = upload(cloud, PICTURE)
    before = show(cloud, photo)
    ask(cloud, "POST", f"/media/{photo}/process", {"background": "white"})
    deliver(cloud)
    after = show(cloud, photo)
    assert after["refusal"]["code"] == "background_not_plain"
    assert after["refusal"]["remedy"]
    assert (after["status"], after["processing"]) == ("ready", False)
    assert after["renditions"] == before["renditions"]


def test_a_plain_ground_becomes_white(cloud: Cloud) -> None:
    picture = Image.new("RGB", (900, 900), (206, 200, 190))
    ImageDraw.Draw(picture).ellipse((300, 250, 620, 680), fill=(150, 40, 30))
    photo = upload(cloud, file_of(picture, "PNG"))
    ask(cloud, "POST", f"/media/{photo}/process", {"background": "white"})
    deliver(cloud)
    shown = show(cloud, photo)
    assert shown["refusal"] is None
    assert shown["background"] == "white"


def test_what_was_filed_while_the_worker_was_at_work_stays(cloud: Cloud) -> None:
    photo = upload(cloud, PICTURE)
    ask(cloud, "POST", f"/media/{photo}/process", {"light": True})
    ask(cloud, "PATCH", f"/media/{photo}", {"folder": "Meanwhile"})
    deliver(cloud)
    shown = show(cloud, photo)
    assert (shown["folder"], shown["light"], shown["edition"]) == ("Meanwhile", True, 2)
    assert ask(cloud, "GET", "/media/folders")["items"] == [{"name": "Meanwhile", "photos": 1}]


def test_a_photo_that_has_not_arrived_cannot_be_made_ready(cloud: Cloud) -> None:
    photo = upload(cloud, b"no picture")
    assert refused(cloud, "POST", f"/media/{photo}/process", {})["code"] == "photo_not_there"
