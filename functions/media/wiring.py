"""Which adapter serves which port of media; the only place that builds its objects."""

import os
from functools import cached_property

from functions.media.adapters.cloudfront import CloudFrontCache
from functions.media.adapters.dynamo import DynamoPhotos
from functions.media.adapters.s3 import S3Pictures
from functions.media.model.upload import Limits
from functions.media.service.image_processor import ImageProcessor, Importer
from functions.media.service.library import Library
from functions.media.service.photo_purger import PhotoPurger
from functions.media.service.photo_references import Using
from functions.media.service.photo_sweeper import PhotoSweeper
from functions.media.service.uploads import UploadService
from kernel.aws.container import Container
from kernel.aws.rate_limit import DynamoRateLimiter
from kernel.aws.table import Table
from kernel.quotas import Quotas
from kernel.settings import Settings


class MediaSettings(Settings):
    """Settings of media; `photo_bucket` may be empty in contexts that only look photos up.

    `distribution_id` is that of CloudFront, and only the purge is told it.
    """

    media_table: str
    photo_bucket: str = ""
    distribution_id: str = ""
    media_max_bytes: int = Limits().max_bytes
    media_max_pixels: int = Limits().max_pixels

    @property
    def limits(self) -> Limits:
        """The limits of uploaded files."""
        return Limits(self.media_max_bytes, self.media_max_pixels)


class MediaContainer(Container):
    """The parts of media, each built when first asked for."""

    @cached_property
    def settings(self) -> MediaSettings:
        """The settings of this process."""
        return MediaSettings.load()

    @cached_property
    def photos(self) -> DynamoPhotos:
        """Photos and the library's index, on their table."""
        return DynamoPhotos(Table(self.settings.media_table), self.outbox)

    @cached_property
    def files(self) -> S3Pictures:
        """Uploads and picture files, in their bucket."""
        return S3Pictures(self.settings.photo_bucket, self.clock)

    @cached_property
    def upload_service(self) -> UploadService:
        """The service for uploads, for the API."""
        return UploadService(
            photos=self.photos,
            uploads=self.files,
            library=self.library,
            limits=self.settings.limits,
            quotas=Quotas(DynamoRateLimiter(Table(self.settings.media_table)), self.clock),
            clock=self.clock,
            ids=self.ids,
        )

    @cached_property
    def library(self) -> Library:
        """The service for the library, for the API and for other contexts."""
        return Library(self.photos, self.photos, self.files, self.clock)

    @cached_property
    def image_processor(self) -> ImageProcessor:
        """The service for renditions, for the workers; nothing else loads the imaging libraries."""
        from functions.media.adapters.channels import ChannelRecipes  # noqa: PLC0415  # +23 %
        from functions.media.adapters.imaging import VipsRenderer  # noqa: PLC0415  # +109 %: libvips, numpy

        limits = self.settings.limits
        renderer = VipsRenderer(limits, threads=len(os.sched_getaffinity(0)))
        return ImageProcessor(self.photos, self.files, renderer, ChannelRecipes(), limits)

    @cached_property
    def importer(self) -> Importer:
        """The service that fetches, for the worker that needs no imaging."""
        from functions.media.adapters.web import GuardedWeb  # noqa: PLC0415  # +36 %: httpx2

        return Importer(self.photos, self.files, GuardedWeb(), self.settings.limits)

    @cached_property
    def photo_purger(self) -> PhotoPurger:
        """The service that empties the trash, for the clock."""
        cache = CloudFrontCache(self.settings.distribution_id)
        return PhotoPurger(self.photos, self.files, cache, self.clock)

    @cached_property
    def photo_sweeper(self) -> PhotoSweeper:
        """The service that ends what photos wait for too long, for the sweep."""
        return PhotoSweeper(self.photos, self.files, self.clock)

    @cached_property
    def photo_references(self) -> Using:
        """The service for photo references, for the worker that receives other contexts' events."""
        return Using(self.photos, self.photos)


def container() -> MediaContainer:
    """Return media's container."""
    return MediaContainer.shared()
