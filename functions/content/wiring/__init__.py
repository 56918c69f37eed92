"""Which adapter serves which port of content; the only place that builds its objects."""

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import Field, Json, SecretStr

from functions.content.adapters.budget import DynamoBudget
from functions.content.adapters.collections import DynamoVoices
from functions.content.adapters.dynamo import DynamoDrafts
from functions.content.adapters.jobs import DynamoJobs
from functions.content.ports.ai import CopyWriter, Jobs
from functions.content.ports.drafts import Drafts, Platforms
from functions.content.service.ai_requests import AiRequests
from functions.content.service.copy_writing import CopyWriting
from functions.content.service.draft_creation import DraftCreation
from functions.content.service.job_runner import CopyJob, ImageJob, JobRunner
from functions.content.service.regeneration import Regeneration
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from kernel.settings import Settings

if TYPE_CHECKING:
    from functions.content.adapters.image_generation import ImageVendor
    from functions.content.adapters.models import ModelAccess, Vendor


class ContentSettings(Settings):
    """Settings of content; without any key the facts writer writes, and image jobs fail.

    `writers` and `image_generators` are asked in this order, those without a key never. All writers
    of one text share `writing_seconds`; `model_prices` adds to `prices.json`: model → dollars per
    million tokens in and out. `daily_budget_micros` is in millionths of a US dollar per person.
    """

    content_table: str
    photo_bucket: str = ""
    writers: str = "gemini,claude,gpt"
    image_generators: str = "gemini,gpt"
    gemini_url: str = "https://generativelanguage.googleapis.com"
    gemini_api_key: SecretStr = SecretStr("")
    gemini_model: str = "gemini-3.6-flash"
    gemini_image_model: str = "gemini-3.1-flash-image"
    anthropic_url: str = "https://api.anthropic.com"
    anthropic_api_key: SecretStr = SecretStr("")
    anthropic_model: str = "claude-sonnet-5-5"
    openai_url: str = "https://api.openai.com"
    openai_api_key: SecretStr = SecretStr("")
    openai_model: str = "gpt-5.6-luna"
    openai_image_model: str = "gpt-image-2"
    writer_seconds: float = 40.0
    writing_seconds: float = 100.0
    image_generator_seconds: float = 70.0
    daily_budget_micros: int = 1_000_000
    model_prices: Json[dict[str, tuple[str, str]]] = Field(default_factory=dict)

    def key(self, name: str) -> str:
        """The key of a writer or image generator, "" when it has none or is not known."""
        keys = {
            "gemini": self.gemini_api_key,
            "claude": self.anthropic_api_key,
            "gpt": self.openai_api_key,
        }
        return keys.get(name, SecretStr("")).get_secret_value()

    def chosen(self, order: str) -> list[str]:
        """The names of `order` that have a key."""
        names = [name.strip() for name in order.split(",")]
        return [name for name in dict.fromkeys(names) if self.key(name)]


@lru_cache
def settings() -> ContentSettings:
    """The settings of this process."""
    return ContentSettings.load()


@lru_cache
def draft_creation() -> DraftCreation:
    """The service for drafts, for the API, the photo worker and other contexts."""
    from functions.content.adapters.catalog import CatalogStoreNames  # noqa: PLC0415  # as below
    from functions.content.adapters.media import MediaPhotoReader  # noqa: PLC0415  # after the cold start

    return DraftCreation(
        drafts(), MediaPhotoReader(), CatalogStoreNames(), platforms(), SystemClock(), RandomIds()
    )


@lru_cache
def voices() -> DynamoVoices:
    """The store of artisans' voice profiles, for writers."""
    return DynamoVoices(table())


@lru_cache
def regeneration() -> Regeneration:
    """The service that replaces one rewritten field, for the API and the copy worker."""
    return Regeneration(drafts(), platforms(), SystemClock())


@lru_cache
def ai_requests() -> AiRequests:
    """The service that queues AI jobs, for the APIs."""
    from functions.content.adapters.media import MediaPhotoReader  # noqa: PLC0415  # as above

    return AiRequests(_jobs(), MediaPhotoReader(), budget(), SystemClock(), RandomIds())


@lru_cache
def job_runner() -> JobRunner:
    """The service that runs jobs, for the workers and the sweep."""
    return JobRunner(_jobs(), SystemClock())


@lru_cache
def copy_job() -> CopyJob:
    """The service that makes the words of jobs, for the copy worker."""
    return CopyJob(writer(), drafts(), voices(), regeneration().regenerated)


