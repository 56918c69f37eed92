"""OpenAI's image models.

https://platform.openai.com/docs/guides/image-generation
"""

from pydantic_ai.images.base import ImageGenerationModel
from pydantic_ai.images.openai import OpenAIImageGenerationModel, OpenAIImageGenerationSettings
from pydantic_ai.images.settings import ImageGenerationSettings

from kernel.http import AsyncClient
from llm.access import ModelAccess
from llm.gpt import openai_provider
from llm.images import Ratio


class GptImages:
    """The `ImageVendor` OpenAI."""

    title = "GPT"

    def model(self, access: ModelAccess, client: AsyncClient) -> ImageGenerationModel:
        """The model that `access` names, over `client`."""
        provider = openai_provider(access, client)
        return OpenAIImageGenerationModel(access.model, provider=provider)

    def settings(self, ratio: Ratio) -> ImageGenerationSettings:
        """Settings for a PNG of this aspect ratio, in the medium quality that a backdrop needs."""
        return OpenAIImageGenerationSettings(
            aspect_ratio=ratio, openai_quality="medium", openai_output_format="png"
        )
