"""The HTTP shapes of what writers and painters are asked, and of the jobs that they become."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from functions.content.model.jobs import (
    BackdropSize,
    CopyJobRequest,
    CopyResult,
    FieldResult,
    ImageJobRequest,
    ImageResult,
    Job,
    JobKind,
    JobStatus,
)
from functions.content.model.languages import Language
from functions.content.model.spending import BudgetSummary
from functions.content.model.text import one_line, prose
from functions.content.model.wording import Copy, CopyField, FieldRewriteRequest
from functions.content.schemas.facts import FactsWrite, Languages, PhotoId
from functions.content.schemas.words import RemovedClaimRead, WriterRead, dollars
from kernel.events import Instant
from kernel.responses import ApiModel


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("it may not be empty")
    return text


Instruction = Annotated[str, Field(max_length=500), AfterValidator(one_line), AfterValidator(_said)]


class CopyJobCreate(ApiModel):
    """A piece to be written about: its facts, and the photo to look at if there is one."""

    photo_id: PhotoId | None = None
    facts: FactsWrite = FactsWrite()
    languages: Languages = Field(default=["en"], examples=[["en", "hi"]])

    def to_order(self) -> CopyJobRequest:
        """The order."""
        facts = self.facts.to_change().facts
        return CopyJobRequest(facts, tuple(self.languages), self.photo_id)


class ImageJobCreate(ApiModel):
    """A backdrop for an advertisement; a photo gives it its colours."""

    prompt: Annotated[str, Field(max_length=1000), AfterValidator(prose), AfterValidator(_said)] = (
        Field(examples=["A whitewashed wall in the late afternoon, soft shadows of leaves"])
    )
    purpose: Literal["ad_backdrop"] = "ad_backdrop"
    size: BackdropSize = "square"
    photo_id: PhotoId | None = None

    def to_order(self) -> ImageJobRequest:
        """The order."""
        return ImageJobRequest(self.prompt, self.size, self.photo_id)


class FieldJobCreate(ApiModel):
    """One field to be written anew, and how; on one platform only if one is named."""

    field: CopyField = Field(examples=["title"])
    language: Language = "en"
    platform: Annotated[str, Field(max_length=40)] | None = None
    instruction: Instruction = Field(examples=["shorter"])

    def to_request(self, current: str) -> FieldRewriteRequest:
        """The wish, about the field as it is now."""
        return FieldRewriteRequest(
            self.field, self.language, self.instruction, current, self.platform
        )


class VoiceSampleRead(ApiModel):
    """The words in one language."""

    title: str
    description: str
    hashtags: tuple[str, ...]
    alt_text: str
    call_to_action: str

    @classmethod
    def of(cls, copy: Copy) -> "VoiceSampleRead":
        """The wire form."""
        return cls(
            title=copy.title,
            description=copy.description,
            hashtags=copy.hashtags,
            alt_text=copy.alt_text,
            call_to_action=copy.call_to_action,
        )


class CopyResultRead(ApiModel):
    """Words about a piece."""

    kind: Literal["copy"] = "copy"
    copies: dict[Language, VoiceSampleRead]
    writer: WriterRead
    questions: tuple[str, ...]
    removed: tuple[RemovedClaimRead, ...]
    cost: str = Field(description="US dollars", examples=["0.0042"])

    @classmethod
    def of(cls, made: CopyResult) -> "CopyResultRead":
        """The wire form."""
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
    """A backdrop; it is made by AI, says so in its metadata, and may not be listed on `not_for`."""

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
        """The wire form; `public_url` is the address below which `/media/…` is served."""
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
    """The version of the draft that has the new field."""

    kind: Literal["regenerate"] = "regenerate"
    draft_id: str
    version: int


class JobErrorRead(ApiModel):
    """Why it failed: a stable code, the cause and the next step in plain words."""

    code: str
    message: str
    remedy: str


class JobRead(ApiModel):
    """Long work; it is over when its status is `done` or `failed`."""

    job_id: str
    kind: JobKind
    status: JobStatus
    progress: int = Field(ge=0, le=100)
    result: CopyResultRead | ImageResultRead | FieldResultRead | None
    error: JobErrorRead | None
    created_at: Instant

    @classmethod
    def of(cls, job: Job, public_url: str) -> "JobRead":
        """The wire form."""
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
    """What writers and painters may cost today, and did."""

    limit: str = Field(examples=["1.0000"])
    spent: str = Field(examples=["0.0042"])
    currency: Literal["USD"] = "USD"
    resets_at: Instant

    @classmethod
    def of(cls, budget_summary: BudgetSummary) -> "BudgetRead":
        """The wire form."""
        return cls(
            limit=dollars(budget_summary.limit),
            spent=dollars(budget_summary.spent),
            resets_at=budget_summary.resets_at,
        )


def _result(job: Job, public_url: str) -> CopyResultRead | ImageResultRead | FieldResultRead | None:
    match job.made:
        case CopyResult():
            return CopyResultRead.of(job.made)
        case ImageResult():
            return ImageResultRead.of(job.made, public_url)
        case FieldResult(draft_id, version):
            return FieldResultRead(draft_id=draft_id, version=version)
        case None:
            return None
