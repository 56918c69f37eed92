import pytest

from functions.content.errors.drafts import PhotoNotFound, PhotoUnusable
from functions.content.events import DraftReady, RewriteRequested
from functions.content.model.edits import CopyEdit, Edit
from functions.content.model.facts import Facts
from tests.unit.content.content_services import (
    ASHA,
    NOTHING,
    RAVI,
    Services,
    facts_change,
    requests,
)


class TestFromPhotoToDraft:
    def test_a_photo_alone_makes_a_draft_from_the_stores_facts(self) -> None:
        services = Services()
        services.stores.known = Facts(craft="Dhokra", region="Bastar")
        services.draft_creation.photo_ready(ASHA, "photo_1")
        draft = services.written()
        assert draft.status == "ready"
        assert (draft.facts.craft, draft.facts.region) == ("Dhokra", "Bastar")
        (event,) = services.drafts.events_of(DraftReady)
        assert event.model_dump() == {
            "draft_id": draft.draft_id,
            "owner_id": ASHA,
            "photo_id": "photo_1",
            "writer": "plain",
            "draft_version": 2,
            "languages": ["en"],
            "photo_ids": ["photo_1"],
        }

    def test_a_photo_event_that_comes_twice_is_written_about_once(self) -> None:
        services = Services()
        first = services.draft_creation.photo_ready(ASHA, "photo_1")
        again = services.draft_creation.photo_ready(ASHA, "photo_1")
        assert first == again == services.only()
        services.written()
        assert services.draft_creation.photo_ready(ASHA, "photo_1") is None
        assert services.drafts.events_of(RewriteRequested) == []
        assert services.only().status == "ready"

    def test_words_that_the_artisan_asked_for_meanwhile_are_not_the_photos(self) -> None:
        services = Services()
        draft = services.draft_creation.photo_ready(ASHA, "photo_1")
        assert draft
        change = facts_change(title="A vase")
        newer = services.draft_editor.rewrite(ASHA, draft.draft_id, change)
        assert services.draft_creation.photo_ready(ASHA, "photo_1") is None
        assert not services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert [one.draft_version for one in requests(services)] == [newer.asked]

    def test_words_that_the_artisan_asked_for_before_are_not_the_photos(self) -> None:
        services = Services()
        services.draft_creation.start(ASHA, ("photo_1",), NOTHING)
        assert services.draft_creation.photo_ready(ASHA, "photo_1") is None
        assert len(requests(services)) == 1

    def test_a_draft_waits_for_its_photo(self) -> None:
        services = Services({"photo_1": "uploading"})
        services.draft_creation.start(ASHA, ("photo_1",), facts_change(title="A vase"))
        assert services.only().status == "waiting_for_photo"
        assert requests(services) == []
        services.draft_creation.photo_ready(ASHA, "photo_1")
        assert services.only().status == "writing"
        assert services.written().facts.title == "A vase"

    def test_either_order_ends_in_the_same_draft(self) -> None:
        ends = []
        for photo_first in (True, False):
            services = Services()
            services.stores.known = Facts(region="Jaipur")
            if photo_first:
                services.draft_creation.photo_ready(ASHA, "photo_1")
            services.draft_creation.start(ASHA, ("photo_1",), facts_change(title="A vase"))
            services.draft_creation.photo_ready(ASHA, "photo_1")
            draft = services.written()
            ends.append((draft.facts, draft.status, draft.origin, draft.copy.title))
        assert ends[0] == ends[1]

    def test_a_photo_that_comes_in_between_is_not_lost(self) -> None:
        services = Services({"photo_1": "uploading"})
        services.drafts.before_save = lambda: services.draft_creation.photo_ready(ASHA, "photo_1")
        started = services.draft_creation.start(ASHA, ("photo_1",), facts_change(title="A vase"))
        assert not started.new
        assert services.written().facts.title == "A vase"

    def test_starting_again_merges_and_writes_again_only_if_something_is_new(self) -> None:
        services = Services()
        first = services.draft_creation.start(ASHA, ("photo_1",), facts_change(title="A vase"))
        again = services.draft_creation.start(ASHA, ("photo_1",), facts_change(title="A vase"))
        assert (first.new, again.new, again.draft) == (True, False, first.draft)
        more = services.draft_creation.start(ASHA, ("photo_1",), facts_change(region="Jaipur"))
        assert (more.draft.facts.title, more.draft.facts.region) == ("A vase", "Jaipur")
        assert [event.draft_version for event in requests(services)] == [1, 2]

    def test_photos_put_together_take_over_what_came_by_itself(self) -> None:
        services = Services({"photo_1": "ready", "photo_2": "ready", "photo_3": "uploading"})
        for photo in ("photo_1", "photo_2"):
            services.draft_creation.photo_ready(ASHA, photo)
        services.draft_creation.start(ASHA, ("photo_1", "photo_2", "photo_3", "photo_2"), NOTHING)
        assert services.only().photo_ids == ("photo_1", "photo_2", "photo_3")
        services.draft_creation.photo_ready(ASHA, "photo_3")
        assert services.only().photo_ids == ("photo_1", "photo_2", "photo_3")

    def test_a_draft_that_somebody_worked_on_is_never_taken_over(self) -> None:
        services = Services({"photo_1": "ready", "photo_2": "ready"})
        services.draft_creation.photo_ready(ASHA, "photo_2")
        mine = services.written()
        services.draft_editor.edit(
            ASHA, mine.draft_id, mine.version, Edit(copy=CopyEdit(title="Mine"))
        )
        services.draft_creation.start(ASHA, ("photo_1", "photo_2"), NOTHING)
        assert len(services.drafts.kept) == 2

    def test_a_later_photo_can_have_a_draft_of_its_own(self) -> None:
        services = Services({"photo_1": "ready", "photo_2": "ready"})
        services.draft_creation.start(ASHA, ("photo_1", "photo_2"), NOTHING)
        own = services.draft_creation.start(ASHA, ("photo_2",), NOTHING)
        assert own.new
        assert services.draft_creation.start(ASHA, ("photo_2",), NOTHING).draft == own.draft

    def test_photos_of_others_and_rejected_ones_are_refused(self) -> None:
        services = Services({"photo_1": "rejected"})
        with pytest.raises(PhotoUnusable):
            services.draft_creation.start(ASHA, ("photo_1",), NOTHING)
        with pytest.raises(PhotoNotFound):
            services.draft_creation.start(RAVI, ("photo_1",), NOTHING)
        assert services.drafts.kept == {}
