"""The parts for the workers that write words and make pictures, by models or from facts."""

from functools import cached_property
from typing import TYPE_CHECKING

from functions.content.adapters.cache import DynamoResponseCache
from functions.content.adapters.chain import ChainedCopyWriter
from functions.content.adapters.channels import ChannelPictureRules
from functions.content.adapters.facts import FactsCopyWriter
from functions.content.adapters.media import MediaPictureStore
from functions.content.adapters.prices import Prices
from functions.content.adapters.s3 import S3Backdrops
from functions.content.model.glossary import for_prompt
from functions.content.ports.ai import CopyWriter
from functions.content.service.copy_writing import CopyWriting
from functions.content.service.fact_checking import FactCheckedWriter
from functions.content.service.job_runner import CopyJob, ImageJob
from functions.content.wiring.core import ContentCore

if TYPE_CHECKING:
    from functions.content.adapters.image_generation import ImageVendor
    from functions.content.adapters.models import ModelAccess, Vendor


class WritingParts:
    """Writers and image generators."""

    def __init__(self, core: ContentCore) -> None:
        self._core = core

    @cached_property
    def copy_writing(self) -> CopyWriting:
        """The service that writes drafts, for the worker."""
        core = self._core
        return CopyWriting(core.drafts, self.writer, core.platforms, core.voices, core.clock)

    @cached_property
    def copy_job(self) -> CopyJob:
        """The service that makes the words of jobs, for the copy worker."""
        core = self._core
        return CopyJob(self.writer, core.drafts, core.voices, core.regeneration.regenerated)

    @cached_property
    def image_job(self) -> ImageJob:
        """The service that makes the pictures of jobs, for the image worker."""
        from functions.content.adapters.image_generation import (  # noqa: PLC0415  # as for words
            ImageContext,
            ModelImageGenerator,
        )

        settings = self._core.settings
        image_context = ImageContext(
            pictures=MediaPictureStore(),
            backdrops=S3Backdrops(settings.photo_bucket),
            rules=ChannelPictureRules(),
            budget=self._core.budget,
            prices=self._prices,
        )
        names = settings.chosen(settings.image_generators)
        vendors = [(_image_vendor(name), self._image_access(name)) for name in names]
        return ImageJob(ModelImageGenerator(vendors, image_context))

    @cached_property
    def writer(self) -> CopyWriter:
        """The models with a key in their order, then the facts writer; or only the facts writer."""
        settings = self._core.settings
        names = settings.chosen(settings.writers)
        if not names:
            return FactsCopyWriter()
        from functions.content.adapters.models import (  # noqa: PLC0415  # +460 %: pydantic-ai
            ModelCopyWriter,
            WriterContext,
        )

        writer_context = WriterContext(
            pictures=MediaPictureStore(),
            answers=DynamoResponseCache(self._core.table, self._core.clock, self._core.ids),
            budget=self._core.budget,
            prices=self._prices,
            craft_words=for_prompt(),
        )
        writers = [
            ModelCopyWriter(_vendor(name), self._access(name), writer_context) for name in names
        ]
        chain = ChainedCopyWriter(writers, FactsCopyWriter(), settings.writing_seconds)
        return FactCheckedWriter(chain)

    @cached_property
    def _prices(self) -> Prices:
        return Prices(self._core.settings.model_prices)

    def _access(self, name: str) -> "ModelAccess":
        from functions.content.adapters.models import ModelAccess  # noqa: PLC0415  # as above

        known = self._core.settings
        url, model = {
            "gemini": (known.gemini_url, known.gemini_model),
            "claude": (known.anthropic_url, known.anthropic_model),
            "gpt": (known.openai_url, known.openai_model),
        }[name]
        return ModelAccess(url, known.key(name), model, known.writer_seconds)

    def _image_access(self, name: str) -> "ModelAccess":
        from functions.content.adapters.models import ModelAccess  # noqa: PLC0415  # as above

        known = self._core.settings
        url, model = {
            "gemini": (known.gemini_url, known.gemini_image_model),
            "gpt": (known.openai_url, known.openai_image_model),
        }[name]
        return ModelAccess(url, known.key(name), model, known.image_generator_seconds)


def _vendor(name: str) -> "Vendor":
    # Only the vendors that are asked are imported: each brings a library of its own.
    if name == "gemini":
        from functions.content.adapters.gemini import Gemini  # noqa: PLC0415  # google-genai

        return Gemini()
    if name == "claude":
        from functions.content.adapters.claude import Claude  # noqa: PLC0415  # anthropic

        return Claude()
    from functions.content.adapters.gpt import Gpt  # noqa: PLC0415  # openai

    return Gpt()


def _image_vendor(name: str) -> "ImageVendor":
    if name == "gemini":
        from functions.content.adapters.images_gemini import GeminiImages  # noqa: PLC0415  # google-genai

        return GeminiImages()
    from functions.content.adapters.images_gpt import GptImages  # noqa: PLC0415  # openai

    return GptImages()
