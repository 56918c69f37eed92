import pytest

from functions.content.errors import DraftEditedMeanwhile, DraftNotFound, DraftNotReady
from functions.content.errors.review import VersionNotFound
from functions.content.events import DraftApproved, DraftDeleted, DraftRejected
from functions.content.model.draft import Draft
from functions.content.model.edits import CopyEdit, Edit
from functions.content.model.review import ARTISAN, Author
from functions.content.model.versions import KEPT, Change
from tests.unit.content.world import ASHA, NOTHING, RAVI, Studio, hand, ready, told


def titled(studio: Studio, draft: Draft, title: str) -> Draft:
    edit = Edit(copy=CopyEdit(title=title))
    return studio.editing.edit(ASHA, draft.draft_id, draft.version, edit)


def changes(studio: Studio, draft: Draft) -> list[Change]:
    return list(studio.reviewing.versions(ASHA, draft.draft_id, 100, None).items)


class TestDecisions:
    def test_a_rejection_says_why_and_a_change_starts_over(self) -> None:
        studio = Studio()
        draft = ready(studio)
        done = studio.reviewing.reject(ASHA, draft.draft_id, draft.version, "Too long.")
        assert done.status == "rejected"
        assert done.review
        assert (done.review.reason, done.review.by) == ("Too long.", ARTISAN)
        (said,) = studio.drafts.told(DraftRejected)
        assert isinstance(said, DraftRejected)
        assert (said.reason, said.draft_version, said.by) == ("Too long.", done.version, "artisan")
        edited = titled(studio, done, "Shorter")
        assert (edited.status, edited.review) == ("edited", None)

    def test_the_same_rejection_twice_is_one(self) -> None:
        studio = Studio()
        draft = ready(studio)
        done = studio.reviewing.reject(ASHA, draft.draft_id, draft.version, "No.")
        assert studio.reviewing.reject(ASHA, draft.draft_id, done.version, "No.") == done
        assert len(studio.drafts.told(DraftRejected)) == 1

    def test_an_approval_may_be_taken_back_and_given_again(self) -> None:
        studio = Studio()
        draft = ready(studio)
        draft = studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        draft = studio.reviewing.reject(ASHA, draft.draft_id, draft.version, "Not yet.")
        draft = studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        assert studio.drafting.approved(ASHA, draft.draft_id) == draft
        assert len(studio.drafts.told(DraftApproved)) == 2

    def test_only_the_version_that_was_read_is_decided_about(self) -> None:
        studio = Studio()
        draft = ready(studio)
        titled(studio, draft, "Mine")
        with pytest.raises(DraftEditedMeanwhile):
            studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        with pytest.raises(DraftEditedMeanwhile):
            studio.reviewing.reject(ASHA, draft.draft_id, draft.version, "No.")

    def test_words_that_are_not_there_are_not_rejected(self) -> None:
        studio = Studio()
        draft = studio.drafting.start(ASHA, ("photo_1",), NOTHING).draft
        with pytest.raises(DraftNotReady):
            studio.reviewing.reject(ASHA, draft.draft_id, draft.version, "No.")


