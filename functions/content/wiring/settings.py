"""The settings of content, from the environment."""

from pydantic import Field, Json, SecretStr

from kernel.settings import Settings


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
