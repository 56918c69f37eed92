"""Keeps picture files in the photo bucket, and lets browsers upload into it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from functions.media.errors import PhotoNotFound, PictureTooLarge
from functions.media.model.recipes import Rendered
from functions.media.model.upload import PresignedPart, PresignedPost, UploadedPart
from kernel.aws.clients import client
from kernel.clock import Clock
from kernel.errors import TryLater
from kernel.observability import log_failure

_VALID = timedelta(minutes=10)
_PART_VALID = timedelta(hours=1)  # five mebibytes on a slow network take their time
_OWN_VALID = timedelta(minutes=5)
_CACHED = "public, max-age=604800, immutable"
"""For a week: what was erased leaves CloudFront by its purge, and a browser's cache by its age."""
_MISSING = frozenset({"NoSuchKey", "AccessDenied"})
"""What S3 answers for a key without a file; the latter to those who may not list its bucket."""


class S3Pictures:
    """The `UploadStore` and `PictureFiles` ports on one bucket."""

    def __init__(self, bucket: str, clock: Clock, s3: Any = None) -> None:  # noqa: ANN401  # boto3 client
        self._bucket = bucket
        self._clock = clock
        self._given = s3

    @property
    def _s3(self) -> Any:  # noqa: ANN401  # boto3 client
        return self._given or client("s3")

    def ticket(self, key: str, content_type: str, most: int) -> PresignedPost:
        """A presigned POST; S3 enforces the key, the content type and the size limit."""
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
        return PresignedPost(form["url"], dict(form["fields"]), self._clock.now() + _VALID)

    def begin(self, key: str, content_type: str) -> str:
        """Begin a multipart upload; returns its id."""
        begun = self._s3.create_multipart_upload(
            Bucket=self._bucket, Key=key, ContentType=content_type
        )
        return str(begun["UploadId"])

    def part(self, key: str, upload_id: str, number: int, length: int) -> PresignedPart:
        """A presigned PUT for one part; its length is signed, so S3 refuses any other."""
        url = self._s3.generate_presigned_url(
            "upload_part",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "UploadId": upload_id,
                "PartNumber": number,
                "ContentLength": length,
            },
            ExpiresIn=int(_PART_VALID.total_seconds()),
        )
        return PresignedPart(number, url, self._clock.now() + _PART_VALID)

    def arrived(self, key: str, upload_id: str) -> tuple[UploadedPart, ...]:
        """The parts that S3 has; none when the upload is over."""
        try:
            return tuple(self._parts(key, upload_id))
        except self._s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchUpload":
                return ()
            raise

    def _parts(self, key: str, upload_id: str) -> Iterator[UploadedPart]:
        pages = self._s3.get_paginator("list_parts").paginate(
            Bucket=self._bucket, Key=key, UploadId=upload_id
        )
        for page in pages:
            for part in page.get("Parts", ()):
                yield UploadedPart(int(part["PartNumber"]), int(part["Size"]), str(part["ETag"]))

    def complete(self, key: str, upload_id: str, parts: Sequence[UploadedPart]) -> None:
        """Complete the multipart upload; do nothing when it is over."""
        listed = [{"PartNumber": part.number, "ETag": part.etag} for part in parts]
        try:
            self._s3.complete_multipart_upload(
                Bucket=self._bucket,
                Key=key,
                UploadId=upload_id,
                MultipartUpload={"Parts": listed},
            )
        except self._s3.exceptions.ClientError as error:
            # Completed a moment ago, by the same person's other click.
            if error.response["Error"]["Code"] != "NoSuchUpload":
                raise

    def abort(self, key: str, upload_id: str) -> None:
        """Abort the multipart upload and delete its parts; do nothing when it is over."""
        try:
            self._s3.abort_multipart_upload(Bucket=self._bucket, Key=key, UploadId=upload_id)
        except self._s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchUpload":
                raise

    def original(self, key: str, most: int) -> bytes:
        """The uploaded file; raises `PictureTooLarge` by its length, before reading a byte."""
        found = self._get(key)
        if found["ContentLength"] > most:
            found["Body"].close()
            raise PictureTooLarge.in_bytes(found["ContentLength"], most)
        content: bytes = found["Body"].read()
        return content

    def is_there(self, key: str) -> bool:
        """Whether the file has arrived; asked by a list, which needs no right to read files."""
        found = self._s3.list_object_versions(Bucket=self._bucket, Prefix=key, MaxKeys=10)
        return any(one["Key"] == key and one["IsLatest"] for one in found.get("Versions", ()))

    def address(self, key: str, filename: str) -> str:
        """A presigned GET that a browser saves as a file, without guessing the content's type."""
        url: str = self._s3.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentType": "application/octet-stream",
                "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(filename)}",
            },
            ExpiresIn=int(_OWN_VALID.total_seconds()),
        )
        return url

    def keep(self, key: str, content: bytes) -> None:
        """Store an original without its content type: readers detect it from the content."""
        self._s3.put_object(
            Bucket=self._bucket, Key=key, Body=content, ContentType="application/octet-stream"
        )

    def publish(self, key: str, rendered: Rendered) -> None:
        """Store a rendition for caches, which need never ask: no other file ever gets its key."""
        self._s3.put_object(
            Bucket=self._bucket,
            Key=key,
            Body=rendered.content,
            ContentType=rendered.recipe.content_type,
            CacheControl=_CACHED,
        )

    def read(self, key: str) -> bytes:
        """A rendition's content; raises `PhotoNotFound`."""
        content: bytes = self._get(key)["Body"].read()
        return content

    def remove(self, *prefixes: str) -> None:
        """Delete every version of the files whose keys begin so; raises `TryLater` if one stays."""
        for prefix in prefixes:
            pages = self._s3.get_paginator("list_object_versions").paginate(
                Bucket=self._bucket, Prefix=prefix
            )
            for page in pages:
                named = [
                    {"Key": one["Key"], "VersionId": one["VersionId"]}
                    for kind in ("Versions", "DeleteMarkers")
                    for one in page.get(kind, ())
                ]
                if named:
                    self._delete(named)

    def _delete(self, named: Sequence[Mapping[str, str]]) -> None:
        answer = self._s3.delete_objects(
            Bucket=self._bucket, Delete={"Objects": named, "Quiet": True}
        )
        # S3 answers 200 and names what it did not delete.
        if left := answer.get("Errors"):
            raise TryLater(f"S3 kept {len(left)} of {len(named)} files: {left[0].get('Code')}.")

    def _get(self, key: str) -> Any:  # noqa: ANN401  # boto3's answer
        try:
            return self._s3.get_object(Bucket=self._bucket, Key=key)
        except self._s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in _MISSING:
                raise
            log_failure("FileNotRead", error, code=error.response["Error"]["Code"])
            raise PhotoNotFound from error
