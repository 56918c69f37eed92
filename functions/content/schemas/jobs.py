"""The request and response models of AI jobs and of the daily budget."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from functions.content.model.jobs import (
    AiJob,
    BackdropSize,
    CopyJobRequest,
    CopyResult,
    FieldResult,
    ImageJobRequest,
    ImageResult,
    JobKind,
)
from functions.content.model.languages import Language
from functions.content.model.spending import BudgetSummary
from functions.content.model.wording import Copy, CopyField, FieldRewriteRequest
from functions.content.schemas.facts import FactsWrite, Languages, PhotoId
from functions.content.schemas.words import RemovedClaimRead, WriterRead, dollars
from kernel.events import Instant
from kernel.jobs import JobStatus
from kernel.normal_form import one_line, prose
from kernel.responses import ApiModel


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("it may not be empty")
    return text


Instruction = Annotated[str, Field(max_length=500), AfterValidator(one_line), AfterValidator(_said)]


class CopyJobCreate(ApiModel):
    """A piece to write copy about: its facts, and a photo to look at if there is one."""

    photo_id: PhotoId | None = None
    facts: FactsWrite = FactsWrite()
    languages: Languages = Field(default=["en"], examples=[["en", "hi"]])

    def to_order(self) -> CopyJobRequest:
        """The request as a `CopyJobRequest`."""
        facts = self.facts.to_facts()
        return CopyJobRequest(facts, tuple(self.languages), self.photo_id)


class ImageJobCreate(ApiModel):
    """A backdrop for an advertisement to generate; with a photo, in its colours."""

    prompt: Annotated[str, Field(max_length=1000), AfterValidator(prose), AfterValidator(_said)] = (
        Field(examples=["A whitewashed wall in the late afternoon, soft shadows of leaves"])
    )
    purpose: Literal["ad_backdrop"] = "ad_backdrop"
    size: BackdropSize = "square"
    photo_id: PhotoId | None = None

    def to_order(self) -> ImageJobRequest:
        """The request as an `ImageJobRequest`."""
        return ImageJobRequest(self.prompt, self.size, self.photo_id)


class FieldJobCreate(ApiModel):
    """A field to rewrite as `instruction` says, in the copy or, if named, on one platform."""

    field: CopyField = Field(examples=["title"])
    language: Language = "en"
    platform: Annotated[str, Field(max_length=40)] | None = None
    instruction: Instruction = Field(examples=["shorter"])

    def to_request(self, current: str) -> FieldRewriteRequest:
        """The request as a `FieldRewriteRequest`; `current` is the field's present text."""
        return FieldRewriteRequest(
            self.field, self.language, self.instruction, current, self.platform
        )


class VoiceSampleRead(ApiModel):
    """Copy about a piece in one language."""

    title: str
    description: str
    hashtags: tuple[str, ...]
    alt_text: str
    call_to_action: str

    @classmethod
    def of(cls, copy: Copy) -> "VoiceSampleRead":
        """`copy` as the API returns it."""
        return cls(
            title=copy.title,
            description=copy.description,
            hashtags=copy.hashtags,
            alt_text=copy.alt_text,
            call_to_action=copy.call_to_action,
        )


class CopyResultRead(ApiModel):
    """The result of a copy job: copy by language.

    `questions` ask for missing facts, `removed` are the claims that no fact supports.
    """

    kind: Literal["copy"] = "copy"
    copies: dict[Language, VoiceSampleRead]
    writer: WriterRead
    questions: tuple[str, ...]
    removed: tuple[RemovedClaimRead, ...]
    cost: str = Field(description="US dollars", examples=["0.0042"])

    @classmethod
    def of(cls, made: CopyResult) -> "CopyResultRead":
        """The result as the API returns it."""
        written = made.written
        return cls(
            copies={
                language: VoiceSampleRead.of(copy) for language, copy in written.copies.items()
            },
            writer=WriterRead.of(written.writer),
            questions=written.questions,
            removed=tuple(RemovedClaimRead.of(one) for one in written.removed),
            cost=dollars(written.cost.micros),
        )


class ImageResultRead(ApiModel):
    """The result of an image job: a backdrop, marked as made by AI in its metadata.

    `not_for` are the platforms that forbid AI images in listings.
    """

    kind: Literal["image"] = "image"
    url: str
    media_type: str
    width: int
    height: int
    made_by_ai: Literal[True] = True
    model: str
    not_for: tuple[str, ...] = Field(examples=[["etsy"]])
    note: str | None
    cost: str = Field(description="US dollars", examples=["0.0672"])

    @classmethod
    def of(cls, made: ImageResult, public_url: str) -> "ImageResultRead":
        """The result as the API returns it, with the image's URL below `public_url`."""
        return cls(
            url=f"{public_url}/{made.key}",
            media_type=made.media_type,
            width=made.width,
            height=made.height,
            model=made.model,
            not_for=made.not_for,
            note=made.note,
            cost=dollars(made.micros),
        )


class FieldResultRead(ApiModel):
    """The result of a rewrite of one field: the draft's version that has the new text."""

    kind: Literal["regenerate"] = "regenerate"
    draft_id: str
    version: int


class JobErrorRead(ApiModel):
    """Why a job failed: a stable code, the cause, and what the artisan can do."""

    code: str
    message: str
    remedy: str


class JobRead(ApiModel):
    """An AI job, finished when `status` is `done` or `failed`; `progress` is in per cent."""

    job_id: str
    kind: JobKind
    status: JobStatus
    progress: int = Field(ge=0, le=100)
    result: CopyResultRead | ImageResultRead | FieldResultRead | None
    error: JobErrorRead | None
    created_at: Instant

    @classmethod
    def of(cls, job: AiJob, public_url: str) -> "JobRead":
        """`job` as the API returns it; an image's URL is below `public_url`."""
        job_error = job.job_error
        return cls(
            job_id=job.job_id,
            kind=job.order.kind,
            status=job.status,
            progress=job.progress,
            result=_result(job, public_url),
            error=JobErrorRead(
                code=job_error.code, message=job_error.message, remedy=job_error.remedy
            )
            if job_error
            else None,
            created_at=job.created_at,
        )


class BudgetRead(ApiModel):
    """The caller's daily budget for AI and what is spent of it; it resets at midnight in India."""

    limit: str = Field(examples=["1.0000"])
    spent: str = Field(examples=["0.0042"])
    currency: Literal["USD"] = "USD"
    resets_at: Instant

    @classmethod
    def of(cls, budget_summary: BudgetSummary) -> "BudgetRead":
        """The budget as the API returns it, in US dollars."""
        return cls(
            limit=dollars(budget_summary.limit),
            spent=dollars(budget_summary.spent),
            resets_at=budget_summary.resets_at,
        )


def _result(
    job: AiJob, public_url: str
) -> CopyResultRead | ImageResultRead | FieldResultRead | None:
    match job.made:
        case CopyResult():
            return CopyResultRead.of(job.made)
        case ImageResult():
            return ImageResultRead.of(job.made, public_url)
        case FieldResult(draft_id, version):
            return FieldResultRead(draft_id=draft_id, version=version)
        case None:
            return None
