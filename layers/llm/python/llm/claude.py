"""Anthropic's language models.

https://platform.claude.com/docs/en/api/messages
"""

from anthropic import AsyncAnthropic
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.settings import ModelSettings

from kernel.http import AsyncClient
from llm.access import ModelAccess


class Claude:
    """The `LanguageVendor` Anthropic."""

    name = "claude"
    title = "Claude"

    def model(self, access: ModelAccess, client: AsyncClient) -> Model:
        """The model over `client`; the SDK's retries are off, because `LanguageModel` retries."""
        anthropic = AsyncAnthropic(
            api_key=access.key,
            base_url=access.url,
            http_client=client,
            timeout=access.seconds,
            max_retries=0,
        )
        return AnthropicModel(access.model, provider=AnthropicProvider(anthropic_client=anthropic))

    def settings(self, _access: ModelAccess) -> ModelSettings:
        """Empty settings: Anthropic's newest models take no temperature."""
        return ModelSettings()
