from collections.abc import Callable

import pytest

from functions.content.errors.drafts import (
    DraftNotFound,
    FactsChanged,
    NotApproved,
)
from functions.content.events import RewritePlanned, RewriteRequested
from functions.content.model.draft import Draft
from functions.content.model.edits import CopyEdit, Edit
from functions.content.model.facts import Piece
from tests.unit.content.content_services import (
    ASHA,
    DRAFT,
    PRODUCT,
    Services,
    ready,
    requests,
)

CREATED = "product_created"


def approved(services: Services) -> Draft:
    draft = ready(services)
    return services.reviews.approve(ASHA, draft.draft_id, draft.version)


class TestFollowingTheProduct:
    def test_other_facts_are_composed_at_once_and_written_after_a_pause(self) -> None:
        services = Services()
        approved(services)
        draft = services.change(price={"minor": 110_000, "currency": "INR"})
        assert (draft.status, draft.review) == ("writing", None)
        assert "₹1,100" in draft.platforms["facebook"].text
        (planned,) = services.drafts.events_of(RewritePlanned)
        assert isinstance(planned, RewriteRequested)
        assert planned.draft_version == draft.asked
        newest = services.reviews.versions(ASHA, DRAFT, 1, None).items[0]
        assert (newest.kind, newest.changed[0]) == ("facts", "facts.price")

    def test_the_same_event_twice_changes_nothing_more(self) -> None:
        services = Services()
        ready(services)
        draft = services.change(region="Jaipur")
        services.hear("region")
        assert services.only() == draft
        services.written()
        services.hear("region")
        assert services.only().status == "ready"

    def test_an_event_that_comes_late_finds_the_facts_of_now(self) -> None:
        services = Services()
        ready(services)
        services.say(region="Jaipur")
        draft = services.change(region="Bastar")
        services.hear("region", trigger="product_updated_1")
        assert services.only() == draft
        services.written()
        assert services.writer.briefs[-1].facts.region == "Bastar"

    def test_a_product_that_is_updated_before_it_is_created_gets_its_draft(self) -> None:
        services = Services()
        services.say(region="Jaipur")
        assert services.hear("region") == services.only()
        assert services.hear(trigger=CREATED) is None

    def test_quantity_alone_changes_nothing(self) -> None:
        services = Services()
        draft = approved(services)
        assert services.change(quantity=2) == draft
        assert services.draft_creation.approved(ASHA, PRODUCT) == draft

    def test_a_waiting_draft_takes_the_facts_without_writing(self) -> None:
        services = Services({"photo_1": "uploading"})
        services.start()
        draft = services.change(price={"minor": 110_000, "currency": "INR"})
        assert draft.status == "waiting_for_photo"
        assert "₹1,100" in draft.platforms["facebook"].text
        assert requests(services) == []

    def test_other_photos_need_a_new_approval(self) -> None:
        services = Services({"photo_1": "ready", "photo_2": "ready"})
        services.say(photo_ids=("photo_1",))
        approved(services)
        draft = services.change(photo_ids=("photo_1", "photo_2"))
        assert (draft.status, draft.review) == ("ready", None)
        assert len(requests(services)) == 1
        draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        services.hear("photo_ids")
        assert services.only() == draft

    def test_another_cover_is_looked_at_and_what_was_written_by_hand_stays(self) -> None:
        services = Services({"photo_1": "ready", "photo_2": "ready"})
        draft = ready(services)
        edit = Edit(copy=CopyEdit(title="Mine"))
        services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        services.say(photo_ids=("photo_2", "photo_1"))
        asked = services.hear("photo_ids")
        assert asked
        assert services.copy_writing.write(ASHA, asked.draft_id, asked.asked)
        assert services.writer.briefs[-1].photo_id == "photo_2"
        assert services.only().copy.title == "Mine"

    def test_words_wait_for_a_cover_that_is_on_its_way(self) -> None:
        services = Services({"photo_1": "ready", "photo_2": "uploading"})
        ready(services)
        draft = services.change(photo_ids=("photo_2",))
        assert draft.status == "waiting_for_photo"
        assert draft.copy.title == "A vase"
        services.photos.states["photo_2"] = "ready"
        assert services.draft_creation.photo_ready(ASHA, "photo_2") == services.only()

    def test_facts_that_change_while_words_are_written_are_written_about(self) -> None:
        services = Services()
        services.start(title="A vase")
        services.writer.meanwhile = lambda: services.say(region="Jaipur")
        draft = services.only()
        assert not services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert services.only().copy.title == ""
        services.written()
        assert services.writer.briefs[-1].facts.region == "Jaipur"
        services.hear("region")
        assert services.only().status == "ready"

    def test_facts_that_change_there_and_back_while_words_are_written_end_agreed(self) -> None:
        services = Services()
        services.start(region="Jaipur")
        services.say(region="Bastar")

        def back() -> None:
            services.hear("region")
            services.say(region="Jaipur")
            services.hear("region")

        draft = services.only()
        services.writer.meanwhile = back
        services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        draft = services.written()
        assert services.writer.briefs[-1].facts.region == "Jaipur"
        assert services.reviews.approve(ASHA, draft.draft_id, draft.version)


