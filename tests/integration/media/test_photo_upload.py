"""A photo from the upload request to the event on the bus: handlers, S3 and DynamoDB by moto."""

import base64
import io
import json
import os
import subprocess
import sys

import pytest
from PIL import Image

from functions.media import public
from functions.media.adapters.s3 import S3Pictures
from functions.media.errors import PhotoNotFound, RenditionNotFound
from kernel.clock import SystemClock
from kernel.ids import is_id
from tests.integration.aws import BUCKET, Cloud, signed_token
from tests.integration.media.media_api import (
    ASHA,
    PICTURE,
    RAVI,
    create_upload,
    s3_event,
    show,
    upload,
)
from tests.recipes import CLASSIC, EVERY
from tests.unit.media.drawn import file_of, quarters, same_corners


def test_the_presigned_post_restricts_key_type_and_size(cloud: Cloud) -> None:
    presigned = create_upload(cloud)
    assert is_id(presigned["photo_id"], "photo")
    assert presigned["fields"]["key"] == f"uploads/{presigned['photo_id']}"
    assert presigned["fields"]["Content-Type"] == "image/jpeg"
    policy = json.loads(base64.b64decode(presigned["fields"]["policy"]))
    assert ["content-length-range", 1, len(PICTURE)] in policy["conditions"]
    assert {"Content-Type": "image/jpeg"} in policy["conditions"]
    assert {"key": presigned["fields"]["key"]} in policy["conditions"]
    assert BUCKET in presigned["url"]
    assert presigned["expires_at"].endswith("Z")
    assert show(cloud, presigned["photo_id"])["status"] == "uploading"


def test_a_photograph_becomes_public_files_and_one_event(cloud: Cloud) -> None:
    photo_id = upload(cloud, PICTURE)
    shown = show(cloud, photo_id)
    assert shown["status"] == "ready"
    assert shown["reason"] is None
    made = [(one["name"], one["format"]) for one in shown["renditions"]]
    assert len(set(made)) == len(made)
    assert set(made) <= {(recipe.name, recipe.format) for recipe in EVERY}
    assert {recipe.name for recipe in CLASSIC} <= {name for name, _ in made}
    for one in shown["renditions"]:
        assert one["url"].startswith(f"http://localhost:8080/media/{photo_id}/{one['name']}.")
        key = one["url"].removeprefix("http://localhost:8080/")
        kept = cloud.client("s3").get_object(Bucket=BUCKET, Key=key)
        content = kept["Body"].read()
        assert len(content) == one["bytes"]
        assert kept["ContentType"] == f"image/{one['format']}"
        assert "immutable" in kept["CacheControl"]
        image = Image.open(io.BytesIO(content))
        assert image.size == (one["width"], one["height"])
        assert not dict(image.getexif())
        assert same_corners(content)
    assert cloud.relay("media") == {"batchItemFailures": []}
    [event] = cloud.on_bus()
    assert (event["source"], event["detail-type"]) == ("media", "PhotoReady")
    assert event["detail"]["correlation_id"] == photo_id
    assert event["detail"]["data"] == {
        "photo_id": photo_id,
        "owner_id": ASHA,
        "renditions": [
            {key: one[key] for key in ("name", "width", "height", "format")}
            for one in shown["renditions"]
        ],
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "wrong_kind_of_file"),
        (PICTURE[: len(PICTURE) // 2], "picture_damaged"),
        (file_of(Image.new("L", (9000, 9000)), "PNG"), "picture_too_large"),
    ],
)
def test_what_is_no_photo_is_rejected_in_words(cloud: Cloud, content: bytes, code: str) -> None:
    photo_id = upload(cloud, content)
    shown = show(cloud, photo_id)
    assert shown["status"] == "rejected"
    assert shown["renditions"] == []
    assert shown["reason"]["code"] == code
    assert shown["reason"]["remedy"]
    [event] = cloud.outbox_events("media", "PhotoRejected")
    assert event["data"] == {
        "photo_id": photo_id,
        "owner_id": ASHA,
        "code": code,
        "reason": shown["reason"]["message"],
    }


def test_a_file_that_s3_will_not_own_up_to_is_gone_and_not_a_crash(cloud: Cloud) -> None:
    """Without the right to list a bucket, S3 answers 403 for a key that is not there."""

    class Unlisted:
        exceptions = cloud.client("s3").exceptions

        def get_object(self, **_asked: object) -> None:
            answer = {"Error": {"Code": "AccessDenied", "Message": "Access Denied"}}
            raise self.exceptions.ClientError(answer, "GetObject")

    files = S3Pictures(BUCKET, SystemClock(), Unlisted())
    with pytest.raises(PhotoNotFound):
        files.original("uploads/photo_x", 10)


def test_the_worker_survives_a_bad_file_and_takes_the_next(cloud: Cloud) -> None:
    bad = upload(cloud, PICTURE[:500])
    good = upload(cloud, PICTURE)
    assert (show(cloud, bad)["status"], show(cloud, good)["status"]) == ("rejected", "ready")


