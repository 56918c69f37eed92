"""The AI providers' stand-ins and the writers that ask them, for the tests of content."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from functions.content.adapters.chain import ChainedCopyWriter
from functions.content.adapters.facts import FactsCopyWriter
from functions.content.adapters.models import ModelCopyWriter
from functions.content.errors.drafts import PhotoNotFound
from functions.content.model.facts import Facts
from functions.content.model.wording import Brief, Written
from functions.content.ports.ai import StoredPicture
from infra.local.sandbox import credentials, journal
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World
from kernel.aws.table import Table
from kernel.ids import CountedIds
from llm.access import ModelAccess
from llm.budget import DynamoBudget
from llm.cache import DynamoResponseCache
from llm.claude import Claude
from llm.gemini import Gemini
from llm.gpt import Gpt
from llm.language import LanguageContext, LanguageModel, LanguageVendor
from llm.prices import Prices
from tests.clocks import SharedClock

ASHA, ONE = "user_asha", f"photo_{1:026d}"
NOON = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
LIMIT = 1_000_000
VASE = Facts(title="Blue vase", craft="Blue pottery", region="Jaipur", link="https://asha.example")


@dataclass(frozen=True)
class ModelProvider:
    """One vendor as tests name it: where it is, its key, its model, and the path that is asked."""

    name: str
    vendor: Callable[[], LanguageVendor]
    sandbox: str
    host: str
    key: str
    model: str
    path: str


GEMINI = ModelProvider(
    "gemini",
    Gemini,
    "gemini",
    "generativelanguage.googleapis.com",
    credentials.GEMINI_API_KEY,
    "gemini-3.6-flash",
    "/v1beta/models/gemini-3.6-flash:generateContent",
)
CLAUDE = ModelProvider(
    "claude",
    Claude,
    "anthropic",
    "api.anthropic.com",
    credentials.ANTHROPIC_API_KEY,
    "claude-sonnet-5-5",
    "/v1/messages",
)
GPT = ModelProvider(
    "gpt",
    Gpt,
    "openai",
    "api.openai.com",
    credentials.OPENAI_API_KEY,
    "gpt-5.6-luna",
    "/v1/responses",
)
PROVIDERS = (GEMINI, CLAUDE, GPT)


def webp(colour: tuple[int, int, int] = (30, 60, 160)) -> bytes:
    """A small picture, blue unless said otherwise."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "WEBP")
    return file.getvalue()


class OnePicture:
    """The `Pictures` port."""

    def __init__(self, content: bytes | None = None) -> None:
        self._content = content if content is not None else webp()

    def look(self, _owner_id: str, _photo_id: str) -> StoredPicture:
        if not self._content:
            raise PhotoNotFound
        return StoredPicture(self._content, "image/webp")


@dataclass
class Writers:
    """Writers on one sandbox and the tables of one test."""

    server: SandboxServer
    clock: SharedClock
    limit: int = LIMIT
    pictures: OnePicture = field(default_factory=OnePicture)
    ids: CountedIds = field(default_factory=CountedIds)
    naps: list[float] = field(default_factory=list)
    prices: Prices = field(default_factory=Prices)

    @property
    def budget(self) -> DynamoBudget:
        """The day's budget in the test's table."""
        return DynamoBudget(Table("haat-content"), self.limit, self.clock, self.ids)

    @property
    def answers(self) -> DynamoResponseCache:
        """The kept answers in the test's table; waiting takes no time here."""
        table = Table("haat-content")
        return DynamoResponseCache(table, self.clock, self.ids, patience=1, sleep=self.naps.append)

    @property
    def context(self) -> LanguageContext:
        """What the models work with; pauses are in their middle."""
        return LanguageContext(self.answers, self.budget, self.prices, chance=lambda: 0.5)

    def writer(self, provider: ModelProvider, **more: Any) -> ModelCopyWriter:
        """The writer on this vendor; `key`, `model` and `seconds` as asked for."""
        access = ModelAccess(
            self.server.host(provider.host),
            more.get("key", provider.key),
            more.get("model", provider.model),
            more.get("seconds", 20.0),
            pause=0.01,
        )
        return ModelCopyWriter(
            LanguageModel(provider.vendor(), access, self.context), self.pictures
        )

    def write(self, *providers: ModelProvider, brief: Brief | None = None, **more: Any) -> Written:
        """Words of the chain of these vendors and the facts writer."""
        writers = [self.writer(provider, **more) for provider in providers]
        chain = ChainedCopyWriter(writers, FactsCopyWriter(), more.get("together", 60.0))
        return chain.write(brief or Brief(ASHA, ONE, VASE))

    def asked(self, provider: ModelProvider) -> list[dict[str, Any]]:
        """The requests in the vendor's log, oldest first."""
        return [
            dict(entry) for entry in journal.entries(self.server.world, provider.sandbox, 0, None)
        ]

    def spent(self) -> int:
        """Asha's micros of today."""
        return self.budget.today(ASHA).spent


class StubModel:
    """A vendor, Google's kind, whose model answers with the given texts, one after the other."""

    VENDOR = "gemini"

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def apps(self, _world: World) -> dict[str, ASGIApp]:
        route = Route("/{path:path}", self._speak, methods=["POST"])
        return {GEMINI.host: Starlette(routes=[route])}

    async def _speak(self, _request: Request) -> Response:
        part = {"text": self._answers.pop(0)}
        candidate = {"content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}
        usage = {"promptTokenCount": 1000, "candidatesTokenCount": 200, "totalTokenCount": 1200}
        return JSONResponse({"candidates": [candidate], "usageMetadata": usage})

    def posts(self, _world: World) -> list[Post]:
        return []

    def fault_response(self, _kind: str, status: int, _request: Request) -> Response:
        return Response(status_code=status)