@lru_cache
def image_job() -> ImageJob:
    """The service that makes the pictures of jobs, for the image worker."""
    from functions.content.adapters.channels import (  # noqa: PLC0415  # as above
        ChannelPictureRules,
    )
    from functions.content.adapters.image_generation import (  # noqa: PLC0415  # seconds of imports
        ImageContext,
        ModelImageGenerator,
    )
    from functions.content.adapters.media import MediaPictureStore  # noqa: PLC0415  # as above
    from functions.content.adapters.prices import Prices  # noqa: PLC0415  # as above
    from functions.content.adapters.s3 import S3Backdrops  # noqa: PLC0415  # as above

    image_context = ImageContext(
        pictures=MediaPictureStore(),
        backdrops=S3Backdrops(settings().photo_bucket),
        rules=ChannelPictureRules(),
        budget=budget(),
        prices=Prices(settings().model_prices),
    )
    names = settings().chosen(settings().image_generators)
    return ImageJob(
        ModelImageGenerator(
            [(_image_vendor(name), _image_access(name)) for name in names], image_context
        )
    )


@lru_cache
def copy_writing() -> CopyWriting:
    """The service that writes drafts, for the worker."""
    return CopyWriting(drafts(), writer(), platforms(), voices(), SystemClock())


@lru_cache
def writer() -> CopyWriter:
    """The models with a key in their order, then the facts writer; or only the facts writer."""
    from functions.content.adapters.facts import FactsCopyWriter  # noqa: PLC0415  # workers only

    names = settings().chosen(settings().writers)
    if not names:
        return FactsCopyWriter()
    from functions.content.adapters.cache import DynamoResponseCache  # noqa: PLC0415  # as above
    from functions.content.adapters.chain import ChainedCopyWriter  # noqa: PLC0415  # as above
    from functions.content.adapters.media import MediaPictureStore  # noqa: PLC0415  # as above
    from functions.content.adapters.models import (  # noqa: PLC0415  # seconds of imports
        ModelCopyWriter,
        WriterContext,
    )
    from functions.content.adapters.prices import Prices  # noqa: PLC0415  # as above
    from functions.content.model.glossary import for_prompt  # noqa: PLC0415  # as above
    from functions.content.service.fact_checking import FactCheckedWriter  # noqa: PLC0415  # as above

    writer_context = WriterContext(
        pictures=MediaPictureStore(),
        answers=DynamoResponseCache(table(), SystemClock(), RandomIds()),
        budget=budget(),
        prices=Prices(settings().model_prices),
        craft_words=for_prompt(),
    )
    writers = [ModelCopyWriter(_vendor(name), _access(name), writer_context) for name in names]
    chain = ChainedCopyWriter(writers, FactsCopyWriter(), settings().writing_seconds)
    return FactCheckedWriter(chain)


@lru_cache
def budget() -> DynamoBudget:
    """The daily budget of each artisan."""
    limit = settings().daily_budget_micros
    return DynamoBudget(table(), limit, SystemClock(), RandomIds())


def _vendor(name: str) -> "Vendor":
    # Only the vendors that are asked are imported: each brings a library of its own.
    if name == "gemini":
        from functions.content.adapters.gemini import Gemini  # noqa: PLC0415  # as above

        return Gemini()
    if name == "claude":
        from functions.content.adapters.claude import Claude  # noqa: PLC0415  # as above

        return Claude()
    from functions.content.adapters.gpt import Gpt  # noqa: PLC0415  # as above

    return Gpt()


def _image_vendor(name: str) -> "ImageVendor":
    if name == "gemini":
        from functions.content.adapters.images_gemini import GeminiImages  # noqa: PLC0415  # as above

        return GeminiImages()
    from functions.content.adapters.images_gpt import GptImages  # noqa: PLC0415  # as above

    return GptImages()


def _access(name: str) -> "ModelAccess":
    from functions.content.adapters.models import ModelAccess  # noqa: PLC0415  # as above

    known = settings()
    url, model = {
        "gemini": (known.gemini_url, known.gemini_model),
        "claude": (known.anthropic_url, known.anthropic_model),
        "gpt": (known.openai_url, known.openai_model),
    }[name]
    return ModelAccess(url, known.key(name), model, known.writer_seconds)


def _image_access(name: str) -> "ModelAccess":
    from functions.content.adapters.models import ModelAccess  # noqa: PLC0415  # as above

    known = settings()
    url, model = {
        "gemini": (known.gemini_url, known.gemini_image_model),
        "gpt": (known.openai_url, known.openai_image_model),
    }[name]
    return ModelAccess(url, known.key(name), model, known.image_generator_seconds)


@lru_cache
def platforms() -> Platforms:
    """The reader of the platforms' text limits."""
    from functions.content.adapters.channels import ChannelTextLimits  # noqa: PLC0415  # as above

    return ChannelTextLimits()


def drafts() -> Drafts:
    """The store of drafts."""
    return DynamoDrafts(table(), outbox())


def _jobs() -> Jobs:
    return DynamoJobs(table(), outbox())


def table() -> Table:
    """The DynamoDB table of content."""
    return Table(settings().content_table)


def outbox() -> Outbox:
    """The outbox for content's events."""
    return Outbox(SystemClock(), RandomIds())
