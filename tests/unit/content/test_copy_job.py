"""Copy jobs, on ports in memory."""

import pytest

from functions.content.errors.drafts import DraftNotFound
from functions.content.model.draft import Draft
from functions.content.model.jobs import (
    AiJob,
    CopyJobRequest,
    CopyResult,
    FieldJobRequest,
    FieldResult,
    ImageJobRequest,
    Order,
)
from functions.content.model.wording import FieldRewriteRequest, Voice, Written
from functions.content.service.ai_jobs import CopyJob
from tests.unit.content.content_services import ASHA, NOON, RAVI, VASE, Services, ready
from tests.unit.content.in_memory import MemoryVoices

VOICE = Voice("Short sentences.")
FIELD_REWRITE = FieldRewriteRequest("title", "en", "shorter", "A vase")


class OneVoice(MemoryVoices):
    """Voices, of which one is known."""

    def voice(self, owner_id: str) -> Voice | None:
        return VOICE if owner_id == ASHA else None


class CopyJobScenario:
    """A copy job; what it applies is remembered."""

    def __init__(self) -> None:
        self.services = Services()
        self.applied: list[FieldRewriteRequest] = []
        self.copy_job = CopyJob(
            self.services.writer,
            self.services.drafts,
            self.services.pieces,
            OneVoice(),
            self.apply,
        )

    def apply(
        self, owner_id: str, draft_id: str, rewrite: FieldRewriteRequest, written: Written
    ) -> Draft:
        assert written.copies["en"].title
        self.applied.append(rewrite)
        draft = self.services.drafts.find(owner_id, draft_id)
        assert draft
        return draft.next(NOON)


def job(order: Order, owner_id: str = ASHA) -> AiJob:
    return AiJob("job_1", owner_id, order, NOON, NOON)


def test_words_are_written_in_the_artisans_voice() -> None:
    scenario = CopyJobScenario()
    made = scenario.copy_job.make(job(CopyJobRequest(VASE, ("hi", "en"), "photo_1")))
    assert isinstance(made, CopyResult)
    (brief,) = scenario.services.writer.briefs
    assert (brief.photo_id, brief.languages, brief.voice) == ("photo_1", ("hi", "en"), VOICE)
    scenario.copy_job.make(job(CopyJobRequest(VASE, ("en",)), RAVI))
    assert (
        scenario.services.writer.briefs[-1].photo_id,
        scenario.services.writer.briefs[-1].voice,
    ) == (
        "",
        None,
    )


def test_one_field_is_asked_for_and_applied() -> None:
    scenario = CopyJobScenario()
    draft = ready(scenario.services)
    made = scenario.copy_job.make(job(FieldJobRequest(draft.draft_id, FIELD_REWRITE)))
    assert made == FieldResult(draft.draft_id, draft.version + 1)
    brief = scenario.services.writer.briefs[-1]
    assert (brief.rewrite, brief.languages, brief.facts) == (
        FIELD_REWRITE,
        ("en",),
        scenario.services.piece.facts,
    )
    assert scenario.applied == [FIELD_REWRITE]


def test_a_draft_that_is_gone_or_somebody_elses() -> None:
    scenario = CopyJobScenario()
    draft = ready(scenario.services)
    with pytest.raises(DraftNotFound):
        scenario.copy_job.make(job(FieldJobRequest("draft_9", FIELD_REWRITE)))
    with pytest.raises(DraftNotFound):
        scenario.copy_job.make(job(FieldJobRequest(draft.draft_id, FIELD_REWRITE), RAVI))


def test_it_draws_no_pictures() -> None:
    with pytest.raises(TypeError):
        CopyJobScenario().copy_job.make(job(ImageJobRequest("A wall")))
