"""Which adapter serves which port of media; the only place that builds its objects."""

import os
from functools import lru_cache

from functions.media.adapters.dynamo import DynamoPhotos
from functions.media.adapters.s3 import S3Pictures
from functions.media.model.upload import Limits
from functions.media.service import Darkroom, Gallery, Uploading
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings


class MediaSettings(Settings):
    """Settings of media; contexts that only look photos up need no bucket."""

    media_table: str
    photo_bucket: str = ""
    media_max_bytes: int = Limits().max_bytes
    media_max_pixels: int = Limits().max_pixels

    @property
    def limits(self) -> Limits:
        """What is taken in."""
        return Limits(self.media_max_bytes, self.media_max_pixels)


@lru_cache
def settings() -> MediaSettings:
    """The settings of this process."""
    return MediaSettings.load()


@lru_cache
def uploading() -> Uploading:
    """Uploads, for the API."""
    return Uploading(_photos(), _files(), settings().limits, SystemClock(), RandomIds())


@lru_cache
def gallery() -> Gallery:
    """Photos, for the API and for other contexts."""
    return Gallery(_photos(), _files())


@lru_cache
def darkroom() -> Darkroom:
    """Renditions, for the worker; nothing else loads the imaging libraries."""
    from functions.media.adapters.imaging import VipsRenderer  # noqa: PLC0415  # 20 MB of codecs

    limits = settings().limits
    renderer = VipsRenderer(limits, threads=len(os.sched_getaffinity(0)))
    return Darkroom(_photos(), _files(), renderer, limits)


def _photos() -> DynamoPhotos:
    return DynamoPhotos(Table(settings().media_table), Outbox(SystemClock(), RandomIds()))


def _files() -> S3Pictures:
    return S3Pictures(settings().photo_bucket, SystemClock())
