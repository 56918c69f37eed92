"""What the tests of media do as a browser, as S3 and as the bus."""

import json
from pathlib import Path
from typing import Any

from tests.integration.aws import BUCKET, Cloud, signed_token
from tests.unit.media.drawn import exif, file_of, quarters

EVENTS = Path(__file__).parents[3] / "events" / "aws"
ASHA, RAVI = "user_asha", "user_ravi"
PICTURE = file_of(quarters(800, 600), "JPEG", exif=exif())
WORKERS = {
    "ProcessRequested": "media.on_process_requested",
    "ImportRequested": "media.on_import_requested",
}


def create_upload(cloud: Cloud, owner: str = ASHA, **changes: object) -> dict[str, Any]:
    body = {"filename": "pot.jpg", "content_type": "image/jpeg", "size": len(PICTURE)} | changes
    reply = cloud.api("media", "POST", "/media/uploads", body, token=signed_token(owner))
    assert reply.status == 201
    presigned: dict[str, Any] = reply.data
    return presigned


def s3_event(key: str) -> dict[str, Any]:
    """S3's notification, as AWS documents it, for `key`."""
    event: dict[str, Any] = json.loads((EVENTS / "s3_object_created.json").read_text())
    event["Records"][0]["s3"]["object"]["key"] = key.replace("/", "%2F")
    return event


def upload(cloud: Cloud, content: bytes, owner: str = ASHA) -> str:
    """What the browser and then S3 do; answers the photo's id."""
    presigned = create_upload(cloud, owner)
    key = presigned["fields"]["key"]
    cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=content)
    cloud.call("media.on_photo_uploaded", s3_event(key))
    return str(presigned["photo_id"])


def show(cloud: Cloud, photo_id: str, owner: str = ASHA) -> dict[str, Any]:
    shown: dict[str, Any] = cloud.api(
        "media", "GET", f"/media/{photo_id}", token=signed_token(owner)
    ).data
    return shown


def ask(cloud: Cloud, method: str, path: str, body: object = None, **more: Any) -> Any:
    """What the API answers ASHA; fails the test on a refusal."""
    return cloud.api("media", method, path, body, token=signed_token(ASHA), **more).data


def refused(cloud: Cloud, method: str, path: str, body: object = None, **more: Any) -> Any:
    """The error that the API answers ASHA."""
    return cloud.api("media", method, path, body, token=signed_token(ASHA), **more).error


def deliver(cloud: Cloud, *others: dict[str, Any]) -> None:
    """Let the bus bring what media asked of itself to its workers."""
    cloud.relay("media")
    for event in [*cloud.on_bus(), *others]:
        if worker := WORKERS.get(event["detail-type"]):
            cloud.call(worker, event)
