"""The vendors' addresses, keys and models, from the environment."""

from pydantic import Field, Json, SecretStr

from kernel.settings import Settings
from llm.access import ModelAccess


class ModelSettings(Settings):
    """Settings of the models; a vendor without a key is never asked.

    `model_prices` adds to `prices.json`: model → dollars per million tokens in and out.
    """

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
    model_prices: Json[dict[str, tuple[str, str]]] = Field(default_factory=dict)

    def key(self, name: str) -> str:
        """The key of the vendor `name`, "" when it has none or is not known."""
        keys = {
            "gemini": self.gemini_api_key,
            "claude": self.anthropic_api_key,
            "gpt": self.openai_api_key,
        }
        return keys.get(name, SecretStr("")).get_secret_value()

    def chosen(self, order: str) -> list[str]:
        """The vendors' names in `order`, such as `gemini,claude`, that have a key."""
        names = [name.strip() for name in order.split(",")]
        return [name for name in dict.fromkeys(names) if self.key(name)]

    def language(self, name: str, seconds: float) -> ModelAccess:
        """How to reach the language model of the vendor `name`."""
        url, model = {
            "gemini": (self.gemini_url, self.gemini_model),
            "claude": (self.anthropic_url, self.anthropic_model),
            "gpt": (self.openai_url, self.openai_model),
        }[name]
        return ModelAccess(url, self.key(name), model, seconds)

    def images(self, name: str, seconds: float) -> ModelAccess:
        """How to reach the image model of the vendor `name`."""
        url, model = {
            "gemini": (self.gemini_url, self.gemini_image_model),
            "gpt": (self.openai_url, self.openai_image_model),
        }[name]
        return ModelAccess(url, self.key(name), model, seconds)
