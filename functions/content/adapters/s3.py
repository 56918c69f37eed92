"""Keeps backdrops in the photo bucket, where `/media/…` shows them."""

from typing import Any

from functions.content.adapters.ai_metadata import Marked
from kernel.aws.clients import client

_FOREVER = "public, max-age=31536000, immutable"


class S3Backdrops:
    """Objects below `media/ai/`, one for each job."""

    def __init__(self, bucket: str, s3: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._bucket = bucket
        self._given = s3

    def keep(self, job_id: str, picture: Marked) -> str:
        """Store the picture; returns its object key, which no other job uses."""
        key = f"media/ai/{job_id}.{picture.kind}"
        (self._given or client("s3")).put_object(
            Bucket=self._bucket,
            Key=key,
            Body=picture.content,
            ContentType=picture.media_type,
            CacheControl=_FOREVER,
            Metadata={"digital-source-type": "trainedAlgorithmicMedia"},
        )
        return key
