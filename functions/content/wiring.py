"""Which adapter serves which port of content; the only place that builds its objects."""

from functools import lru_cache

from pydantic import SecretStr

from functions.content.adapters.dynamo import DynamoDrafts
from functions.content.ports import CopyWriter, Drafts
from functions.content.service.drafting import Drafting
from functions.content.service.writing import Writing
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings


class ContentSettings(Settings):
    """Settings of content; without a key the facts writer writes."""

    content_table: str
    gemini_url: str = "https://generativelanguage.googleapis.com"
    gemini_api_key: SecretStr = SecretStr("")
    gemini_model: str = "gemini-3.6-flash"
    gemini_seconds: float = 30.0


@lru_cache
def settings() -> ContentSettings:
    """The settings of this process."""
    return ContentSettings.load()


@lru_cache
def drafting() -> Drafting:
    """Drafts, for the API, the photo worker and other contexts."""
    from functions.content.adapters.catalog import CatalogStores  # noqa: PLC0415  # as below
    from functions.content.adapters.channels import ChannelPlatforms  # noqa: PLC0415  # as below
    from functions.content.adapters.media import MediaPhotos  # noqa: PLC0415  # after the cold start

    return Drafting(
        _drafts(), MediaPhotos(), CatalogStores(), ChannelPlatforms(), SystemClock(), RandomIds()
    )


@lru_cache
def writing() -> Writing:
    """The writer's desk, for the worker."""
    from functions.content.adapters.channels import ChannelPlatforms  # noqa: PLC0415  # as above

    return Writing(_drafts(), writer(), ChannelPlatforms(), SystemClock())


def writer() -> CopyWriter:
    """Gemini with the facts writer to fall back on, or the facts writer alone."""
    from functions.content.adapters.facts import FactsCopyWriter  # noqa: PLC0415  # workers only

    key = settings().gemini_api_key.get_secret_value()
    if not key:
        return FactsCopyWriter()
    from functions.content.adapters.fallback import FallbackCopyWriter  # noqa: PLC0415  # as above
    from functions.content.adapters.gemini import (  # noqa: PLC0415  # seconds of imports
        GeminiAccess,
        GeminiCopyWriter,
    )
    from functions.content.adapters.media import MediaPictures  # noqa: PLC0415  # as above

    access = GeminiAccess(
        settings().gemini_url, key, settings().gemini_model, settings().gemini_seconds
    )
    return FallbackCopyWriter(GeminiCopyWriter(access, MediaPictures()), FactsCopyWriter())


def _drafts() -> Drafts:
    return DynamoDrafts(Table(settings().content_table), Outbox(SystemClock(), RandomIds()))
