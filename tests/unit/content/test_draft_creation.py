import pytest

from functions.content.errors.drafts import ProductNotFound
from functions.content.events import DraftReady, RewritePlanned
from tests.unit.content.content_services import (
    ASHA,
    PRODUCT,
    RAVI,
    Services,
    ready,
    requests,
)

CREATED = "product_created"


class TestFromPhotoToDraft:
    def test_a_new_product_gets_a_draft_that_is_written_at_once(self) -> None:
        services = Services()
        services.say(craft="Dhokra", region="Bastar")
        draft = services.hear(trigger=CREATED)
        assert draft
        assert services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert services.only().status == "ready"
        facts = services.writer.briefs[-1].facts
        assert (facts.craft, facts.region) == ("Dhokra", "Bastar")
        (event,) = services.drafts.events_of(DraftReady)
        assert event.model_dump() == {
            "draft_id": draft.draft_id,
            "owner_id": ASHA,
            "product_id": PRODUCT,
            "writer": "plain",
            "draft_version": 3,
            "languages": ["en"],
        }

    def test_an_event_that_comes_twice_is_written_about_once(self) -> None:
        services = Services({"photo_1": "uploading"})
        services.start()
        services.photos.states["photo_1"] = "ready"
        first = services.draft_creation.photo_ready(ASHA, "photo_1")
        again = services.draft_creation.photo_ready(ASHA, "photo_1")
        assert first == again == services.only()
        # The product's event is another one: its worker leaves the words to the photo's.
        assert services.hear(trigger=CREATED) is None
        services.written()
        assert services.draft_creation.photo_ready(ASHA, "photo_1") is None
        assert requests(services) == []
        assert services.only().status == "ready"

    def test_a_product_that_is_created_twice_is_written_about_once(self) -> None:
        services = Services()
        first = services.hear(trigger=CREATED)
        assert services.hear(trigger=CREATED) == first
        services.written()
        assert services.hear(trigger=CREATED) is None
        assert len(services.drafts.kept) == 1

    def test_words_that_the_artisan_asked_for_meanwhile_are_not_the_photos(self) -> None:
        services = Services()
        draft = services.hear(trigger=CREATED)
        assert draft
        newer = services.draft_editor.rewrite(ASHA, draft.draft_id)
        assert services.hear(trigger=CREATED) is None
        assert not services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert [one.draft_version for one in requests(services)] == [newer.asked]

    def test_words_that_the_artisan_asked_for_before_are_not_the_photos(self) -> None:
        services = Services()
        services.start()
        assert services.draft_creation.photo_ready(ASHA, "photo_1") is None
        assert services.hear(trigger=CREATED) is None
        assert len(requests(services)) == 1

    def test_a_draft_waits_for_its_photo(self) -> None:
        services = Services({"photo_1": "uploading"})
        services.start(title="A vase")
        assert services.only().status == "waiting_for_photo"
        assert requests(services) == []
        services.photos.states["photo_1"] = "ready"
        services.draft_creation.photo_ready(ASHA, "photo_1")
        assert services.only().status == "writing"
        services.written()
        assert services.writer.briefs[-1].facts.title == "A vase"

    def test_a_product_without_a_photo_is_written_about_from_its_facts(self) -> None:
        services = Services()
        services.say(photo_ids=())
        services.start(title="A vase")
        services.written()
        assert services.writer.briefs[-1].photo_id == ""

    def test_a_photo_that_is_ready_before_its_product_is_known_finds_its_draft_later(self) -> None:
        services = Services()
        assert services.draft_creation.photo_ready(ASHA, "photo_1") is None
        assert services.hear(trigger=CREATED) == services.only()

    def test_a_photo_that_becomes_ready_in_between_is_not_lost(self) -> None:
        services = Services({"photo_1": "uploading"})

        def ready_now() -> None:
            services.photos.states["photo_1"] = "ready"
            assert services.draft_creation.photo_ready(ASHA, "photo_1") is None

        services.drafts.before_save = ready_now
        started = services.start(title="A vase")
        assert (started.new, started.draft.status) == (True, "writing")
        assert len(requests(services)) == 1

    def test_starting_again_changes_the_languages_alone(self) -> None:
        services = Services()
        first = services.start(title="A vase")
        again = services.start()
        assert (first.new, again.new, again.draft) == (True, False, first.draft)
        more = services.start(("en", "hi"))
        assert (more.new, more.draft.languages) == (False, ("en", "hi"))
        assert [event.draft_version for event in requests(services)] == [2, 3]

    def test_starting_again_does_not_wait_for_what_the_product_says(self) -> None:
        services = Services()
        ready(services)
        draft = services.start(region="Jaipur").draft
        assert (draft.status, draft.asked) == ("writing", draft.version)
        assert services.drafts.events_of(RewritePlanned) == []
        services.hear("region")
        assert services.only() == draft
        services.written()
        assert services.writer.briefs[-1].facts.region == "Jaipur"

    def test_two_starts_at_once_make_one_draft(self) -> None:
        services = Services()
        services.drafts.before_save = services.start
        assert not services.start().new
        assert len(services.drafts.kept) == 1
        assert len(requests(services)) == 1

    def test_products_of_others_and_archived_ones_are_refused(self) -> None:
        services = Services()
        for owner_id, archived in ((RAVI, False), (ASHA, True)):
            services.say(is_archived=archived)
            with pytest.raises(ProductNotFound):
                services.draft_creation.start(owner_id, PRODUCT)
        assert services.drafts.kept == {}


class TestPhotoThatNeverComes:
    @pytest.mark.parametrize(
        ("state", "problem"), [("rejected", "It is no picture."), (None, "It is gone.")]
    )
    def test_a_photo_that_will_never_be_ready_says_why(
        self, state: str | None, problem: str
    ) -> None:
        services = Services({"photo_1": "rejected"})
        if state is None:
            services.photos.states.clear()
        draft = services.start().draft
        assert (draft.status, draft.photo_problem) == ("photo_rejected", problem)
        version = draft.version
        assert services.start().draft.version == version

    def test_a_photo_that_was_rejected_before_the_product_was_known_is_rejected(self) -> None:
        services = Services({"photo_1": "rejected"})
        services.draft_creation.photo_rejected(ASHA, "photo_1", "It is no picture.")
        services.hear(trigger=CREATED)
        assert services.only().status == "photo_rejected"

    def test_another_cover_is_written_about(self) -> None:
        services = Services({"photo_1": "rejected", "photo_2": "ready"})
        services.say(photo_ids=("photo_1",))
        services.start()
        services.say(photo_ids=("photo_2",))
        draft = services.hear("photo_ids")
        assert draft
        assert (draft.status, draft.photo_problem) == ("writing", None)