class TestArchiving:
    def test_the_draft_of_an_archived_product_is_gone_until_it_is_restored(self) -> None:
        services = Services()
        draft = approved(services)
        services.say(is_archived=True)
        services.hear()
        gone: tuple[Callable[[], object], ...] = (
            lambda: services.draft_creation.draft(ASHA, DRAFT),
            lambda: services.draft_creation.approved(ASHA, PRODUCT),
            lambda: services.draft_editor.rewrite(ASHA, DRAFT),
            lambda: services.reviews.approve(ASHA, DRAFT, draft.version),
        )
        for attempt in gone:
            with pytest.raises(DraftNotFound):
                attempt()
        assert services.draft_creation.page(ASHA, None, 10, None).items == []
        assert services.draft_creation.page(ASHA, PRODUCT, 10, None).items == []
        services.say(is_archived=False)
        services.hear()
        assert services.draft_creation.approved(ASHA, PRODUCT).copies == draft.copies

    def test_events_in_the_other_order_end_the_same(self) -> None:
        services = Services()
        ready(services)
        services.say(is_archived=True)
        services.say(is_archived=False)
        services.hear(trigger="product_restored")
        services.hear(trigger="product_restored")
        assert services.draft_creation.draft(ASHA, DRAFT).status == "ready"

    def test_words_that_were_being_written_are_dropped_and_asked_for_again(self) -> None:
        services = Services()
        services.start()

        def archive() -> None:
            services.say(is_archived=True)
            services.hear()

        services.writer.meanwhile = archive
        asked = services.only().asked
        assert not services.copy_writing.write(ASHA, DRAFT, asked)
        assert services.only().copy.title == ""
        services.say(is_archived=False)
        services.hear(trigger="product_restored")
        assert services.written().status == "ready"

    def test_a_restored_draft_takes_up_what_was_skipped(self) -> None:
        services = Services({"photo_1": "uploading"})
        services.start()
        services.say(is_archived=True)
        services.hear()
        services.photos.states["photo_1"] = "ready"
        assert services.draft_creation.photo_ready(ASHA, "photo_1") is None
        services.say(is_archived=False, region="Jaipur")
        draft = services.hear(trigger="product_restored")
        assert draft
        assert services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert services.writer.briefs[-1].facts.region == "Jaipur"

    def test_an_archived_product_gets_no_draft(self) -> None:
        services = Services()
        services.say(is_archived=True)
        assert services.hear(trigger=CREATED) is None
        assert services.drafts.kept == {}
        services.pieces.known = {}
        assert services.hear() is None


class TestApprovedFacts:
    def test_words_are_approved_with_the_facts_of_their_time(self) -> None:
        services = Services()
        draft = approved(services)
        # The price has changed, and the draft has not heard of it yet.
        services.say(price={"minor": 110_000, "currency": "INR"})
        with pytest.raises(FactsChanged) as refusal:
            services.draft_creation.approved(ASHA, PRODUCT)
        assert isinstance(refusal.value, NotApproved)
        assert refusal.value.code == "facts_changed"
        services.hear("price")
        with pytest.raises(NotApproved):
            services.draft_creation.approved(ASHA, PRODUCT)
        draft = services.written()
        draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        assert services.draft_creation.approved(ASHA, PRODUCT) == draft

    def test_words_about_other_facts_cannot_be_approved(self) -> None:
        services = Services()
        draft = ready(services)
        services.say(region="Jaipur")
        with pytest.raises(FactsChanged):
            services.reviews.approve(ASHA, draft.draft_id, draft.version)

    def test_the_row_of_a_draft_keeps_neither_facts_nor_photos(self) -> None:
        services = Services()
        services.pieces.known[PRODUCT] = Piece(PRODUCT, photo_ids=("photo_1",))
        services.start(story="My grandmother taught me.")
        assert "grandmother" not in repr(services.only().basis)
        assert "photo_1" not in repr(services.only())
