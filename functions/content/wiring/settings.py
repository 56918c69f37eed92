"""The settings of content, from the environment."""

from kernel.settings import Settings


class ContentSettings(Settings):
    """Settings of content; without any key the facts writer writes, and image jobs fail.

    `writers` and `image_generators` are asked in this order, those without a key never; the keys
    are in `llm.settings`. All writers of one text share `writing_seconds`. `daily_budget_micros`
    is in millionths of a US dollar per person, `everybodys_budget_micros` of all together.
    """

    content_table: str
    photo_bucket: str = ""
    writers: str = "gemini,claude,gpt"
    image_generators: str = "gemini,gpt"
    writer_seconds: float = 40.0
    writing_seconds: float = 100.0
    image_generator_seconds: float = 70.0
    daily_budget_micros: int = 1_000_000
    everybodys_budget_micros: int = 50_000_000
