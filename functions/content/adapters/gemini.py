"""The writer that looks at the picture: Google's Gemini through pydantic-ai, structured output.

https://ai.google.dev/api/generate-content; only workers import this module (it costs seconds).
"""

import asyncio
import json
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field
from pydantic_ai import Agent, BinaryContent, NativeOutput, UsageLimits
from pydantic_ai.exceptions import (
    AgentRunError,
    ContentFilterError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
)
from pydantic_ai.models.google import GoogleModel, GoogleModelSettings
from pydantic_ai.providers.google import GoogleProvider

from functions.content.errors import NoSuchPhoto, WriterFailed
from functions.content.model.facts import Facts, questions
from functions.content.model.wording import (
    Brief,
    Copy,
    Writer,
    Written,
    tidied,
    tidied_questions,
)
from functions.content.ports import Picture, Pictures
from kernel.errors import Problem
from kernel.http import MEGABYTE, guarded_async_client

NAME = "gemini"
PROMPT = Path(__file__).with_name("gemini_prompt_v1.txt")
_TRIES = 2
_MOST_TOKENS = 4096
_SHORTEST_PAUSE = 0.5


class Reply(BaseModel):
    """What the model is to answer; lengths are bounded afterwards, by us."""

    title: str = Field(description="What a buyer would search for, at most 100 characters")
    description: str = Field(description="40 to 120 words about the piece")
    hashtags: list[str] = Field(description="Three to eight, each starting with #")
    alt_text: str = Field(description="One sentence that says what the photograph shows")
    questions: list[str] = Field(
        default_factory=list, description="Up to three questions to the artisan"
    )


@dataclass(frozen=True, slots=True)
class GeminiAccess:
    """Where the model is and how long it may take; `seconds` bounds both tries together."""

    url: str
    key: str
    model: str
    seconds: float = 30.0
    pause: float = _SHORTEST_PAUSE


# The first line that fits decides: what the artisan is told, and whether a second try may help.
_FAILURES: tuple[tuple[tuple[type[BaseException], ...], str, bool], ...] = (
    ((ContentFilterError,), "Gemini declined to write about this picture.", False),
    ((ModelTimeoutError, TimeoutError), "Gemini did not answer in time.", False),
    (
        (ModelRateLimitError, ModelQuotaExceededError),
        "Gemini takes no more requests from us at the moment.",
        False,
    ),
    ((ModelAuthenticationError,), "Gemini does not accept our key.", False),
    ((ModelConnectionError, Problem), "The connection to Gemini failed.", True),
    ((ModelServerError, ModelUnavailableError), "Gemini has a fault at the moment.", True),
    ((ModelHTTPError,), "Gemini refused our request.", False),
    ((ModelAPIError, AgentRunError), "Gemini gave an answer that we cannot use.", True),
)
_REMEDY = "These words are put together from your facts alone; ask for a rewrite later if you like."


class GeminiCopyWriter:
    """The `CopyWriter` port on the Gemini API: at most two requests, no other retries."""

    def __init__(self, access: GeminiAccess, pictures: Pictures) -> None:
        self._access = access
        self._pictures = pictures

    def write(self, brief: Brief) -> Written:
        """Words from the picture and the facts; raises `WriterFailed`."""
        try:
            picture = self._pictures.look(brief.owner_id, brief.photo_id)
        except NoSuchPhoto as error:
            raise WriterFailed("The picture could not be looked at.", remedy=_REMEDY) from error
        # With a loop of its own factory, the loop that this thread may already have stays in place.
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            reply = runner.run(self._ask(brief.facts, picture))
        copy = Copy(reply.title, reply.description, tuple(reply.hashtags), reply.alt_text)
        tidy = tidied(copy, brief.facts)
        if not tidy.title or not tidy.description:
            raise WriterFailed("Gemini gave an answer that we cannot use.", remedy=_REMEDY)
        asked = tidied_questions(tuple(reply.questions)) or questions(brief.facts)
        return Written(tidy, Writer(NAME, model=self._access.model), asked)

    async def _ask(self, facts: Facts, picture: Picture) -> Reply:
        client = guarded_async_client(timeout=self._access.seconds, max_bytes=MEGABYTE)
        async with client:
            provider = GoogleProvider(
                api_key=self._access.key, base_url=self._access.url, http_client=client
            )
            agent = Agent(
                GoogleModel(self._access.model, provider=provider),
                output_type=NativeOutput(Reply),
                instructions=PROMPT.read_text(encoding="utf-8"),
                model_settings=GoogleModelSettings(
                    temperature=0.4,
                    max_tokens=_MOST_TOKENS,
                    # Else pydantic-ai lets the model go on for 20 minutes after we hung up.
                    extra_headers={"X-Server-Timeout": str(ceil(self._access.seconds))},
                ),
                retries=0,
            )
            try:
                async with asyncio.timeout(self._access.seconds):
                    return await self._tried(agent, _prompt(facts, picture))
            except (AgentRunError, TimeoutError, Problem) as error:
                raise WriterFailed(_failure(error)[0], remedy=_REMEDY) from error

    async def _tried(self, agent: Agent[Any, Reply], prompt: list[str | BinaryContent]) -> Reply:
        for left in reversed(range(_TRIES)):
            try:
                answer = await agent.run(prompt, usage_limits=UsageLimits(request_limit=1))
            except (AgentRunError, Problem) as error:
                if not left or not _failure(error)[1]:
                    raise
                await asyncio.sleep(self._access.pause)
            else:
                return answer.output
        raise AssertionError("the last try returns or raises")


def _failure(error: BaseException) -> tuple[str, bool]:
    return next((told, again) for kinds, told, again in _FAILURES if isinstance(error, kinds))


def _prompt(facts: Facts, picture: Picture) -> list[str | BinaryContent]:
    told = {
        "title": facts.title,
        "craft": facts.craft,
        "materials": list(facts.materials),
        "technique": facts.technique,
        "region": facts.region,
        "dimensions": facts.dimensions,
        "story": facts.story,
    }
    given = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)
    # Escaped, so that no fact can end the block that marks it as data.
    data = given.replace("<", "\\u003c").replace(">", "\\u003e")
    return [
        f"<artisan_facts>\n{data}\n</artisan_facts>",
        BinaryContent(picture.content, media_type=picture.media_type),
    ]