class TestHistory:
    def test_each_change_tells_who_made_it_and_what_it_changed(self) -> None:
        studio = Studio()
        draft = titled(studio, ready(studio), "Mine")
        draft = studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        found = changes(studio, draft)
        assert [one.kind for one in found] == ["approved", "edited", "written", "started"]
        assert [one.by for one in found] == [ARTISAN, ARTISAN, Author("writer", "plain"), ARTISAN]
        assert found[0].changed == ()
        assert "copies.en.title" in found[1].changed
        assert "platforms.meesho.title" in found[1].changed
        assert not any(path.startswith("facts") for path in found[1].changed)
        assert "facts.craft" in found[3].changed

    def test_what_changes_nothing_to_look_at_is_no_version(self) -> None:
        studio = Studio()
        draft = ready(studio)
        before = len(changes(studio, draft))
        studio.editing.rewrite(ASHA, draft.draft_id, NOTHING)
        assert len(changes(studio, draft)) == before

    def test_restoring_brings_words_facts_and_languages_back(self) -> None:
        studio = Studio()
        first = ready(studio)
        draft = titled(studio, first, "Mine")
        edit = Edit(facts=told(region="Jaipur"), languages=("hi", "en"))
        studio.editing.edit(ASHA, draft.draft_id, draft.version, edit)
        studio.writer.title = "Another"
        draft = studio.written()
        assert draft.languages == ("hi", "en")
        draft = studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        back = studio.reviewing.restore(ASHA, draft.draft_id, draft.version, first.version)
        assert (back.copies, back.platforms) == (first.copies, first.platforms)
        assert (back.facts, back.languages, back.edited) == (first.facts, ("en",), ())
        assert (back.status, back.version) == ("edited", draft.version + 1)
        newest = changes(studio, back)[0]
        assert (newest.kind, newest.of) == ("restored", first.version)

    def test_restoring_stops_a_writer_at_work(self) -> None:
        studio = Studio()
        first = ready(studio)
        draft = studio.editing.rewrite(ASHA, first.draft_id, told(region="Jaipur"))
        back = studio.reviewing.restore(ASHA, first.draft_id, draft.version, first.version)
        assert back.facts == first.facts
        assert not studio.writing.write(ASHA, first.draft_id, draft.asked)

    def test_restoring_what_is_there_changes_nothing(self) -> None:
        studio = Studio()
        draft = ready(studio)
        same = studio.reviewing.restore(ASHA, draft.draft_id, draft.version, draft.version)
        assert same == draft

    def test_only_the_newest_hundred_are_kept(self) -> None:
        studio = Studio()
        draft = ready(studio)
        for number in range(KEPT + 5):
            draft = titled(studio, draft, f"Take {number}")
        found = changes(studio, draft)
        assert len(found) == KEPT
        assert found[-1].number == draft.version - KEPT + 1
        with pytest.raises(VersionNotFound):
            studio.reviewing.version(ASHA, draft.draft_id, draft.version - KEPT)

    def test_two_restores_at_once_do_not_overwrite_each_other(self) -> None:
        studio = Studio()
        first = ready(studio)
        draft = titled(studio, first, "Mine")

        def theirs() -> None:
            titled(studio, draft, "Theirs")

        studio.drafts.before_save = theirs
        with pytest.raises(DraftEditedMeanwhile):
            studio.reviewing.restore(ASHA, draft.draft_id, draft.version, first.version)
        assert studio.only().copy.title == "Theirs"

    def test_the_history_of_others_does_not_exist(self) -> None:
        studio = Studio()
        draft = ready(studio)
        for attempt in (
            lambda: studio.reviewing.versions(RAVI, draft.draft_id, 10, None),
            lambda: studio.reviewing.version(RAVI, draft.draft_id, 1),
            lambda: studio.reviewing.restore(RAVI, draft.draft_id, draft.version, 1),
            lambda: studio.reviewing.reject(RAVI, draft.draft_id, draft.version, "No."),
            lambda: studio.drafting.delete(RAVI, draft.draft_id),
        ):
            with pytest.raises(DraftNotFound):
                attempt()


class TestDeleting:
    def test_a_deleted_draft_frees_its_photos(self) -> None:
        studio = Studio({"photo_1": "ready", "photo_2": "ready"})
        draft = studio.drafting.start(ASHA, ("photo_1", "photo_2"), NOTHING).draft
        studio.drafting.delete(ASHA, draft.draft_id)
        assert studio.drafts.kept == {}
        assert studio.drafts.entries == {}
        (said,) = studio.drafts.told(DraftDeleted)
        assert isinstance(said, DraftDeleted)
        assert said.photo_ids == ["photo_1", "photo_2"]
        again = studio.drafting.start(ASHA, ("photo_1",), NOTHING)
        assert again.new
        assert again.draft.draft_id != draft.draft_id

    def test_photos_of_another_draft_stay_where_they_are(self) -> None:
        studio = Studio({"photo_1": "ready", "photo_2": "ready"})
        other = studio.drafting.start(ASHA, ("photo_2",), told(craft="Dhokra")).draft
        other = studio.editing.edit(
            ASHA, other.draft_id, other.version, hand("facebook", text="Mine")
        )
        draft = studio.drafting.start(ASHA, ("photo_1", "photo_2"), NOTHING).draft
        studio.drafting.delete(ASHA, draft.draft_id)
        assert studio.only() == other
        assert [entry.draft_id for entry in studio.drafts.entries.values()] == [other.draft_id]
