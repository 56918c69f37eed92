"""Words that were ordered, on stand-ins at the ports."""

import pytest

from functions.content.errors import DraftNotFound
from functions.content.model.draft import Draft
from functions.content.model.jobs import (
    CopyJobRequest,
    CopyResult,
    FieldJobRequest,
    FieldResult,
    ImageJobRequest,
    Job,
    Order,
)
from functions.content.model.wording import FieldRewriteRequest, Voice, Written
from functions.content.service.job_runner import CopyJob
from tests.unit.content.memory import MemoryVoices
from tests.unit.content.world import ASHA, NOON, RAVI, VASE, Studio, ready

VOICE = Voice("Short sentences.")
WISH = FieldRewriteRequest("title", "en", "shorter", "A vase")


class OneVoice(MemoryVoices):
    """Voices, of which one is known."""

    def voice(self, owner_id: str) -> Voice | None:
        return VOICE if owner_id == ASHA else None


class Desk:
    """A scribe at work; what it applies is remembered."""

    def __init__(self) -> None:
        self.studio = Studio()
        self.applied: list[FieldRewriteRequest] = []
        self.scribe = CopyJob(self.studio.writer, self.studio.drafts, OneVoice(), self.apply)

    def apply(
        self, owner_id: str, draft_id: str, rewrite: FieldRewriteRequest, written: Written
    ) -> Draft:
        assert written.copies["en"].title
        self.applied.append(rewrite)
        draft = self.studio.drafts.find(owner_id, draft_id)
        assert draft
        return draft.next(NOON)


def job(order: Order, owner_id: str = ASHA) -> Job:
    return Job("job_1", owner_id, order, NOON, NOON)


def test_words_are_written_in_the_artisans_voice() -> None:
    desk = Desk()
    made = desk.scribe.make(job(CopyJobRequest(VASE, ("hi", "en"), "photo_1")))
    assert isinstance(made, CopyResult)
    (brief,) = desk.studio.writer.briefs
    assert (brief.photo_id, brief.languages, brief.voice) == ("photo_1", ("hi", "en"), VOICE)
    desk.scribe.make(job(CopyJobRequest(VASE, ("en",)), RAVI))
    assert (desk.studio.writer.briefs[-1].photo_id, desk.studio.writer.briefs[-1].voice) == (
        "",
        None,
    )


def test_one_field_is_asked_for_and_applied() -> None:
    desk = Desk()
    draft = ready(desk.studio)
    made = desk.scribe.make(job(FieldJobRequest(draft.draft_id, WISH)))
    assert made == FieldResult(draft.draft_id, draft.version + 1)
    brief = desk.studio.writer.briefs[-1]
    assert (brief.rewrite, brief.languages, brief.facts) == (WISH, ("en",), draft.facts)
    assert desk.applied == [WISH]


def test_a_draft_that_is_gone_or_somebody_elses() -> None:
    desk = Desk()
    draft = ready(desk.studio)
    with pytest.raises(DraftNotFound):
        desk.scribe.make(job(FieldJobRequest("draft_9", WISH)))
    with pytest.raises(DraftNotFound):
        desk.scribe.make(job(FieldJobRequest(draft.draft_id, WISH), RAVI))


def test_it_draws_no_pictures() -> None:
    with pytest.raises(TypeError):
        Desk().scribe.make(job(ImageJobRequest("A wall")))
