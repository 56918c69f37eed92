import dataclasses
from collections.abc import Callable

import pytest

from functions.content.errors import (
    DraftEditedMeanwhile,
    DraftNotFound,
    DraftNotReady,
    NotApproved,
    TextRejected,
)
from functions.content.events import DraftApproved
from functions.content.model.draft import Draft
from functions.content.model.edits import CopyEdit, Edit, TextEdit
from tests.unit.content.world import ASHA, NOTHING, RAVI, Studio, hand, ready, requests, told


class TestEditing:
    def test_words_by_hand_survive_every_rewrite(self) -> None:
        studio = Studio()
        draft = ready(studio)
        edit = Edit(copy=CopyEdit(title="Mine"), platforms={"etsy": TextEdit(tags=("clay",))})
        draft = studio.editing.edit(ASHA, draft.draft_id, draft.version, edit)
        assert draft.edited == ("copies.en.title", "platforms.etsy.tags")
        studio.writer.title = "Another"
        studio.editing.rewrite(ASHA, draft.draft_id, told(region="Jaipur"))
        draft = studio.written()
        assert (draft.copy.title, draft.copy.description) == ("Mine", "Take 2.")
        assert draft.platforms["etsy"].tags == ("clay",)
        assert draft.platforms["etsy"].title == "Mine"
        assert draft.platforms["instagram"].text.startswith("Mine\n\nTake 2.")
        assert draft.edits_of("etsy")
        assert not draft.edits_of("facebook")

    def test_new_copy_reaches_the_platforms_that_were_left_alone(self) -> None:
        studio = Studio()
        draft = ready(studio)
        draft = studio.editing.edit(
            ASHA, draft.draft_id, draft.version, hand("facebook", text="By hand")
        )
        edit = Edit(copy=CopyEdit(description="New words."))
        draft = studio.editing.edit(ASHA, draft.draft_id, draft.version, edit)
        assert draft.platforms["facebook"].text == "By hand"
        assert draft.platforms["meesho"].text == "New words."

    def test_sending_back_what_was_there_is_no_edit(self) -> None:
        studio = Studio()
        draft = ready(studio)
        same = Edit(
            facts=told(title="A vase"),
            copy=CopyEdit(title=draft.copy.title),
            platforms={"etsy": TextEdit(title=draft.platforms["etsy"].title)},
        )
        assert studio.editing.edit(ASHA, draft.draft_id, draft.version, same) == draft
        assert studio.only().edited == ()

    def test_new_facts_are_written_about(self) -> None:
        studio = Studio()
        draft = ready(studio)
        changed = studio.editing.edit(
            ASHA, draft.draft_id, draft.version, Edit(facts=told(region="Jaipur"))
        )
        assert (changed.status, changed.asked) == ("writing", changed.version)
        assert studio.written().status == "ready"
        assert studio.writer.briefs[-1].facts.region == "Jaipur"

    def test_facts_for_a_waiting_draft_wait_with_it(self) -> None:
        studio = Studio({"photo_1": "uploading"})
        draft = studio.drafting.start(ASHA, ("photo_1",), NOTHING).draft
        draft = studio.editing.edit(ASHA, draft.draft_id, 1, Edit(facts=told(region="Jaipur")))
        draft = studio.editing.rewrite(ASHA, draft.draft_id, told(craft="Dhokra"))
        assert (draft.status, draft.version) == ("waiting_for_photo", 3)
        assert requests(studio) == []

    @pytest.mark.parametrize(
        ("edit", "fields"),
        [
            (
                hand("instagram", text="x" * 2201),
                [{"field": "platforms.instagram.text", "limit": 2200, "count": 2201}],
            ),
            (
                hand("etsy", title="a & b & c", tags=("x" * 21,)),
                [
                    {"field": "platforms.etsy.title", "limit": 1, "count": 2},
                    {"field": "platforms.etsy.tags.0", "limit": 20, "count": 21},
                ],
            ),
            (hand("facebook", title="Sale"), [{"field": "platforms.facebook.title"}]),
            (hand("myspace", text="Hello"), [{"field": "platforms.myspace"}]),
        ],
    )
    def test_what_a_platform_refuses_is_refused_at_once(
        self, edit: Edit, fields: list[dict[str, object]]
    ) -> None:
        studio = Studio()
        draft = ready(studio)
        with pytest.raises(TextRejected) as refusal:
            studio.editing.edit(ASHA, draft.draft_id, draft.version, edit)
        found = refusal.value.details["fields"]
        assert isinstance(found, list)
        assert [{k: v for k, v in one.items() if k != "reason"} for one in found] == fields
        assert all(one["reason"] for one in found)
        assert studio.only() == draft

    def test_an_old_version_is_not_edited(self) -> None:
        studio = Studio()
        draft = ready(studio)
        with pytest.raises(DraftEditedMeanwhile):
            studio.editing.edit(ASHA, draft.draft_id, draft.version - 1, hand(title="Mine"))

    def test_two_edits_at_the_same_moment_do_not_overwrite_each_other(self) -> None:
        studio = Studio()
        draft = ready(studio)

        def theirs() -> None:
            studio.editing.edit(ASHA, draft.draft_id, draft.version, hand(title="Theirs"))

        studio.drafts.before_save = theirs
        with pytest.raises(DraftEditedMeanwhile):
            studio.editing.edit(ASHA, draft.draft_id, draft.version, hand(title="Mine"))
        assert studio.only().platforms["etsy"].title == "Theirs"


