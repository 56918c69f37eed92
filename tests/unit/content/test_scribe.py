"""Words that were ordered, on stand-ins at the ports."""

import pytest

from functions.content.errors import NoSuchDraft
from functions.content.model.draft import Draft
from functions.content.model.jobs import (
    CopyMade,
    CopyOrder,
    FieldMade,
    FieldOrder,
    ImageOrder,
    Job,
    Order,
)
from functions.content.model.wording import FieldWish, Voice, Written
from functions.content.service.making import Scribe
from tests.unit.content.memory import MemoryVoices
from tests.unit.content.world import ASHA, NOON, RAVI, VASE, Studio, ready

VOICE = Voice("Short sentences.")
WISH = FieldWish("title", "en", "shorter", "A vase")


class OneVoice(MemoryVoices):
    """Voices, of which one is known."""

    def voice(self, owner_id: str) -> Voice | None:
        return VOICE if owner_id == ASHA else None


class Desk:
    """A scribe at work; what it applies is remembered."""

    def __init__(self) -> None:
        self.studio = Studio()
        self.applied: list[FieldWish] = []
        self.scribe = Scribe(self.studio.writer, self.studio.drafts, OneVoice(), self.apply)

    def apply(self, owner_id: str, draft_id: str, wish: FieldWish, written: Written) -> Draft:
        assert written.copies["en"].title
        self.applied.append(wish)
        draft = self.studio.drafts.find(owner_id, draft_id)
        assert draft
        return draft.next(NOON)


def job(order: Order, owner_id: str = ASHA) -> Job:
    return Job("job_1", owner_id, order, NOON, NOON)


def test_words_are_written_in_the_artisans_voice() -> None:
    desk = Desk()
    made = desk.scribe.make(job(CopyOrder(VASE, ("hi", "en"), "photo_1")))
    assert isinstance(made, CopyMade)
    (brief,) = desk.studio.writer.briefs
    assert (brief.photo_id, brief.languages, brief.voice) == ("photo_1", ("hi", "en"), VOICE)
    desk.scribe.make(job(CopyOrder(VASE, ("en",)), RAVI))
    assert (desk.studio.writer.briefs[-1].photo_id, desk.studio.writer.briefs[-1].voice) == (
        "",
        None,
    )


def test_one_field_is_asked_for_and_applied() -> None:
    desk = Desk()
    draft = ready(desk.studio)
    made = desk.scribe.make(job(FieldOrder(draft.draft_id, WISH)))
    assert made == FieldMade(draft.draft_id, draft.version + 1)
    brief = desk.studio.writer.briefs[-1]
    assert (brief.wish, brief.languages, brief.facts) == (WISH, ("en",), draft.facts)
    assert desk.applied == [WISH]


def test_a_draft_that_is_gone_or_somebody_elses() -> None:
    desk = Desk()
    draft = ready(desk.studio)
    with pytest.raises(NoSuchDraft):
        desk.scribe.make(job(FieldOrder("draft_9", WISH)))
    with pytest.raises(NoSuchDraft):
        desk.scribe.make(job(FieldOrder(draft.draft_id, WISH), RAVI))


def test_it_draws_no_pictures() -> None:
    with pytest.raises(TypeError):
        Desk().scribe.make(job(ImageOrder("A wall")))
