import pytest

from functions.content.errors import (
    PhotoNotFound,
    PhotoUnusable,
)
from functions.content.events import DraftReady, RewriteRequested
from functions.content.model.edits import CopyEdit, Edit
from functions.content.model.facts import Facts
from tests.unit.content.world import ASHA, NOTHING, RAVI, Studio, requests, told


class TestFromPhotoToDraft:
    def test_a_photo_alone_makes_a_draft_from_the_stores_facts(self) -> None:
        studio = Studio()
        studio.stores.known = Facts(craft="Dhokra", region="Bastar")
        studio.drafting.photo_ready(ASHA, "photo_1")
        draft = studio.written()
        assert draft.status == "ready"
        assert (draft.facts.craft, draft.facts.region) == ("Dhokra", "Bastar")
        (said,) = studio.drafts.told(DraftReady)
        assert said.model_dump() == {
            "draft_id": draft.draft_id,
            "owner_id": ASHA,
            "photo_id": "photo_1",
            "writer": "plain",
            "draft_version": 2,
            "languages": ["en"],
            "photo_ids": ["photo_1"],
        }

    def test_a_photo_that_is_told_twice_is_written_about_once(self) -> None:
        studio = Studio()
        studio.drafting.photo_ready(ASHA, "photo_1")
        studio.drafting.photo_ready(ASHA, "photo_1")
        studio.written()
        studio.drafting.photo_ready(ASHA, "photo_1")
        assert len(studio.drafts.told(RewriteRequested)) == 1
        assert studio.only().status == "ready"

    def test_a_draft_waits_for_its_photo(self) -> None:
        studio = Studio({"photo_1": "uploading"})
        studio.drafting.start(ASHA, ("photo_1",), told(title="A vase"))
        assert studio.only().status == "waiting_for_photo"
        assert requests(studio) == []
        studio.drafting.photo_ready(ASHA, "photo_1")
        assert studio.only().status == "writing"
        assert studio.written().facts.title == "A vase"

    def test_either_order_ends_in_the_same_draft(self) -> None:
        ends = []
        for photo_first in (True, False):
            studio = Studio()
            studio.stores.known = Facts(region="Jaipur")
            if photo_first:
                studio.drafting.photo_ready(ASHA, "photo_1")
            studio.drafting.start(ASHA, ("photo_1",), told(title="A vase"))
            studio.drafting.photo_ready(ASHA, "photo_1")
            draft = studio.written()
            ends.append((draft.facts, draft.status, draft.origin, draft.copy.title))
        assert ends[0] == ends[1]

    def test_a_photo_that_comes_in_between_is_not_lost(self) -> None:
        studio = Studio({"photo_1": "uploading"})
        studio.drafts.before_save = lambda: studio.drafting.photo_ready(ASHA, "photo_1")
        started = studio.drafting.start(ASHA, ("photo_1",), told(title="A vase"))
        assert not started.new
        assert studio.written().facts.title == "A vase"

    def test_starting_again_merges_and_writes_again_only_if_something_is_new(self) -> None:
        studio = Studio()
        first = studio.drafting.start(ASHA, ("photo_1",), told(title="A vase"))
        again = studio.drafting.start(ASHA, ("photo_1",), told(title="A vase"))
        assert (first.new, again.new, again.draft) == (True, False, first.draft)
        more = studio.drafting.start(ASHA, ("photo_1",), told(region="Jaipur"))
        assert (more.draft.facts.title, more.draft.facts.region) == ("A vase", "Jaipur")
        assert [event.draft_version for event in requests(studio)] == [1, 2]

    def test_photos_put_together_take_over_what_came_by_itself(self) -> None:
        studio = Studio({"photo_1": "ready", "photo_2": "ready", "photo_3": "uploading"})
        for photo in ("photo_1", "photo_2"):
            studio.drafting.photo_ready(ASHA, photo)
        studio.drafting.start(ASHA, ("photo_1", "photo_2", "photo_3", "photo_2"), NOTHING)
        assert studio.only().photo_ids == ("photo_1", "photo_2", "photo_3")
        studio.drafting.photo_ready(ASHA, "photo_3")
        assert studio.only().photo_ids == ("photo_1", "photo_2", "photo_3")

    def test_a_draft_that_somebody_worked_on_is_never_taken_over(self) -> None:
        studio = Studio({"photo_1": "ready", "photo_2": "ready"})
        studio.drafting.photo_ready(ASHA, "photo_2")
        mine = studio.written()
        studio.editing.edit(ASHA, mine.draft_id, mine.version, Edit(copy=CopyEdit(title="Mine")))
        studio.drafting.start(ASHA, ("photo_1", "photo_2"), NOTHING)
        assert len(studio.drafts.kept) == 2

    def test_a_later_photo_can_have_a_draft_of_its_own(self) -> None:
        studio = Studio({"photo_1": "ready", "photo_2": "ready"})
        studio.drafting.start(ASHA, ("photo_1", "photo_2"), NOTHING)
        own = studio.drafting.start(ASHA, ("photo_2",), NOTHING)
        assert own.new
        assert studio.drafting.start(ASHA, ("photo_2",), NOTHING).draft == own.draft

    def test_photos_of_others_and_rejected_ones_are_refused(self) -> None:
        studio = Studio({"photo_1": "rejected"})
        with pytest.raises(PhotoUnusable):
            studio.drafting.start(ASHA, ("photo_1",), NOTHING)
        with pytest.raises(PhotoNotFound):
            studio.drafting.start(RAVI, ("photo_1",), NOTHING)
        assert studio.drafts.kept == {}
