"""Google's image models.

https://ai.google.dev/gemini-api/docs/image-generation
"""

from pydantic_ai.images.base import ImageGenerationModel
from pydantic_ai.images.google import GoogleImageGenerationModel
from pydantic_ai.images.settings import ImageGenerationSettings

from kernel.http import AsyncClient
from llm.access import ModelAccess
from llm.gemini import google_provider
from llm.images import Ratio


class GeminiImages:
    """The `ImageVendor` Google."""

    title = "Gemini"

    def model(self, access: ModelAccess, client: AsyncClient) -> ImageGenerationModel:
        """The model that `access` names, over `client`."""
        provider = google_provider(access, client)
        return GoogleImageGenerationModel(access.model, provider=provider)

    def settings(self, ratio: Ratio) -> ImageGenerationSettings:
        """Settings with the aspect ratio; the size is the model's default, one thousand pixels."""
        return ImageGenerationSettings(aspect_ratio=ratio)
