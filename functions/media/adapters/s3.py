"""Keeps picture files in the photo bucket, and lets browsers upload into it."""

from datetime import timedelta
from typing import Any

from functions.media.errors import NoSuchPhoto, PictureTooLarge
from functions.media.model.recipes import Rendered
from functions.media.model.upload import Ticket
from kernel.aws.clients import client
from kernel.clock import Clock

_VALID = timedelta(minutes=10)
_FOREVER = "public, max-age=31536000, immutable"


class S3Pictures:
    """The `UploadDesk` and `PictureFiles` ports on one bucket."""

    def __init__(self, bucket: str, clock: Clock, s3: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._bucket = bucket
        self._clock = clock
        self._given = s3

    @property
    def _s3(self) -> Any:  # noqa: ANN401  # boto3 client
        return self._given or client("s3")

    def ticket(self, key: str, content_type: str, most: int) -> Ticket:
        """A presigned POST; S3 itself holds the upload to the key, the type and the size."""
        form = self._s3.generate_presigned_post(
            Bucket=self._bucket,
            Key=key,
            Fields={"Content-Type": content_type},
            Conditions=[
                {"Content-Type": content_type},
                ["content-length-range", 1, most],
            ],
            ExpiresIn=int(_VALID.total_seconds()),
        )
        return Ticket(form["url"], dict(form["fields"]), self._clock.now() + _VALID)

    def original(self, key: str, most: int) -> bytes:
        """The uploaded file; refused by its length before a byte of it is read."""
        found = self._get(key)
        if found["ContentLength"] > most:
            found["Body"].close()
            raise PictureTooLarge.in_bytes(found["ContentLength"], most)
        content: bytes = found["Body"].read()
        return content

    def publish(self, key: str, rendered: Rendered) -> None:
        """Put a rendition; its key is never reused, so it may be cached for ever."""
        self._s3.put_object(
            Bucket=self._bucket,
            Key=key,
            Body=rendered.content,
            ContentType=rendered.recipe.content_type,
            CacheControl=_FOREVER,
        )

    def read(self, key: str) -> bytes:
        """A rendition's content; raises `NoSuchPhoto`."""
        content: bytes = self._get(key)["Body"].read()
        return content

    def _get(self, key: str) -> Any:  # noqa: ANN401  # boto3's answer
        try:
            return self._s3.get_object(Bucket=self._bucket, Key=key)
        except self._s3.exceptions.NoSuchKey as error:
            raise NoSuchPhoto from error
