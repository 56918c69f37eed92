"""The parts for the workers that write words and make pictures, by models or from facts."""

from functools import cached_property

from functions.content.adapters.facts import FactsCopyWriter
from functions.content.adapters.media import MediaPictureStore
from functions.content.adapters.s3 import S3Backdrops
from functions.content.model.glossary import for_prompt
from functions.content.ports.ai import CopyWriter
from functions.content.service.ai_jobs import CopyJob, ImageJob
from functions.content.service.copy_writing import CopyWriting
from functions.content.service.fact_checking import FactCheckedWriter
from functions.content.wiring.core import ContentCore
from llm.cache import DynamoResponseCache
from llm.prices import Prices
from llm.settings import ModelSettings


class WritingParts:
    """Writers and image generators."""

    def __init__(self, core: ContentCore) -> None:
        self._core = core

    @cached_property
    def copy_writing(self) -> CopyWriting:
        """The service that writes drafts, for the worker."""
        core = self._core
        return CopyWriting(
            core.drafts, core.pieces, self.writer, core.platforms, core.voices, core.clock
        )

    @cached_property
    def copy_job(self) -> CopyJob:
        """The service that makes the words of jobs, for the copy worker."""
        core = self._core
        apply = core.regeneration.regenerated
        return CopyJob(self.writer, core.drafts, core.pieces, core.voices, apply)

    @cached_property
    def image_job(self) -> ImageJob:
        """The service that makes the pictures of jobs, for the image worker."""
        from functions.content.adapters.image_generation import (  # noqa: PLC0415  # as for words
            BackdropContext,
            ModelImageGenerator,
        )
        from llm.images import ImageContext  # noqa: PLC0415  # as above
        from llm.models import image_models  # noqa: PLC0415  # as above

        settings = self._core.settings
        models = image_models(
            self.model_settings,
            settings.image_generators,
            settings.image_generator_seconds,
            ImageContext(self._core.budget, self._prices),
        )
        backdrops = S3Backdrops(settings.photo_bucket)
        context = BackdropContext(MediaPictureStore(), backdrops, self._core.platforms)
        return ImageJob(ModelImageGenerator(models, context))

    @cached_property
    def writer(self) -> CopyWriter:
        """The models with a key in their order, then the facts writer; or only the facts writer."""
        settings = self._core.settings
        if not self.model_settings.chosen(settings.writers):
            return FactsCopyWriter()
        from functions.content.adapters.chain import ChainedCopyWriter  # noqa: PLC0415  # as below
        from functions.content.adapters.models import ModelCopyWriter  # noqa: PLC0415  # +460 %: pydantic-ai
        from llm.language import LanguageContext  # noqa: PLC0415  # as above
        from llm.models import language_models  # noqa: PLC0415  # as above

        context = LanguageContext(
            answers=DynamoResponseCache(self._core.table, self._core.clock, self._core.ids),
            budget=self._core.budget,
            prices=self._prices,
        )
        models = language_models(
            self.model_settings, settings.writers, settings.writer_seconds, context
        )
        writers = [ModelCopyWriter(model, MediaPictureStore(), for_prompt()) for model in models]
        chain = ChainedCopyWriter(writers, FactsCopyWriter(), settings.writing_seconds)
        return FactCheckedWriter(chain)

    @cached_property
    def model_settings(self) -> ModelSettings:
        """The settings of the models, with their keys."""
        return ModelSettings.load()

    @cached_property
    def _prices(self) -> Prices:
        return Prices(self.model_settings.model_prices)
