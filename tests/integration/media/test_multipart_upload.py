"""Uploads in parts: cut connections, repeats, holes, too much, twice at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from PIL import Image

from functions.media.model.upload import Limits
from tests.integration.aws import BUCKET, Cloud, signed_token
from tests.integration.media.media_api import (
    ASHA,
    RAVI,
    ask,
    create_upload,
    refused,
    s3_event,
    show,
)
from tests.unit.media.drawn import file_of

PART = Limits().part_size


@pytest.fixture(scope="module")
def large() -> bytes:
    """A photograph of three parts: noise does not compress."""
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB").resize((3000, 2400))
    content = file_of(noise, "PNG", compress_level=0)
    assert 2 * PART < len(content) < 5 * PART
    return content


def begin(cloud: Cloud, content: bytes) -> dict[str, Any]:
    begun = create_upload(cloud, size=len(content), filename="large.png", content_type="image/png")
    assert (begun["method"], begun["url"], begun["part_size"]) == ("parts", "", PART)
    return begun


def send(cloud: Cloud, begun: dict[str, Any], content: bytes, *numbers: int) -> None:
    """PUT parts to their addresses, as a browser does."""
    path = f"/media/uploads/{begun['photo_id']}/parts"
    for presigned in ask(cloud, "POST", path, {"numbers": list(numbers)})["parts"]:
        at = (presigned["number"] - 1) * PART
        answer = httpx2.put(presigned["url"], content=content[at : at + PART], trust_env=False)
        assert answer.status_code == 200


def test_the_addresses_are_for_one_part_of_one_file(cloud: Cloud, large: bytes) -> None:
    begun = begin(cloud, large)
    path = f"/media/uploads/{begun['photo_id']}/parts"
    (presigned,) = ask(cloud, "POST", path, {"numbers": [2]})["parts"]
    assert f"uploads/{begun['photo_id']}" in presigned["url"]
    assert "partNumber=2" in presigned["url"]
    assert "content-length" in parse_qs(urlsplit(presigned["url"]).query)["X-Amz-SignedHeaders"][0]
    assert presigned["expires_at"] > begun["photo_id"][:0]


@pytest.mark.parametrize("numbers", [[0], [99], [], [1] * 51])
def test_a_part_that_the_file_does_not_have_is_named(
    cloud: Cloud, large: bytes, numbers: list[int]
) -> None:
    path = f"/media/uploads/{begin(cloud, large)['photo_id']}/parts"
    assert refused(cloud, "POST", path, {"numbers": numbers})["code"] in {
        "parts_missing",
        "malformed",
    }


def put(cloud: Cloud, begun: dict[str, Any], content: bytes, *numbers: int) -> None:
    """As `send`, straight into moto's bucket."""
    key = f"uploads/{begun['photo_id']}"
    s3 = cloud.client("s3")
    (upload,) = [
        one for one in s3.list_multipart_uploads(Bucket=BUCKET)["Uploads"] if one["Key"] == key
    ]
    for number in numbers:
        at = (number - 1) * PART
        s3.upload_part(
            Bucket=BUCKET,
            Key=key,
            UploadId=upload["UploadId"],
            PartNumber=number,
            Body=content[at : at + PART],
        )


def numbers_of(begun: dict[str, Any]) -> range:
    return range(1, begun["part_count"] + 1)


def test_after_a_cut_it_goes_on_with_what_is_missing(cloud: Cloud, large: bytes) -> None:
    begun = begin(cloud, large)
    path = f"/media/uploads/{begun['photo_id']}"
    put(cloud, begun, large, 2, 1)
    there = ask(cloud, "GET", path)
    assert there["arrived"] == [1, 2]
    assert there["bytes_arrived"] == 2 * PART
    missing = refused(cloud, "POST", f"{path}/complete")
    assert missing["code"] == "parts_missing"
    assert missing["details"]["missing"] == [*numbers_of(begun)][2:]

    put(cloud, begun, large, *[*numbers_of(begun)][2:])
    ask(cloud, "POST", f"{path}/complete")
    cloud.call("media.on_photo_uploaded", s3_event(f"uploads/{begun['photo_id']}"))
    shown = show(cloud, begun["photo_id"])
    assert (shown["status"], shown["bytes"], shown["width"]) == ("ready", len(large), 3000)


def test_complete_twice_and_at_once_is_complete_once(cloud: Cloud, large: bytes) -> None:
    begun = begin(cloud, large)
    put(cloud, begun, large, *numbers_of(begun))
    path = f"/media/uploads/{begun['photo_id']}/complete"
    with ThreadPoolExecutor(4) as people:
        token = signed_token(ASHA)
        replies = [
            reply.status
            for reply in people.map(
                lambda _: cloud.api("media", "POST", path, token=token), range(4)
            )
        ]
    assert replies == [200] * 4
    cloud.call("media.on_photo_uploaded", s3_event(f"uploads/{begun['photo_id']}"))
    assert ask(cloud, "POST", path)["status"] == "ready"


def test_more_than_was_announced_is_thrown_away(cloud: Cloud, large: bytes) -> None:
    begun = create_upload(cloud, size=PART * 2, filename="x.png", content_type="image/png")
    put(cloud, begun, large, 1)
    put(cloud, begun, large[: PART + 1] + large, 2)
    s3, key = cloud.client("s3"), f"uploads/{begun['photo_id']}"
    (upload,) = s3.list_multipart_uploads(Bucket=BUCKET)["Uploads"]
    s3.upload_part(
        Bucket=BUCKET, Key=key, UploadId=upload["UploadId"], PartNumber=2, Body=b"x" * (PART + 1)
    )
    path = f"/media/uploads/{begun['photo_id']}/complete"
    assert refused(cloud, "POST", path)["code"] == "picture_too_large"
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=BUCKET)


def test_an_abandoned_upload_leaves_nothing(cloud: Cloud, large: bytes) -> None:
    begun = begin(cloud, large)
    put(cloud, begun, large, 1)
    path = f"/media/uploads/{begun['photo_id']}"
    ask(cloud, "DELETE", path)
    assert refused(cloud, "GET", path)["code"] == "photo_not_found"
    assert "Uploads" not in cloud.client("s3").list_multipart_uploads(Bucket=BUCKET)


def test_nobody_else_sees_or_sends_a_part(cloud: Cloud, large: bytes) -> None:
    begun = begin(cloud, large)
    for method, path in (("GET", ""), ("POST", "/parts"), ("POST", "/complete"), ("DELETE", "")):
        body = {"numbers": [1]} if path == "/parts" else None
        whole = f"/media/uploads/{begun['photo_id']}{path}"
        reply = cloud.api("media", method, whole, body, token=signed_token(RAVI))
        assert reply.status == 404


def test_a_small_file_does_not_come_in_parts(cloud: Cloud) -> None:
    begun = create_upload(cloud)
    path = f"/media/uploads/{begun['photo_id']}"
    assert refused(cloud, "POST", f"{path}/parts", {"numbers": [1]})["code"] == "not_in_parts"
    assert refused(cloud, "POST", f"{path}/complete")["code"] == "not_in_parts"
