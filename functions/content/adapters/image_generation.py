"""Makes backdrops with image models through pydantic-ai, and marks each as made by AI.

Only a worker imports this module: the import takes seconds.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
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

from functions.content.adapters.ai_metadata import marked
from functions.content.adapters.failures import after, outcome
from functions.content.adapters.models import ModelAccess
from functions.content.adapters.prices import Prices
from functions.content.adapters.prompts import BACKDROP, block, text
from functions.content.adapters.s3 import S3Backdrops
from functions.content.errors.drafts import PhotoNotFound
from functions.content.errors.jobs import NoImageModel, PictureDeclined, PictureNotMade
from functions.content.model.jobs import BackdropSize, ImageJobRequest, ImageResult, Job
from functions.content.model.wording import Cost
from functions.content.ports.ai import Budget, PictureStore
from functions.content.ports.drafts import PictureRules
from kernel.addresses import AddressForbidden
from kernel.http import MEGABYTE, AsyncClient, ResponseLost, guarded_async_client

_TRIES = 3
_LONGEST_PAUSE = 5.0
_MOST_BYTES = 30 * MEGABYTE  # base64 of the largest picture that is taken
_MOST_TOKENS = 6500  # no vendor counts more for one picture of the sizes below
_NOT_MADE = (429, 500, 502, 503, 529)
_REMEDY = "Describe a calm scene or a surface: no people, no brands, no writing, nothing violent."

Ratio = Literal["1:1", "3:4", "16:9", "9:16"]
RATIOS: dict[BackdropSize, Ratio] = {
    "square": "1:1",
    "portrait": "3:4",
    "landscape": "16:9",
    "story": "9:16",
}


class ImageVendor(Protocol):
    """A vendor of image models, and how to reach its models through pydantic-ai."""

    @property
    def title(self) -> str:
        """The vendor's name as shown to the artisan."""
        ...

    def model(self, access: ModelAccess, client: AsyncClient) -> ImageGenerationModel:
        """The model that `access` names, over `client`, without retries of its own."""
        ...

    def settings(self, ratio: Ratio) -> ImageGenerationSettings:
        """The vendor's settings for a picture of this aspect ratio."""
        ...


@dataclass(frozen=True, slots=True)
class ImageContext:
    """What `ModelImageGenerator` needs: stores, platform rules, budget, prices and randomness."""

    pictures: PictureStore
    backdrops: S3Backdrops
    rules: PictureRules
    budget: Budget
    prices: Prices
    chance: Callable[[], float] = random.random


