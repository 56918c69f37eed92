"""Copy writers on language models through pydantic-ai: photo and facts in, structured output.

Only workers import this module: the import takes seconds.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from pydantic_ai import Agent, BinaryContent, NativeOutput, RunUsage, UsageLimits
from pydantic_ai.exceptions import AgentRunError, ModelAPIError, ModelConnectionError
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings

from functions.content.adapters.failures import after, outcome
from functions.content.adapters.prices import Prices
from functions.content.adapters.prompts import Prompt, prompt_for
from functions.content.adapters.replies import FieldReply, Reply
from functions.content.errors.drafts import PhotoNotFound
from functions.content.errors.jobs import WriterFailed
from functions.content.model.wording import Brief, Cost, Writer, Written
from functions.content.ports.ai import Budget, PictureStore, ResponseCache, StoredPicture
from kernel.addresses import AddressForbidden
from kernel.http import MEGABYTE, AsyncClient, ResponseLost, guarded_async_client

_TRIES = 3
_LONGEST_PAUSE = 5.0  # whoever asks for more is not waited for: the next writer is there
_LEAST_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """How to reach a model; `seconds` bounds all tries together, `pause` starts the backoff."""

    url: str
    key: str
    model: str
    seconds: float = 30.0
    pause: float = 0.5


class Vendor(Protocol):
    """A vendor of language models, and how to reach its models through pydantic-ai."""

    @property
    def name(self) -> str:
        """The writer's name, such as `gemini`."""
        ...

    @property
    def title(self) -> str:
        """The vendor's name as shown to the artisan, such as `Gemini`."""
        ...

    def model(self, access: ModelAccess, client: AsyncClient) -> Model:
        """The model that `access` names, over `client`, without retries of its own."""
        ...

    def settings(self, access: ModelAccess) -> ModelSettings:
        """The model settings that this vendor needs beside the prompt."""
        ...


@dataclass(frozen=True, slots=True)
class WriterContext:
    """What each `ModelCopyWriter` needs; `craft_words` is the glossary for the prompt."""

    pictures: PictureStore
    answers: ResponseCache
    budget: Budget
    prices: Prices
    craft_words: str = ""
    chance: Callable[[], float] = random.random


