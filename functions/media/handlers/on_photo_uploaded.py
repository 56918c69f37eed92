"""Processes each object that S3 reports below `uploads/`: makes its photo ready or rejects it."""

from typing import Any
from urllib.parse import unquote_plus

from functions.media.model.photo import UPLOADS
from functions.media.wiring import container
from kernel.events import correlation
from kernel.sweeps import sweep


def handler(event: dict[str, Any], _context: object) -> dict[str, int]:
    """Process every photo of an S3 notification; after a failure Lambda delivers it again.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    """
    # S3's test event, sent when the notification is set up, has no records.
    processed = sweep(
        event.get("Records", []), _process, failure="UploadNotProcessed", move_on=None
    )
    processed.reraise()
    return {"settled": sum(processed.results)}


def _process(record: dict[str, Any]) -> bool:
    key = unquote_plus(record["s3"]["object"]["key"])
    correlation.set(key.removeprefix(UPLOADS))
    return container().image_processor.process_upload(key) is not None