def test_s3_may_notify_twice(cloud: Cloud) -> None:
    photo_id = upload(cloud, PICTURE)
    before = show(cloud, photo_id)
    key = f"uploads/{photo_id}"
    cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=b"swapped")
    assert cloud.call("media.on_photo_uploaded", s3_event(key)) == {"settled": 0}
    assert show(cloud, photo_id) == before
    assert len(cloud.outbox_events("media")) == 1


def test_s3s_test_event_and_foreign_keys_are_let_be(cloud: Cloud) -> None:
    test_event = {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": BUCKET}
    assert cloud.call("media.on_photo_uploaded", test_event) == {"settled": 0}
    assert cloud.call("media.on_photo_uploaded", s3_event("uploads/photo_x")) == {"settled": 0}


def test_a_photo_belongs_to_one_person(cloud: Cloud) -> None:
    photo_id = upload(cloud, PICTURE)
    reply = cloud.api("media", "GET", f"/media/{photo_id}", token=signed_token(RAVI))
    assert (reply.status, reply.error["code"]) == (404, "photo_not_found")
    assert cloud.api("media", "GET", f"/media/{photo_id}").status == 401
    listed = cloud.api("media", "GET", "/media", token=signed_token(RAVI)).data
    assert listed == {"items": [], "next_cursor": None}


def test_the_gallery_comes_in_pages_newest_first(cloud: Cloud) -> None:
    made = [create_upload(cloud)["photo_id"] for _ in range(3)]
    first = cloud.api("media", "GET", "/media", token=signed_token(ASHA), query={"limit": "2"}).data
    query = {"limit": "2", "cursor": first["next_cursor"]}
    rest = cloud.api("media", "GET", "/media", token=signed_token(ASHA), query=query).data
    listed = [one["photo_id"] for one in first["items"] + rest["items"]]
    assert sorted(listed) == sorted(made)
    created = [one["created_at"] for one in first["items"] + rest["items"]]
    assert created == sorted(created, reverse=True)
    assert rest["next_cursor"] is None


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"content_type": "image/svg+xml"}, 415, "wrong_kind_of_file"),
        ({"size": 50_000_001}, 413, "picture_too_large"),
        ({"size": 0}, 422, "malformed"),
        ({"filename": ""}, 422, "malformed"),
        ({"content_type": "image/jpeg\r\nx: y"}, 422, "malformed"),
        ({"surprise": 1}, 422, "malformed"),
    ],
)
def test_a_bad_upload_request_is_refused(
    cloud: Cloud, changes: dict[str, object], status: int, code: str
) -> None:
    body = {"filename": "pot.jpg", "content_type": "image/jpeg", "size": 5} | changes
    reply = cloud.api("media", "POST", "/media/uploads", body, token=signed_token(ASHA))
    assert (reply.status, reply.error["code"]) == (status, code)
    assert not [row for row in cloud.items("media") if row["sk"] == "photo"]


def test_an_upload_request_repeated_with_its_key_gets_the_same_upload(cloud: Cloud) -> None:
    body = {"filename": "pot.jpg", "content_type": "image/jpeg", "size": 5}
    replies = [
        cloud.api(
            "media",
            "POST",
            "/media/uploads",
            body,
            token=signed_token(ASHA),
            headers={"Idempotency-Key": "one"},
        ).data
        for _ in range(2)
    ]
    assert replies[0] == replies[1]


def test_other_contexts_ask_for_a_photo_and_its_files(cloud: Cloud) -> None:
    photo_id = upload(cloud, PICTURE)
    photo = public.photo(ASHA, photo_id)
    instagram = photo.rendition("instagram")
    assert instagram
    assert instagram.url == f"http://localhost:8080/{instagram.key}"
    content = public.rendition_bytes(ASHA, photo_id, "instagram")
    assert len(content) == instagram.bytes
    assert same_corners(content)
    with pytest.raises(PhotoNotFound):
        public.photo(RAVI, photo_id)
    with pytest.raises(RenditionNotFound):
        public.rendition_bytes(ASHA, photo_id, "poster")


def test_other_contexts_hear_which_picture_is_enlarged(cloud: Cloud) -> None:
    photo = public.photo(ASHA, upload(cloud, file_of(quarters(300, 240), "JPEG")))
    enlarged = {one.name: one.enlarged_from for one in photo.renditions if one.enlarged_from}
    assert enlarged == {"square": 240, "instagram": 192}
    photo = public.photo(ASHA, upload(cloud, PICTURE))
    assert not [one for one in photo.renditions if one.enlarged_from]


def test_the_api_starts_without_the_imaging_libraries() -> None:
    program = (
        "import sys\n"
        "import functions.media.handlers.api, functions.media.public\n"
        "print(sorted({'pyvips', 'PIL', 'pi_heif', 'numpy'} & set(sys.modules)))\n"
    )
    ran = subprocess.run(  # our own interpreter on our own text
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "[]\n"
