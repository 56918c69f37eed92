"""Image models through pydantic-ai: a prompt and a picture in, one picture out.

Only workers import this module: the import takes seconds.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic_ai import BinaryImage
from pydantic_ai.exceptions import (
    AgentRunError,
    ContentFilterError,
    ModelAPIError,
    ModelHTTPError,
    UserError,
)
from pydantic_ai.images.base import ImageGenerationModel
from pydantic_ai.images.result import ImageGenerationResult
from pydantic_ai.images.settings import ImageGenerationSettings

from kernel.addresses import AddressForbidden
from kernel.http import MEGABYTE, AsyncClient, ResponseLost, guarded_async_client
from llm.access import ModelAccess
from llm.budget import DynamoBudget
from llm.costs import Cost
from llm.errors import ImageDeclined, ModelFailed
from llm.failures import outcome
from llm.pictures import Picture
from llm.prices import Prices
from llm.retries import TRIES, pause

_MOST_BYTES = 30 * MEGABYTE  # base64 of the largest picture that is taken
_MOST_TOKENS = 6500  # no vendor counts more for one picture of these ratios
_NOT_MADE = (429, 500, 502, 503, 529)

Ratio = Literal["1:1", "3:4", "16:9", "9:16"]


class ImageVendor(Protocol):
    """A vendor of image models, and how to reach its models through pydantic-ai."""

    @property
    def title(self) -> str:
        """The vendor's name as shown to people."""
        ...

    def model(self, access: ModelAccess, client: AsyncClient) -> ImageGenerationModel:
        """The model that `access` names, over `client`, without retries of its own."""
        ...

    def settings(self, ratio: Ratio) -> ImageGenerationSettings:
        """The vendor's settings for a picture of this aspect ratio."""
        ...


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """A picture to draw on behalf of `owner_id`; `shown` is a picture to take up."""

    owner_id: str
    prompt: str
    ratio: Ratio
    shown: Picture | None = None

    @property
    def images(self) -> list[BinaryImage] | None:
        """What is shown, as pydantic-ai takes it."""
        if self.shown is None:
            return None
        return [BinaryImage(self.shown.content, media_type=self.shown.media_type)]


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """The vendor's own file, not checked by us, and what it cost."""

    content: bytes
    cost: Cost


@dataclass(frozen=True, slots=True)
class ImageContext:
    """What each `ImageModel` needs beside its vendor."""

    budget: DynamoBudget
    prices: Prices
    chance: Callable[[], float] = random.random


class ImageModel:
    """One model: asked again only when its answer says that nothing was made; never cached."""

    def __init__(self, vendor: ImageVendor, access: ModelAccess, context: ImageContext) -> None:
        self.title, self.model = vendor.title, access.model
        self._vendor = vendor
        self._access = access
        self._context = context

    @property
    def remark(self) -> str | None:
        """A remark for the person that the model's price is unknown; None for a known price."""
        return self._context.prices.remark(self.model)

    def draw(self, request: ImageRequest) -> DrawnImage:
        """Draw the picture; raises `ModelFailed`, `ImageDeclined` and `DailyBudgetSpent`."""
        # A loop of its own leaves the one that this thread may already have in place.
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            result, cost = runner.run(self._drawn(request))
        return DrawnImage(result.image.data, cost)

    async def _drawn(self, request: ImageRequest) -> tuple[ImageGenerationResult, Cost]:
        seconds = self._access.seconds
        async with guarded_async_client(timeout=seconds, max_bytes=_MOST_BYTES) as client:
            model = self._vendor.model(self._access, client)
            try:
                async with asyncio.timeout(seconds):
                    return await self._tried(model, request)
            except ContentFilterError as error:
                raise ImageDeclined(f"{self.title} declined to draw this.") from error
            except (AgentRunError, TimeoutError, ResponseLost, AddressForbidden) as error:
                raise ModelFailed(outcome(error, self.title).data) from error
            except UserError as error:
                data = f"{self.title} does not make pictures of this shape."
                raise ModelFailed(data) from error

    async def _tried(
        self, model: ImageGenerationModel, request: ImageRequest
    ) -> tuple[ImageGenerationResult, Cost]:
        for left in reversed(range(TRIES)):
            try:
                return await self._paid(model, request)
            except ModelAPIError as error:
                wait = pause(self._access, TRIES - 1 - left, error, self._context.chance())
                # A picture whose answer was lost is paid for: it is not asked for twice.
                if not left or wait is None or not _surely_not_made(error):
                    raise
                await asyncio.sleep(wait)
        raise AssertionError("the last try returns or raises")

    async def _paid(
        self, model: ImageGenerationModel, request: ImageRequest
    ) -> tuple[ImageGenerationResult, Cost]:
        prices, asked = self._context.prices, len(request.prompt)
        most = prices.cost(self.model, asked, _MOST_TOKENS)
        reservation = self._context.budget.reserve(request.owner_id, most.micros)
        cost = most
        try:
            settings = self._vendor.settings(request.ratio)
            result = await model.generate(request.prompt, images=request.images, settings=settings)
            used = result.usage
            if used.output_tokens:
                cost = prices.cost(self.model, used.input_tokens, used.output_tokens)
        except ModelHTTPError:
            cost = Cost(self.model)
            raise
        except ContentFilterError:
            cost = prices.cost(self.model, asked, 0)
            raise
        finally:
            self._context.budget.settle(reservation, cost.micros)
        return result, cost


def _surely_not_made(error: ModelAPIError) -> bool:
    return isinstance(error, ModelHTTPError) and error.status_code in _NOT_MADE
