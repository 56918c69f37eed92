"""Language models through pydantic-ai: a prompt and a picture in, structured output out.

Only workers import this module: the import takes seconds.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from pydantic_ai import Agent, BinaryContent, NativeOutput, RunUsage, UsageLimits
from pydantic_ai.exceptions import AgentRunError, ModelAPIError, ModelConnectionError
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings

from kernel.addresses import AddressForbidden
from kernel.http import MEGABYTE, AsyncClient, ResponseLost, guarded_async_client
from llm.access import ModelAccess
from llm.budget import DynamoBudget
from llm.cache import DynamoResponseCache
from llm.costs import Cost
from llm.errors import ModelFailed
from llm.failures import outcome
from llm.pictures import Picture
from llm.prices import Prices
from llm.prompts import Prompt
from llm.retries import TRIES, pause

_LEAST_SECONDS = 3.0

R = TypeVar("R")
A = TypeVar("A")


class LanguageVendor(Protocol):
    """A vendor of language models, and how to reach its models through pydantic-ai."""

    @property
    def name(self) -> str:
        """The vendor's name in settings, such as `gemini`."""
        ...

    @property
    def title(self) -> str:
        """The vendor's name as shown to people, such as `Gemini`."""
        ...

    def model(self, access: ModelAccess, client: AsyncClient) -> Model:
        """The model that `access` names, over `client`, without retries of its own."""
        ...

    def settings(self, access: ModelAccess) -> ModelSettings:
        """The model settings that this vendor needs beside the prompt."""
        ...


@dataclass(frozen=True, slots=True)
class Question(Generic[R, A]):
    """What a model is asked on behalf of `owner_id`, and what becomes of its answer.

    The model fills the schema `output`; `read` turns that into the answer, which is of the class
    `kind` and cached as such. `read` raises pydantic-ai's `UnexpectedModelBehavior` for output
    that is of no use, and the model is asked again.
    """

    owner_id: str
    prompt: Prompt
    output: type[R]
    kind: type[A]
    read: Callable[[R], A]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Answer(Generic[A]):
    """A model's answer, and what it cost now: nothing if it was cached."""

    value: A
    cost: Cost


@dataclass(frozen=True, slots=True)
class LanguageContext:
    """What each `LanguageModel` needs beside its vendor."""

    answers: DynamoResponseCache
    budget: DynamoBudget
    prices: Prices
    chance: Callable[[], float] = random.random


class LanguageModel:
    """One model: at most three requests for a question, no other retries; equal questions once."""

    def __init__(
        self, vendor: LanguageVendor, access: ModelAccess, context: LanguageContext
    ) -> None:
        self.name, self.title, self.model = vendor.name, vendor.title, access.model
        self._vendor = vendor
        self._access = access
        self._context = context

    @property
    def remark(self) -> str | None:
        """A remark for the person that the model's price is unknown; None for a known price."""
        return self._context.prices.remark(self.model)

    def ask(self, question: Question[R, A], seconds: float | None = None) -> Answer[A]:
        """The answer, within the smaller of `seconds` and the model's own limit.

        Raises `ModelFailed`, `DailyBudgetSpent`, and `TryLater` while another request asks the
        model an equal question.
        """
        allowed = min(seconds or self._access.seconds, self._access.seconds)
        if allowed < _LEAST_SECONDS and seconds is not None:
            raise ModelFailed(f"There was no time left for {self.title}.")
        cost = Cost(self.model)

        def ask() -> A:
            nonlocal cost
            # A loop of its own leaves the one that this thread may already have in place.
            with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
                value, cost = runner.run(self._asked(question, allowed))
            return value

        value = self._context.answers.once(self._digest(question), question.kind, ask)
        return Answer(value, cost)

    def _digest(self, question: Question[R, A]) -> str:
        names = (question.owner_id, self.name, self.model)
        seen = question.picture.content if question.picture else b""
        return question.prompt.digest(*(name.encode() for name in names), seen)

    async def _asked(self, question: Question[R, A], seconds: float) -> tuple[A, Cost]:
        access = replace(self._access, seconds=seconds)
        async with guarded_async_client(timeout=seconds, max_bytes=MEGABYTE) as client:
            agent: Agent[None, R] = Agent(
                self._vendor.model(access, client),
                output_type=NativeOutput(question.output),
                instructions=question.prompt.instructions,
                model_settings={
                    **self._vendor.settings(access),
                    "max_tokens": question.prompt.most_tokens,
                },
                retries=0,
            )
            try:
                async with asyncio.timeout(seconds):
                    return await self._tried(agent, question)
            except (AgentRunError, TimeoutError, ResponseLost, AddressForbidden) as error:
                raise ModelFailed(outcome(error, self.title).data) from error

    async def _tried(self, agent: Agent[None, R], question: Question[R, A]) -> tuple[A, Cost]:
        spent = Cost(self.model)
        for left in reversed(range(TRIES)):
            reservation = _CostReservation(self._context, question, self.model)
            try:
                with reservation:
                    value = await self._answered(agent, question, reservation)
            except (AgentRunError, ResponseLost) as error:
                chance = self._context.chance()
                wait = pause(self._access, TRIES - 1 - left, error, chance)
                if not left or not outcome(error, self.title).again or wait is None:
                    raise
                spent = spent.plus(reservation.cost)
                await asyncio.sleep(wait)
            else:
                return value, spent.plus(reservation.cost)
        raise AssertionError("the last try returns or raises")

    async def _answered(
        self, agent: Agent[None, R], question: Question[R, A], reservation: "_CostReservation"
    ) -> A:
        parts: list[str | BinaryContent] = [question.prompt.data]
        if question.picture:
            shown = question.picture
            parts.append(BinaryContent(shown.content, media_type=shown.media_type))
        limits = UsageLimits(request_limit=1)
        answer = await agent.run(parts, usage_limits=limits, usage=reservation.usage)
        return question.read(answer.output)


class _CostReservation:
    """Reserves a request's highest cost in the budget, and settles its actual cost afterwards.

    A lost answer may have been charged, so such a request settles at its highest cost.
    """

    def __init__(self, context: LanguageContext, question: Question[Any, Any], model: str) -> None:
        self.usage = RunUsage()
        self.cost = Cost(model)
        self._context = context
        self._model = model
        prompt = question.prompt
        self._most = context.prices.cost(model, prompt.tokens, prompt.most_tokens)
        self._reservation = context.budget.reserve(question.owner_id, self._most.micros)

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
