"""Which adapter serves which port of media; the only place that builds its objects."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from functions.media.adapters.dynamo import DynamoPhotos
from functions.media.adapters.s3 import S3Pictures
from functions.media.model.upload import Limits
from functions.media.service.library import Library
from functions.media.service.uploads import UploadService
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings

if TYPE_CHECKING:
    from functions.media.service.image_processor import ImageProcessor, Importer
    from functions.media.service.photo_references import Using
    from kernel.http import GuardedClient


class MediaSettings(Settings):
    """Settings of media; `photo_bucket` may be empty in contexts that only look photos up."""

    media_table: str
    photo_bucket: str = ""
    media_max_bytes: int = Limits().max_bytes
    media_max_pixels: int = Limits().max_pixels

    @property
    def limits(self) -> Limits:
        """The limits of uploaded files."""
        return Limits(self.media_max_bytes, self.media_max_pixels)


@lru_cache
def settings() -> MediaSettings:
    """The settings of this process."""
    return MediaSettings.load()


@lru_cache
def upload_service() -> UploadService:
    """The service for uploads, for the API."""
    return UploadService(
        _photos(), _files(), library(), settings().limits, SystemClock(), RandomIds()
    )


@lru_cache
def library() -> Library:
    """The service for the library, for the API and for other contexts."""
    photos = _photos()
    return Library(photos, photos, photos, photos, _files(), SystemClock())


@lru_cache
def image_processor() -> "ImageProcessor":
    """The service for renditions, for the workers; nothing else loads the imaging libraries."""
    from functions.media.adapters.channels import ChannelRecipes  # noqa: PLC0415  # workers only
    from functions.media.adapters.imaging import VipsRenderer  # noqa: PLC0415  # 20 MB of codecs
    from functions.media.service.image_processor import ImageProcessor  # noqa: PLC0415  # as above

    limits = settings().limits
    renderer = VipsRenderer(limits, threads=len(os.sched_getaffinity(0)))
    photos = _photos()
    return ImageProcessor(photos, photos, _files(), renderer, ChannelRecipes(), limits)


@lru_cache
def importer() -> "Importer":
    """The service that fetches and purges, for the workers that need no imaging."""
    from functions.media.adapters.web import GuardedWeb  # noqa: PLC0415  # one worker's
    from functions.media.service.image_processor import Importer  # noqa: PLC0415  # as above

    photos, web = _photos(), GuardedWeb(_web_client)
    return Importer(photos, photos, _files(), web, settings().limits, SystemClock())


@lru_cache
def photo_references() -> "Using":
    """The service for photo references, for the worker that receives other contexts' events."""
    from functions.media.service.photo_references import Using  # noqa: PLC0415  # one worker's

    return Using(_photos())


def _web_client(most: int) -> "GuardedClient":
    from kernel.http import guarded_client  # noqa: PLC0415  # as above

    return guarded_client(timeout=10, deadline=45, max_bytes=most)


def _photos() -> DynamoPhotos:
    return DynamoPhotos(Table(settings().media_table), Outbox(SystemClock(), RandomIds()))


def _files() -> S3Pictures:
    return S3Pictures(settings().photo_bucket, SystemClock())