class ModelCopyWriter:
    """The `CopyWriter` port on one model: at most three requests, no other retries."""

    def __init__(self, vendor: Vendor, access: ModelAccess, writer_context: WriterContext) -> None:
        self.name, self.title = vendor.name, vendor.title
        self._vendor = vendor
        self._access = access
        self._context = writer_context

    def write(self, brief: Brief, seconds: float | None = None) -> Written:
        """Write from photo and facts, within the smaller of `seconds` and the model's own limit.

        Raises `WriterFailed`, `DailyBudgetSpent`, and `TryLater` while another request asks the
        model an equal question.
        """
        allowed = min(seconds or self._access.seconds, self._access.seconds)
        if allowed < _LEAST_SECONDS and seconds is not None:
            raise WriterFailed(f"There was no time left for {self.title}.")
        picture = self._picture(brief)
        prompt = prompt_for(brief, self._context.craft_words)
        names = (brief.owner_id, self.name, self._access.model)
        seen = picture.content if picture else b""
        question = prompt.digest(*(name.encode() for name in names), seen)
        ask = _Asking(self, brief, prompt, picture, allowed)
        written, fresh = self._context.answers.once(question, ask)
        return written if fresh else replace(written, cost=Cost(model=self._access.model))

    def _picture(self, brief: Brief) -> StoredPicture | None:
        if not brief.photo_id:
            return None
        try:
            return self._context.pictures.look(brief.owner_id, brief.photo_id)
        except PhotoNotFound as error:
            raise WriterFailed("The picture could not be looked at.") from error

    def ask(self, asking: "_Asking") -> Written:
        """Ask the model and charge the budget; raises `WriterFailed` and `DailyBudgetSpent`."""
        # With a loop of its own factory, the loop that this thread may already have stays in place.
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            return runner.run(self._asked(asking))

    async def _asked(self, asking: "_Asking") -> Written:
        client = guarded_async_client(timeout=asking.seconds, max_bytes=MEGABYTE)
        async with client:
            model = self._vendor.model(replace(self._access, seconds=asking.seconds), client)
            settings = self._vendor.settings(replace(self._access, seconds=asking.seconds))
            agent: Agent[None, Reply | FieldReply] = Agent(
                model,
                output_type=NativeOutput(FieldReply if asking.brief.rewrite else Reply),
                instructions=asking.prompt.instructions,
                model_settings={**settings, "max_tokens": asking.prompt.most_tokens},
                retries=0,
            )
            try:
                async with asyncio.timeout(asking.seconds):
                    return await self._tried(agent, asking)
            except (AgentRunError, TimeoutError, ResponseLost, AddressForbidden) as error:
                raise WriterFailed(outcome(error, self.title).data) from error

    async def _tried(self, agent: Agent[None, Reply | FieldReply], asking: "_Asking") -> Written:
        spent = Cost(model=self._access.model)
        for left in reversed(range(_TRIES)):
            reservation = _Bill(self._context, asking, self._access.model)
            try:
                with reservation:
                    written = await self._answered(agent, asking, reservation)
            except (AgentRunError, ResponseLost) as error:
                pause = self._pause(_TRIES - 1 - left, error)
                if not left or not outcome(error, self.title).again or pause is None:
                    raise
                spent = _sum(spent, reservation.cost)
                await asyncio.sleep(pause)
            else:
                return replace(written, cost=_sum(spent, reservation.cost))
        raise AssertionError("the last try returns or raises")

    async def _answered(
        self, agent: Agent[None, Reply | FieldReply], asking: "_Asking", reservation: "_Bill"
    ) -> Written:
        limits = UsageLimits(request_limit=1)
        parts: list[str | BinaryContent] = [asking.prompt.data]
        if asking.picture:
            shown = asking.picture
            parts.append(BinaryContent(shown.content, media_type=shown.media_type))
        answer = await agent.run(parts, usage_limits=limits, usage=reservation.usage)
        model = self._access.model
        note = self._context.prices.remark(model)
        writer = Writer(self.name, model=model, note=note, prompt=asking.prompt.id)
        return answer.output.to_written(asking.brief, writer)

    def _pause(self, tries: int, error: BaseException) -> float | None:
        """Seconds until the next try, None when the vendor wants more than we wait."""
        wanted = after(error)
        if wanted > _LONGEST_PAUSE:
            return None
        backoff = self._access.pause * 2.0**tries
        return max(backoff * (0.5 + self._context.chance()), wanted)


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question to a model, answered within `seconds`; a call of the object asks it."""

    writer: ModelCopyWriter
    brief: Brief
    prompt: Prompt
    picture: StoredPicture | None
    seconds: float

    def __call__(self) -> Written:
        return self.writer.ask(self)


class _Bill:
    """Reserves a request's highest cost in the budget, and settles its actual cost afterwards.

    A lost answer may have been charged, so such a request settles at its highest cost.
    """

    def __init__(self, writer_context: WriterContext, asking: _Asking, model: str) -> None:
        self.usage = RunUsage()
        self.cost = Cost(model=model)
        self._context = writer_context
        self._model = model
        self._most = writer_context.prices.cost(
            model, asking.prompt.tokens, asking.prompt.most_tokens
        )
        self._reservation = writer_context.budget.reserve(asking.brief.owner_id, self._most.micros)

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        used = self.usage
        self.cost = self._context.prices.cost(self._model, used.input_tokens, used.output_tokens)
        if _lost(error) and not self.cost.micros:
            self.cost = self._most
        self._context.budget.settle(self._reservation, self.cost.micros)


def _lost(error: BaseException | None) -> bool:
    if isinstance(error, ModelConnectionError):
        return error.phase not in {"pool", "connect"}
    if isinstance(error, ModelAPIError) or error is None:
        return False
    return isinstance(error, ResponseLost | asyncio.CancelledError)


def _sum(one: Cost, other: Cost) -> Cost:
    return Cost(
        one.input_tokens + other.input_tokens,
        one.output_tokens + other.output_tokens,
        one.micros + other.micros,
        other.model,
    )
