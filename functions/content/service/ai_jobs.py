"""Makes what AI jobs ask for; the kernel's `JobRunner` carries the jobs out."""

from collections.abc import Callable

from functions.content.events import JobChanged
from functions.content.model.draft import Draft
from functions.content.model.jobs import (
    AiJob,
    CopyJobRequest,
    CopyResult,
    FieldJobRequest,
    FieldResult,
    ImageJobRequest,
    Made,
)
from functions.content.model.wording import Brief, FieldRewriteRequest, Written
from functions.content.ports.ai import CopyWriter, ImageGenerator
from functions.content.ports.drafts import Drafts, Pieces
from functions.content.ports.review import Voices
from functions.content.service.draft_creation import found_draft

Apply = Callable[[str, str, FieldRewriteRequest, Written], Draft]
"""Owner, draft, rewrite request, answer → the draft with the new field."""


def changed(job: AiJob) -> JobChanged:
    """The event that tells a person's open pages how far a job is."""
    return JobChanged(
        job_id=job.job_id, owner_id=job.owner_id, status=job.status, progress=job.progress
    )


class CopyJob:
    """Makes the words of copy jobs, and of jobs that rewrite one field of a draft."""

    def __init__(
        self, writer: CopyWriter, drafts: Drafts, pieces: Pieces, voices: Voices, apply: Apply
    ) -> None:
        self._writer = writer
        self._drafts = drafts
        self._pieces = pieces
        self._voices = voices
        self._apply = apply

    def make(self, job: AiJob) -> Made:
        """Write the job's words; raises `WriterFailed`, and for a field what `apply` raises."""
        match job.order:
            case CopyJobRequest(facts, languages, photo_id):
                voice = self._voices.voice(job.owner_id)
                brief = Brief(job.owner_id, photo_id or "", facts, languages, voice)
                return CopyResult(self._writer.write(brief))
            case FieldJobRequest(draft_id, rewrite):
                return self._field(job.owner_id, draft_id, rewrite)
            case _:
                raise TypeError("a copy job makes words")

    def _field(self, owner_id: str, draft_id: str, rewrite: FieldRewriteRequest) -> FieldResult:
        draft = found_draft(self._drafts, owner_id, draft_id)
        piece = self._pieces.piece(owner_id, draft.product_id)
        voice = self._voices.voice(owner_id)
        languages = (rewrite.language,)
        brief = Brief(owner_id, piece.cover, piece.facts, languages, voice, rewrite)
        written = self._writer.write(brief)
        done = self._apply(owner_id, draft_id, rewrite, written)
        return FieldResult(draft_id, done.version)


class ImageJob:
    """Makes the pictures of image jobs."""

    def __init__(self, image_generator: ImageGenerator) -> None:
        self._image_generator = image_generator

    def make(self, job: AiJob) -> Made:
        """Make the job's picture; raises what `ImageGenerator.paint` raises."""
        if not isinstance(job.order, ImageJobRequest):
            raise TypeError("an image job makes pictures")
        return self._image_generator.paint(job, job.order)
