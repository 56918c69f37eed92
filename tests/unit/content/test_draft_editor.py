import dataclasses
from collections.abc import Callable

import pytest

from functions.content.errors.drafts import (
    DraftEditedMeanwhile,
    DraftNotFound,
    DraftNotReady,
    NotApproved,
    TextRejected,
)
from functions.content.events import DraftApproved
from functions.content.model.draft import Draft
from functions.content.model.edits import CopyEdit, Edit, TextEdit
from tests.unit.content.content_services import (
    ASHA,
    PRODUCT,
    RAVI,
    Services,
    manual_edit,
    ready,
    requests,
)


class TestEditing:
    def test_words_by_hand_survive_every_rewrite(self) -> None:
        services = Services()
        draft = ready(services)
        edit = Edit(copy=CopyEdit(title="Mine"), platforms={"etsy": TextEdit(tags=("clay",))})
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        assert draft.edited == ("copies.en.title", "platforms.etsy.tags")
        services.writer.title = "Another"
        services.change(region="Jaipur")
        draft = services.written()
        assert (draft.copy.title, draft.copy.description) == ("Mine", "Take 2.")
        assert draft.platforms["etsy"].tags == ("clay",)
        assert draft.platforms["etsy"].title == "Mine"
        assert draft.platforms["instagram"].text.startswith("Mine\n\nTake 2.")
        assert draft.edits_of("etsy")
        assert not draft.edits_of("facebook")

    def test_new_copy_reaches_the_platforms_that_were_left_alone(self) -> None:
        services = Services()
        draft = ready(services)
        draft = services.draft_editor.edit(
            ASHA, draft.draft_id, draft.version, manual_edit("facebook", text="By hand")
        )
        edit = Edit(copy=CopyEdit(description="New words."))
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        assert draft.platforms["facebook"].text == "By hand"
        assert draft.platforms["meesho"].text == "New words."

    def test_sending_back_what_was_there_is_no_edit(self) -> None:
        services = Services()
        draft = ready(services)
        same = Edit(
            copy=CopyEdit(title=draft.copy.title),
            platforms={"etsy": TextEdit(title=draft.platforms["etsy"].title)},
        )
        assert services.draft_editor.edit(ASHA, draft.draft_id, draft.version, same) == draft
        assert services.only().edited == ()

    def test_new_languages_are_written_in(self) -> None:
        services = Services()
        draft = ready(services)
        changed = services.draft_editor.edit(
            ASHA, draft.draft_id, draft.version, Edit(languages=("en", "hi"))
        )
        assert (changed.status, changed.asked) == ("writing", changed.version)
        assert services.written().status == "ready"
        assert services.writer.briefs[-1].languages == ("en", "hi")

    def test_languages_for_a_waiting_draft_wait_with_it(self) -> None:
        services = Services({"photo_1": "uploading"})
        draft = services.start().draft
        draft = services.draft_editor.edit(ASHA, draft.draft_id, 1, Edit(languages=("en", "hi")))
        assert services.draft_editor.rewrite(ASHA, draft.draft_id) == draft
        assert (draft.status, draft.version) == ("waiting_for_photo", 2)
        assert requests(services) == []

    @pytest.mark.parametrize(
        ("edit", "fields"),
        [
            (
                manual_edit("instagram", text="x" * 2201),
                [{"field": "platforms.instagram.text", "limit": 2200, "count": 2201}],
            ),
            (
                manual_edit("etsy", title="a & b & c", tags=("x" * 21,)),
                [
                    {"field": "platforms.etsy.title", "limit": 1, "count": 2},
                    {"field": "platforms.etsy.tags.0", "limit": 20, "count": 21},
                ],
            ),
            (manual_edit("facebook", title="Sale"), [{"field": "platforms.facebook.title"}]),
            (manual_edit("myspace", text="Hello"), [{"field": "platforms.myspace"}]),
        ],
    )
    def test_what_a_platform_refuses_is_refused_at_once(
        self, edit: Edit, fields: list[dict[str, object]]
    ) -> None:
        services = Services()
        draft = ready(services)
        with pytest.raises(TextRejected) as refusal:
            services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        found = refusal.value.details["fields"]
        assert isinstance(found, list)
        assert [{k: v for k, v in one.items() if k != "reason"} for one in found] == fields
        assert all(one["reason"] for one in found)
        assert services.only() == draft

    def test_an_old_version_is_not_edited(self) -> None:
        services = Services()
        draft = ready(services)
        with pytest.raises(DraftEditedMeanwhile):
            services.draft_editor.edit(
                ASHA, draft.draft_id, draft.version - 1, manual_edit(title="Mine")
            )

    def test_two_edits_at_the_same_moment_do_not_overwrite_each_other(self) -> None:
        services = Services()
        draft = ready(services)

        def theirs() -> None:
            services.draft_editor.edit(
                ASHA, draft.draft_id, draft.version, manual_edit(title="Theirs")
            )

        services.drafts.before_save = theirs
        with pytest.raises(DraftEditedMeanwhile):
            services.draft_editor.edit(
                ASHA, draft.draft_id, draft.version, manual_edit(title="Mine")
            )
        assert services.only().platforms["etsy"].title == "Theirs"