class ModelImageGenerator:
    """Asks image models in order until one succeeds; if one declines, no other is asked."""

    def __init__(
        self, vendors: Sequence[tuple[ImageVendor, ModelAccess]], image_context: ImageContext
    ) -> None:
        self._vendors = vendors
        self._context = image_context

    def paint(self, job: Job, order: ImageJobRequest) -> ImageResult:
        """Make, mark and store the backdrop; raises `PictureNotMade` and `DailyBudgetSpent`."""
        if not self._vendors:
            raise NoImageModel
        shown = self._shown(job.owner_id, order.photo_id)
        reasons: list[str] = []
        for vendor, access in self._vendors:
            try:
                # A loop of its own leaves the one that this thread may already have in place.
                with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
                    asked = _ImageCall(vendor, access, job.owner_id, order, shown)
                    result, cost = runner.run(self._painted(asked))
            except PictureDeclined:
                raise
            except PictureNotMade as failure:
                reasons.append(failure.message)
            else:
                return self._kept(job, result.image.data, access.model, cost, reasons)
        raise PictureNotMade(" ".join(reasons), remedy="Ask for it again in a while.")

    def _shown(self, owner_id: str, photo_id: str | None) -> BinaryImage | None:
        if photo_id is None:
            return None
        try:
            picture = self._context.pictures.look(owner_id, photo_id)
        except PhotoNotFound as error:
            raise PictureNotMade("The photo could not be looked at.") from error
        return BinaryImage(picture.content, media_type=picture.media_type)

    def _kept(
        self, job: Job, content: bytes, model: str, cost: Cost, reasons: Sequence[str]
    ) -> ImageResult:
        picture = marked(content, model)
        remark = self._context.prices.remark(model)
        note = " ".join([*reasons, *([remark] if remark else [])]) or None
        return ImageResult(
            key=self._context.backdrops.keep(job.job_id, picture),
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            model=model,
            micros=cost.micros,
            not_for=self._context.rules.forbidding(),
            note=note,
        )

    async def _painted(self, asked: "_ImageCall") -> tuple[ImageGenerationResult, Cost]:
        seconds = asked.access.seconds
        async with guarded_async_client(timeout=seconds, max_bytes=_MOST_BYTES) as client:
            model = asked.vendor.model(asked.access, client)
            try:
                async with asyncio.timeout(seconds):
                    return await self._tried(model, asked)
            except ContentFilterError as error:
                data = f"{asked.vendor.title} declined to draw this."
                raise PictureDeclined(data, remedy=_REMEDY) from error
            except (AgentRunError, TimeoutError, ResponseLost, AddressForbidden) as error:
                raise PictureNotMade(outcome(error, asked.vendor.title).data) from error
            except UserError as error:
                data = f"{asked.vendor.title} does not make pictures of this shape."
                raise PictureNotMade(data) from error

    async def _tried(
        self, model: ImageGenerationModel, asked: "_ImageCall"
    ) -> tuple[ImageGenerationResult, Cost]:
        for left in reversed(range(_TRIES)):
            try:
                return await self._paid(model, asked)
            except ModelAPIError as error:
                wait = self._pause(asked, _TRIES - 1 - left, error)
                # A picture whose answer was lost is paid for: it is not asked for twice.
                if not left or wait is None or not _surely_not_made(error):
                    raise
                await asyncio.sleep(wait)
        raise AssertionError("the last try returns or raises")

    async def _paid(
        self, model: ImageGenerationModel, asked: "_ImageCall"
    ) -> tuple[ImageGenerationResult, Cost]:
        prices, name = self._context.prices, asked.access.model
        most = prices.cost(name, len(asked.prompt), _MOST_TOKENS)
        reservation = self._context.budget.reserve(asked.owner_id, most.micros)
        cost = most
        try:
            settings = asked.vendor.settings(RATIOS[asked.order.size])
            images = [asked.shown] if asked.shown else None
            result = await model.generate(asked.prompt, images=images, settings=settings)
            used = result.usage
            if used.output_tokens:
                cost = prices.cost(name, used.input_tokens, used.output_tokens)
        except ModelHTTPError:
            cost = Cost(model=name)
            raise
        except ContentFilterError:
            cost = prices.cost(name, len(asked.prompt), 0)
            raise
        finally:
            self._context.budget.settle(reservation, cost.micros)
        return result, cost

    def _pause(self, asked: "_ImageCall", tries: int, error: BaseException) -> float | None:
        wanted = after(error)
        if wanted > _LONGEST_PAUSE:
            return None
        return max(asked.access.pause * 2.0**tries * (0.5 + self._context.chance()), wanted)


@dataclass(frozen=True, slots=True)
class _ImageCall:
    """One request for a picture to one vendor."""

    vendor: ImageVendor
    access: ModelAccess
    owner_id: str
    order: ImageJobRequest
    shown: BinaryImage | None

    @property
    def prompt(self) -> str:
        """The prompt: our rules, and the artisan's request as an escaped data block."""
        return f"{text(BACKDROP)}\n{block('request', {'scene': self.order.prompt})}"


def _surely_not_made(error: ModelAPIError) -> bool:
    return isinstance(error, ModelHTTPError) and error.status_code in _NOT_MADE
