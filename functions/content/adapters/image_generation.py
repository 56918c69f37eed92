"""Makes backdrops with image models, and marks each as made by AI.

Only a worker imports this module: the import takes seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.content.adapters.ai_metadata import marked
from functions.content.adapters.prompts import BACKDROP, text
from functions.content.adapters.s3 import S3Backdrops
from functions.content.errors.drafts import PhotoNotFound
from functions.content.errors.jobs import NoImageModel, PictureDeclined, PictureNotMade
from functions.content.model.jobs import AiJob, BackdropSize, ImageJobRequest, ImageResult
from functions.content.ports.ai import PictureStore
from functions.content.ports.drafts import Platforms
from llm.chain import ModelChain
from llm.errors import ImageDeclined
from llm.images import DrawnImage, ImageModel, ImageRequest, Ratio
from llm.pictures import Picture
from llm.prompts import block

_REMEDY = "Describe a calm scene or a surface: no people, no brands, no writing, nothing violent."

RATIOS: dict[BackdropSize, Ratio] = {
    "square": "1:1",
    "portrait": "3:4",
    "landscape": "16:9",
    "story": "9:16",
}


@dataclass(frozen=True, slots=True)
class BackdropContext:
    """What `ModelImageGenerator` needs beside its models: stores and platform rules."""

    pictures: PictureStore
    backdrops: S3Backdrops
    rules: Platforms


class ModelImageGenerator:
    """Asks image models in order until one succeeds; if one declines, no other is asked."""

    def __init__(self, models: Sequence[ImageModel], context: BackdropContext) -> None:
        self._none = not models
        self._chain = ModelChain(models)
        self._context = context

    def paint(self, job: AiJob, order: ImageJobRequest) -> ImageResult:
        """Make, mark and store the backdrop; raises `PictureNotMade` and `DailyBudgetSpent`."""
        if self._none:
            raise NoImageModel
        request = ImageRequest(
            job.owner_id, _prompt(order), RATIOS[order.size], self._shown(job.owner_id, order)
        )
        try:
            result = self._chain.ask(lambda model, _seconds: model.draw(request))
        except ImageDeclined as declined:
            raise PictureDeclined(declined.message, remedy=_REMEDY) from declined
        if result.spent:
            raise result.spent
        if result.answer is None or result.model is None:
            raise PictureNotMade(" ".join(result.reasons), remedy="Ask for it again in a while.")
        return self._kept(job, result.answer, result.model, result.reasons)

    def _shown(self, owner_id: str, order: ImageJobRequest) -> Picture | None:
        if order.photo_id is None:
            return None
        try:
            stored = self._context.pictures.look(owner_id, order.photo_id)
        except PhotoNotFound as error:
            raise PictureNotMade("The photo could not be looked at.") from error
        return Picture(stored.content, stored.media_type)

    def _kept(
        self, job: AiJob, drawn: DrawnImage, model: ImageModel, reasons: Sequence[str]
    ) -> ImageResult:
        picture = marked(drawn.content, model.model)
        note = " ".join([*reasons, *([model.remark] if model.remark else [])]) or None
        return ImageResult(
            key=self._context.backdrops.keep(job.job_id, picture),
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            model=model.model,
            micros=drawn.cost.micros,
            not_for=self._context.rules.forbidding_ai_pictures(),
            note=note,
        )


def _prompt(order: ImageJobRequest) -> str:
    """Our rules, and the artisan's request as an escaped data block."""
    return f"{text(BACKDROP)}\n{block('request', {'scene': order.prompt})}"
