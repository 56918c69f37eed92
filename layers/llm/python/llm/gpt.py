"""OpenAI's language models.

https://platform.openai.com/docs/api-reference/responses
"""

from openai import AsyncOpenAI
from pydantic_ai.models import Model
from pydantic_ai.models.openai import OpenAIResponsesModel, OpenAIResponsesModelSettings
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings

from kernel.http import AsyncClient
from llm.access import ModelAccess


def openai_provider(access: ModelAccess, client: AsyncClient) -> OpenAIProvider:
    """OpenAI over `client`; the SDK's retries are off, because `LanguageModel` retries."""
    return OpenAIProvider(
        openai_client=AsyncOpenAI(
            api_key=access.key,
            base_url=f"{access.url.rstrip('/')}/v1",
            http_client=client,
            timeout=access.seconds,
            max_retries=0,
        )
    )


class Gpt:
    """The `LanguageVendor` OpenAI."""

    name = "gpt"
    title = "GPT"

    def model(self, access: ModelAccess, client: AsyncClient) -> Model:
        """The model that `access` names, over `client`."""
        return OpenAIResponsesModel(access.model, provider=openai_provider(access, client))

    def settings(self, _access: ModelAccess) -> ModelSettings:
        """Settings without storage at OpenAI, and with the low reasoning effort of a short text."""
        return OpenAIResponsesModelSettings(openai_store=False, openai_reasoning_effort="low")
