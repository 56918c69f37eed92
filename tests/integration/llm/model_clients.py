"""Models on the vendors' stand-ins, whose budget and responses are in catalog's table."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import BaseModel, Field

from infra.local.sandbox import credentials, journal
from infra.local.sandbox.server import SandboxServer
from kernel.aws.table import Table
from kernel.ids import RandomIds
from llm.budget import DynamoBudget
from llm.cache import DynamoResponseCache
from llm.images import ImageContext, ImageModel
from llm.language import LanguageContext, LanguageModel, Question
from llm.models import image_models, language_models
from llm.pictures import Picture
from llm.prices import Prices
from llm.prompts import Prompt, block
from llm.settings import ModelSettings
from tests.clocks import SharedClock

ASHA = "user_asha"
NOON = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
"""Noon in India."""
SANDBOX_NAMES = {"gemini": "gemini", "claude": "anthropic", "gpt": "openai"}


class Label(BaseModel):
    """What the models of these tests fill in."""

    title: str = Field(description="A name for the piece")


@dataclass(frozen=True)
class Name:
    """What becomes of it."""

    words: str


def question(words: str = "A vase", picture: Picture | None = None) -> Question[Label, Name]:
    """A question of Asha's."""
    prompt = Prompt("name_v1", "Name the piece.", block("piece", {"words": words}), 2000)
    return Question(ASHA, prompt, Label, Name, lambda label: Name(label.title), picture)


@dataclass
class ModelClients:
    """Models with a key each, for a context whose table is catalog's."""

    server: SandboxServer
    clock: SharedClock

    @property
    def settings(self) -> ModelSettings:
        """The stand-ins' addresses and keys."""
        return ModelSettings.load(
            {
                "GEMINI_URL": self.server.host("generativelanguage.googleapis.com"),
                "GEMINI_API_KEY": credentials.GEMINI_API_KEY,
                "ANTHROPIC_URL": self.server.host("api.anthropic.com"),
                "ANTHROPIC_API_KEY": credentials.ANTHROPIC_API_KEY,
                "OPENAI_URL": self.server.host("api.openai.com"),
                "OPENAI_API_KEY": credentials.OPENAI_API_KEY,
            }
        )

    @property
    def budget(self) -> DynamoBudget:
        """A dollar a day."""
        return DynamoBudget(Table("haat-catalog"), 1_000_000, self.clock, RandomIds())

    def language(self, order: str) -> list[LanguageModel]:
        """The language models in `order`."""
        answers = DynamoResponseCache(Table("haat-catalog"), self.clock, RandomIds())
        context = LanguageContext(answers, self.budget, Prices())
        return language_models(self.settings, order, 20.0, context)

    def images(self, order: str) -> list[ImageModel]:
        """The image models in `order`."""
        return image_models(self.settings, order, 20.0, ImageContext(self.budget, Prices()))

    def requests(self, name: str) -> int:
        """How many requests the vendor got."""
        return len(journal.entries(self.server.world, SANDBOX_NAMES[name], 0, None))