class TestApproval:
    def test_nothing_is_approved_by_itself(self) -> None:
        studio = Studio()
        draft = ready(studio)
        with pytest.raises(NotApproved):
            studio.drafting.approved(ASHA, draft.draft_id)
        done = studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        assert studio.drafting.approved(ASHA, draft.draft_id) == done
        assert studio.reviewing.approve(ASHA, draft.draft_id, done.version) == done
        assert len(studio.drafts.told(DraftApproved)) == 1

    def test_any_change_needs_a_new_approval(self) -> None:
        for change in (
            hand(title="Mine"),
            Edit(copy=CopyEdit(alt_text="A vase")),
            Edit(facts=told(region="Jaipur")),
        ):
            studio = Studio()
            draft = ready(studio)
            draft = studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
            changed = studio.editing.edit(ASHA, draft.draft_id, draft.version, change)
            assert changed.status in {"edited", "writing"}
            with pytest.raises(NotApproved):
                studio.drafting.approved(ASHA, draft.draft_id)

    def test_other_photos_need_a_new_approval_too(self) -> None:
        studio = Studio({"photo_1": "ready", "photo_2": "ready"})
        draft = ready(studio)
        studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        studio.drafting.start(ASHA, ("photo_1", "photo_2"), NOTHING)
        assert studio.only().status == "ready"

    def test_unwritten_words_cannot_be_approved(self) -> None:
        studio = Studio()
        draft = studio.drafting.start(ASHA, ("photo_1",), NOTHING).draft
        with pytest.raises(DraftNotReady):
            studio.reviewing.approve(ASHA, draft.draft_id, draft.version)

    def test_an_old_version_cannot_be_approved(self) -> None:
        studio = Studio()
        draft = ready(studio)
        studio.editing.edit(ASHA, draft.draft_id, draft.version, hand(title="Mine"))
        with pytest.raises(DraftEditedMeanwhile):
            studio.reviewing.approve(ASHA, draft.draft_id, draft.version)

    def test_a_limit_that_became_lower_stops_approval(self) -> None:
        studio = Studio()
        draft = ready(studio)
        draft = studio.editing.edit(
            ASHA, draft.draft_id, draft.version, hand("meesho", text="x" * 1400)
        )
        lower = [
            dataclasses.replace(one, text_max=1000) if one.platform == "meesho" else one
            for one in studio.platforms.known
        ]
        studio.platforms.known = tuple(lower)
        with pytest.raises(TextRejected, match=r"platforms\.meesho\.text"):
            studio.reviewing.approve(ASHA, draft.draft_id, draft.version)

    def test_empty_words_cannot_be_approved(self) -> None:
        studio = Studio()
        draft = ready(studio)
        edit = Edit(copy=CopyEdit(description=""), platforms={"etsy": TextEdit(title="")})
        draft = studio.editing.edit(ASHA, draft.draft_id, draft.version, edit)
        with pytest.raises(TextRejected, match=r"copies\.en\.description, platforms\.etsy\.title"):
            studio.reviewing.approve(ASHA, draft.draft_id, draft.version)

    def test_drafts_of_others_do_not_exist(self) -> None:
        studio = Studio()
        draft = ready(studio)
        drafting, draft_id = studio.drafting, draft.draft_id
        attempts: tuple[Callable[[], Draft], ...] = (
            lambda: drafting.draft(RAVI, draft_id),
            lambda: drafting.approved(RAVI, draft_id),
            lambda: studio.reviewing.approve(RAVI, draft_id, draft.version),
            lambda: studio.editing.edit(RAVI, draft_id, draft.version, hand(title="x")),
            lambda: studio.editing.rewrite(RAVI, draft_id, NOTHING),
        )
        for attempt in attempts:
            with pytest.raises(DraftNotFound):
                attempt()
        assert list(studio.drafting.page(RAVI, 10, None).items) == []
        assert list(studio.drafting.page(ASHA, 10, None).items) == [draft]
