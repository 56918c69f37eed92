import pytest

from functions.content.errors.drafts import DraftEditedMeanwhile, DraftNotFound, DraftNotReady
from functions.content.errors.review import VersionNotFound
from functions.content.events import DraftApproved, DraftRejected
from functions.content.model.draft import Draft
from functions.content.model.edits import CopyEdit, Edit
from functions.content.model.review import ARTISAN, Author
from functions.content.model.versions import KEPT, Change
from tests.unit.content.content_services import (
    ASHA,
    PRODUCT,
    RAVI,
    Services,
    ready,
)


def titled(services: Services, draft: Draft, title: str) -> Draft:
    edit = Edit(copy=CopyEdit(title=title))
    return services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)


def changes(services: Services, draft: Draft) -> list[Change]:
    return list(services.reviews.versions(ASHA, draft.draft_id, 100, None).items)


class TestDecisions:
    def test_a_rejection_says_why_and_a_change_starts_over(self) -> None:
        services = Services()
        draft = ready(services)
        done = services.reviews.reject(ASHA, draft.draft_id, draft.version, "Too long.")
        assert done.status == "rejected"
        assert done.review
        assert (done.review.reason, done.review.by) == ("Too long.", ARTISAN)
        (event,) = services.drafts.events_of(DraftRejected)
        assert isinstance(event, DraftRejected)
        assert (event.reason, event.draft_version, event.by) == (
            "Too long.",
            done.version,
            "artisan",
        )
        edited = titled(services, done, "Shorter")
        assert (edited.status, edited.review) == ("edited", None)

    def test_the_same_rejection_twice_is_one(self) -> None:
        services = Services()
        draft = ready(services)
        done = services.reviews.reject(ASHA, draft.draft_id, draft.version, "No.")
        assert services.reviews.reject(ASHA, draft.draft_id, done.version, "No.") == done
        assert len(services.drafts.events_of(DraftRejected)) == 1

    def test_an_approval_may_be_taken_back_and_given_again(self) -> None:
        services = Services()
        draft = ready(services)
        draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        draft = services.reviews.reject(ASHA, draft.draft_id, draft.version, "Not yet.")
        draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        assert services.draft_creation.approved(ASHA, PRODUCT) == draft
        assert len(services.drafts.events_of(DraftApproved)) == 2

    def test_only_the_version_that_was_read_is_decided_about(self) -> None:
        services = Services()
        draft = ready(services)
        titled(services, draft, "Mine")
        with pytest.raises(DraftEditedMeanwhile):
            services.reviews.approve(ASHA, draft.draft_id, draft.version)
        with pytest.raises(DraftEditedMeanwhile):
            services.reviews.reject(ASHA, draft.draft_id, draft.version, "No.")

    def test_words_that_are_not_there_are_not_rejected(self) -> None:
        services = Services()
        draft = services.start().draft
        with pytest.raises(DraftNotReady):
            services.reviews.reject(ASHA, draft.draft_id, draft.version, "No.")


class TestHistory:
    def test_each_change_tells_who_made_it_and_what_it_changed(self) -> None:
        services = Services()
        draft = titled(services, ready(services), "Mine")
        draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        found = changes(services, draft)
        assert [one.kind for one in found] == ["approved", "edited", "written", "started"]
        assert [one.by for one in found] == [ARTISAN, ARTISAN, Author("writer", "plain"), ARTISAN]
        assert found[0].changed == ()
        assert "copies.en.title" in found[1].changed
        assert "platforms.meesho.title" in found[1].changed
        assert not any(path.startswith("facts") for path in found[1].changed)
        assert "platforms.facebook.text" in found[3].changed

    def test_what_changes_nothing_to_look_at_is_no_version(self) -> None:
        services = Services()
        draft = ready(services)
        before = len(changes(services, draft))
        services.draft_editor.rewrite(ASHA, draft.draft_id)
        assert len(changes(services, draft)) == before

    def test_restoring_brings_words_and_languages_back(self) -> None:
        services = Services()
        first = ready(services)
        draft = titled(services, first, "Mine")
        edit = Edit(languages=("hi", "en"))
        services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        services.writer.title = "Another"
        draft = services.written()
        assert draft.languages == ("hi", "en")
        draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        back = services.reviews.restore(ASHA, draft.draft_id, draft.version, first.version)
        assert (back.copies, back.platforms) == (first.copies, first.platforms)
        assert (back.languages, back.edited) == (("en",), ())
        assert (back.status, back.version) == ("edited", draft.version + 1)
        newest = changes(services, back)[0]
        assert (newest.kind, newest.of) == ("restored", first.version)

    def test_restored_words_have_the_price_of_today(self) -> None:
        services = Services()
        first = ready(services)
        services.change(price={"minor": 110_000, "currency": "INR"})
        draft = services.written()
        back = services.reviews.restore(ASHA, draft.draft_id, draft.version, first.version)
        assert "₹1,100" in back.platforms["facebook"].text
        done = services.reviews.approve(ASHA, back.draft_id, back.version)
        assert services.draft_creation.approved(ASHA, PRODUCT) == done

    def test_restoring_stops_a_writer_at_work(self) -> None:
        services = Services()
        first = ready(services)
        draft = services.change(region="Jaipur")
        back = services.reviews.restore(ASHA, first.draft_id, draft.version, first.version)
        assert back.copies == first.copies
        assert not services.copy_writing.write(ASHA, first.draft_id, draft.asked)

    def test_restoring_what_is_there_changes_nothing(self) -> None:
        services = Services()
        draft = ready(services)
        same = services.reviews.restore(ASHA, draft.draft_id, draft.version, draft.version)
        assert same == draft

    def test_only_the_newest_hundred_are_kept(self) -> None:
        services = Services()
        draft = ready(services)
        for number in range(KEPT + 5):
            draft = titled(services, draft, f"Take {number}")
        found = changes(services, draft)
        assert len(found) == KEPT
        assert found[-1].number == draft.version - KEPT + 1
        with pytest.raises(VersionNotFound):
            services.reviews.version(ASHA, draft.draft_id, draft.version - KEPT)

    def test_two_restores_at_once_do_not_overwrite_each_other(self) -> None:
        services = Services()
        first = ready(services)
        draft = titled(services, first, "Mine")

        def theirs() -> None:
            titled(services, draft, "Theirs")

        services.drafts.before_save = theirs
        with pytest.raises(DraftEditedMeanwhile):
            services.reviews.restore(ASHA, draft.draft_id, draft.version, first.version)
        assert services.only().copy.title == "Theirs"

    def test_the_history_of_others_does_not_exist(self) -> None:
        services = Services()
        draft = ready(services)
        for attempt in (
            lambda: services.reviews.versions(RAVI, draft.draft_id, 10, None),
            lambda: services.reviews.version(RAVI, draft.draft_id, 1),
            lambda: services.reviews.restore(RAVI, draft.draft_id, draft.version, 1),
            lambda: services.reviews.reject(RAVI, draft.draft_id, draft.version, "No."),
        ):
            with pytest.raises(DraftNotFound):
                attempt()