class TestApproval:
    def test_nothing_is_approved_by_itself(self) -> None:
        services = Services()
        draft = ready(services)
        with pytest.raises(NotApproved):
            services.draft_creation.approved(ASHA, PRODUCT)
        done = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        assert services.draft_creation.approved(ASHA, PRODUCT) == done
        assert services.reviews.approve(ASHA, draft.draft_id, done.version) == done
        assert len(services.drafts.events_of(DraftApproved)) == 1

    def test_any_change_needs_a_new_approval(self) -> None:
        for change in (
            manual_edit(title="Mine"),
            Edit(copy=CopyEdit(alt_text="A vase")),
            Edit(languages=("en", "hi")),
        ):
            services = Services()
            draft = ready(services)
            draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
            changed = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, change)
            assert changed.status in {"edited", "writing"}
            with pytest.raises(NotApproved):
                services.draft_creation.approved(ASHA, PRODUCT)

    def test_unwritten_words_cannot_be_approved(self) -> None:
        services = Services()
        draft = services.start().draft
        with pytest.raises(DraftNotReady):
            services.reviews.approve(ASHA, draft.draft_id, draft.version)

    def test_an_old_version_cannot_be_approved(self) -> None:
        services = Services()
        draft = ready(services)
        services.draft_editor.edit(ASHA, draft.draft_id, draft.version, manual_edit(title="Mine"))
        with pytest.raises(DraftEditedMeanwhile):
            services.reviews.approve(ASHA, draft.draft_id, draft.version)

    def test_a_limit_that_became_lower_stops_approval(self) -> None:
        services = Services()
        draft = ready(services)
        draft = services.draft_editor.edit(
            ASHA, draft.draft_id, draft.version, manual_edit("meesho", text="x" * 1400)
        )
        lower = [
            dataclasses.replace(one, text_max=1000) if one.platform == "meesho" else one
            for one in services.platforms.known
        ]
        services.platforms.known = tuple(lower)
        with pytest.raises(TextRejected, match=r"platforms\.meesho\.text"):
            services.reviews.approve(ASHA, draft.draft_id, draft.version)

    def test_empty_words_cannot_be_approved(self) -> None:
        services = Services()
        draft = ready(services)
        edit = Edit(copy=CopyEdit(description=""), platforms={"etsy": TextEdit(title="")})
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        with pytest.raises(TextRejected, match=r"copies\.en\.description, platforms\.etsy\.title"):
            services.reviews.approve(ASHA, draft.draft_id, draft.version)

    def test_drafts_of_others_do_not_exist(self) -> None:
        services = Services()
        draft = ready(services)
        drafting, draft_id = services.draft_creation, draft.draft_id
        attempts: tuple[Callable[[], Draft], ...] = (
            lambda: drafting.draft(RAVI, draft_id),
            lambda: drafting.approved(RAVI, PRODUCT),
            lambda: services.reviews.approve(RAVI, draft_id, draft.version),
            lambda: services.draft_editor.edit(
                RAVI, draft_id, draft.version, manual_edit(title="x")
            ),
            lambda: services.draft_editor.rewrite(RAVI, draft_id),
        )
        for attempt in attempts:
            with pytest.raises(DraftNotFound):
                attempt()
        assert list(services.draft_creation.page(RAVI, None, 10, None).items) == []
        assert list(services.draft_creation.page(ASHA, None, 10, None).items) == [draft]
