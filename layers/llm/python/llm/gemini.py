"""Google's Gemini as a language model.

https://ai.google.dev/api/generate-content
"""

from math import ceil

from pydantic_ai.models import Model
from pydantic_ai.models.google import GoogleModel, GoogleModelSettings
from pydantic_ai.providers.google import GoogleProvider
from pydantic_ai.settings import ModelSettings

from kernel.http import AsyncClient
from llm.access import ModelAccess


def google_provider(access: ModelAccess, client: AsyncClient) -> GoogleProvider:
    """The pydantic-ai provider for Google over `client`."""
    return GoogleProvider(api_key=access.key, base_url=access.url, http_client=client)


class Gemini:
    """The `LanguageVendor` Google."""

    name = "gemini"
    title = "Gemini"

    def model(self, access: ModelAccess, client: AsyncClient) -> Model:
        """The model that `access` names, over `client`."""
        return GoogleModel(access.model, provider=google_provider(access, client))

    def settings(self, access: ModelAccess) -> ModelSettings:
        """Settings that end the model at our timeout; pydantic-ai would give it 20 minutes."""
        seconds = str(ceil(access.seconds))
        return GoogleModelSettings(
            temperature=0.4, thinking="low", extra_headers={"X-Server-Timeout": seconds}
        )
