from dataclasses import replace

import pytest

from functions.content.errors import DraftNotFound, DraftNotReady, FieldNotFound, TextRejected
from functions.content.errors.review import DraftTooLong
from functions.content.events import RewritePlanned
from functions.content.model.draft import HEAVIEST, Draft, weight
from functions.content.model.edits import CopyEdit, Edit, TextEdit
from functions.content.model.languages import LANGUAGES, Language
from functions.content.model.wording import (
    Copy,
    CopyField,
    Cost,
    FieldRewriteRequest,
    Writer,
    Written,
)
from tests.unit.content.world import ASHA, NOTHING, RAVI, Studio, hand, ready, told

BOTH: tuple[Language, ...] = ("hi", "en")


def in_both(studio: Studio) -> Draft:
    studio.drafting.start(ASHA, ("photo_1",), told(title="A vase"), BOTH)
    return studio.written()


def change(studio: Studio, draft: Draft, edit: Edit) -> Draft:
    return studio.editing.edit(ASHA, draft.draft_id, draft.version, edit)


class TestLanguages:
    def test_a_draft_is_written_in_the_languages_that_were_chosen(self) -> None:
        studio = Studio()
        draft = in_both(studio)
        assert studio.writer.briefs[-1].languages == BOTH
        assert set(draft.copies) == set(BOTH)
        assert draft.copy == draft.copies["hi"]

    def test_each_platform_speaks_the_main_language_unless_it_cannot(self) -> None:
        studio = Studio()
        draft = in_both(studio)
        edit = Edit(copies={"hi": CopyEdit(title="फूलदान"), "en": CopyEdit(title="A flower vase")})
        draft = change(studio, draft, edit)
        assert draft.platforms["facebook"].language == "hi"
        assert draft.platforms["facebook"].text.startswith("फूलदान")
        etsy = draft.platforms["etsy"]
        assert (etsy.language, etsy.title) == ("en", "A flower vase")

    def test_a_platforms_language_is_the_artisans_choice(self) -> None:
        studio = Studio()
        draft = in_both(studio)
        draft = change(studio, draft, Edit(copies={"en": CopyEdit(title="A flower vase")}))
        draft = change(studio, draft, Edit(platforms={"facebook": TextEdit(language="en")}))
        assert draft.platforms["facebook"].text.startswith("A flower vase")
        draft = change(studio, draft, Edit(languages=("hi",)))
        assert draft.platforms["facebook"].language == "hi"

    def test_a_language_that_the_draft_does_not_speak_is_refused_by_name(self) -> None:
        studio = Studio()
        draft = ready(studio)
        edit = Edit(copies={"ta": CopyEdit(title="x")}, platforms={"etsy": TextEdit(language="ur")})
        with pytest.raises(TextRejected, match=r"copies\.ta, platforms\.etsy\.language"):
            change(studio, draft, edit)

    def test_more_languages_are_written_and_fewer_let_go(self) -> None:
        studio = Studio()
        draft = change(studio, ready(studio), Edit(copy=CopyEdit(title="Mine")))
        draft = change(studio, draft, Edit(languages=("en", "ta")))
        assert draft.status == "writing"
        draft = studio.written()
        assert draft.copies["en"].title == "Mine"
        assert draft.copies["ta"].title == "A vase"
        draft = change(studio, draft, Edit(languages=("ta",)))
        assert set(draft.copies) == {"ta"}
        assert draft.edited == ()

    def test_words_by_hand_in_one_language_survive_in_that_language(self) -> None:
        studio = Studio()
        draft = change(studio, in_both(studio), Edit(copies={"en": CopyEdit(title="Mine")}))
        assert draft.edited == ("copies.en.title",)
        studio.editing.rewrite(ASHA, draft.draft_id, NOTHING)
        studio.writer.title = "Another"
        draft = studio.written()
        assert (draft.copies["en"].title, draft.copies["hi"].title) == ("Mine", "Another")

    def test_a_language_that_the_writer_left_out_is_asked_for(self) -> None:
        studio = Studio()
        draft = in_both(studio)
        silent = draft.with_answer(
            Written({"hi": Copy("फूलदान", "मिट्टी।")}, Writer("plain")), studio.platforms.limits()
        )
        assert silent.copies["en"] == draft.copies["en"]
        empty = replace(silent, copies={"hi": silent.copies["hi"]})
        fields = [fault.field for fault in empty.obstacles(studio.platforms.limits())]
        assert "copies.en.title" in fields

    def test_a_draft_in_all_languages_at_their_longest_can_be_kept(self) -> None:
        studio = Studio()
        draft = ready(studio)
        long = Copy("न" * 140, "न" * 5000, ("#" + "न" * 49,) * 10, "न" * 500, "न" * 150)
        answer = Written(dict.fromkeys(LANGUAGES, long), Writer("plain"))
        whole = replace(draft, languages=LANGUAGES).with_answer(answer, studio.platforms.limits())
        assert weight(whole) < 400_000


class TestPause:
    def test_typing_asks_for_one_rewrite_per_pause(self) -> None:
        studio = Studio()
        draft = ready(studio)
        for story in ("M", "My", "My grandmother"):
            draft = change(studio, draft, Edit(facts=told(story=story)))
        planned = studio.drafts.told(RewritePlanned)
        assert len(planned) == 3
        before = len(studio.writer.briefs)
        wanted = [
            studio.writing.write(one.owner_id, one.draft_id, one.draft_version)
            for one in planned
            if isinstance(one, RewritePlanned)
        ]
        assert wanted == [False, False, True]
        assert len(studio.writer.briefs) == before + 1
        assert studio.only().status == "ready"

    def test_what_is_asked_for_on_purpose_does_not_wait(self) -> None:
        studio = Studio()
        draft = ready(studio)
        studio.editing.rewrite(ASHA, draft.draft_id, told(region="Jaipur"))
        assert studio.drafts.told(RewritePlanned) == []


class TestRejectedPhoto:
    def test_the_draft_says_why_and_goes_on_when_the_photo_is_mended(self) -> None:
        studio = Studio({"photo_1": "uploading"})
        studio.drafting.start(ASHA, ("photo_1",), NOTHING)
        studio.drafting.photo_rejected(ASHA, "photo_1", "This file is not a picture.")
        draft = studio.only()
        assert draft.status == "photo_rejected"
        assert draft.photo_problem == "This file is not a picture."
        draft = change(studio, draft, Edit(facts=told(region="Jaipur")))
        assert draft.status == "photo_rejected"
        studio.drafting.photo_ready(ASHA, "photo_1")
        draft = studio.written()
        assert (draft.status, draft.photo_problem) == ("ready", None)

    def test_other_drafts_do_not_care(self) -> None:
        studio = Studio()
        draft = ready(studio)
        studio.drafting.photo_rejected(ASHA, "photo_1", "Gone.")
        studio.drafting.photo_rejected(ASHA, "photo_unknown", "Gone.")
        assert studio.only() == draft


def rewrite(
    field: CopyField, platform: str | None = None, language: Language = "en"
) -> FieldRewriteRequest:
    return FieldRewriteRequest(field, language, "shorter", "now", platform)


def answer(copy: Copy) -> Written:
    return Written({"en": copy}, Writer("gemini"), cost=Cost(10, 5, 700, "flash"))


class TestOneFieldAnew:
    def test_only_that_field_changes_and_it_can_be_undone(self) -> None:
        studio = Studio()
        draft = change(studio, ready(studio), hand("instagram", text="By hand"))
        new = Copy("Vase", "Other words.", ("#Other",), "Other", "Other")
        done = studio.regenerating.regenerated(ASHA, draft.draft_id, rewrite("title"), answer(new))
        assert done.copy == replace(draft.copy, title="Vase")
        assert done.platforms["etsy"].title == "Vase"
        assert done.platforms["instagram"] == draft.platforms["instagram"]
        assert (done.edited, done.status) == (draft.edited, "edited")
        assert done.cost == Cost(10, 5, 700, "flash")
        back = studio.reviewing.restore(ASHA, draft.draft_id, done.version, draft.version)
        assert (back.copies, back.platforms) == (draft.copies, draft.platforms)

    def test_a_platforms_field_is_held_to_its_limits_and_stays(self) -> None:
        studio = Studio()
        draft = ready(studio)
        new = Copy(description="x" * 3000)
        at = rewrite("description", "meesho")
        done = studio.regenerating.regenerated(ASHA, draft.draft_id, at, answer(new))
        assert len(done.platforms["meesho"].text) <= 1400
        assert done.copy == draft.copy
        assert done.edited == ("platforms.meesho.text",)

    def test_an_approved_draft_needs_approval_again(self) -> None:
        studio = Studio()
        draft = ready(studio)
        draft = studio.reviewing.approve(ASHA, draft.draft_id, draft.version)
        done = studio.regenerating.regenerated(
            ASHA, draft.draft_id, rewrite("title"), answer(Copy("Vase"))
        )
        assert (done.status, done.review) == ("edited", None)

    def test_an_answer_without_the_field_changes_nothing(self) -> None:
        studio = Studio()
        draft = ready(studio)
        for copy in (Copy(), Copy(draft.copy.title)):
            done = studio.regenerating.regenerated(
                ASHA, draft.draft_id, rewrite("title"), answer(copy)
            )
            assert done == draft

    def test_what_is_there_now_is_told_to_the_writer(self) -> None:
        studio = Studio()
        draft_id = ready(studio).draft_id
        current = studio.regenerating.current
        assert current(ASHA, draft_id, "hashtags", "en", None) == "#Vase"
        assert current(ASHA, draft_id, "description", "en", "meesho") == "Take 1."

    @pytest.mark.parametrize(
        ("field", "language", "platform"),
        [
            ("alt_text", "en", "etsy"),
            ("title", "en", "facebook"),
            ("title", "en", "myspace"),
            ("title", "hi", None),
        ],
    )
    def test_a_field_that_there_is_not_is_refused(
        self, field: CopyField, language: Language, platform: str | None
    ) -> None:
        studio = Studio()
        draft_id = ready(studio).draft_id
        with pytest.raises(FieldNotFound):
            studio.regenerating.current(ASHA, draft_id, field, language, platform)

    def test_nothing_is_regenerated_before_it_is_written_or_for_others(self) -> None:
        studio = Studio()
        draft_id = studio.drafting.start(ASHA, ("photo_1",), NOTHING).draft.draft_id
        with pytest.raises(DraftNotReady):
            studio.regenerating.current(ASHA, draft_id, "title", "en", None)
        with pytest.raises(DraftNotFound):
            studio.regenerating.current(RAVI, draft_id, "title", "en", None)


def test_a_draft_that_would_not_fit_its_table_is_refused() -> None:
    studio = Studio()
    draft = ready(studio)
    # Three bytes for each of 113,206 characters, within each platform's own limit.
    longest = {"facebook": TextEdit(text="न" * 63_206), "etsy": TextEdit(text="न" * 50_000)}
    assert sum(3 * len(text.text or "") for text in longest.values()) < HEAVIEST
    draft = change(studio, draft, Edit(platforms=longest))
    with pytest.raises(DraftTooLong):
        change(studio, draft, Edit(copy=CopyEdit(description="न" * 5000)))
    assert studio.only() == draft


def test_an_answer_that_would_not_fit_is_shortened_and_words_by_hand_are_not() -> None:
    studio = Studio()
    draft = ready(studio)
    longest = {"facebook": TextEdit(text="न" * 63_206), "etsy": TextEdit(text="न" * 40_000)}
    draft = change(studio, draft, Edit(platforms=longest, languages=LANGUAGES))
    studio.writer.copy = Copy("A vase", "न" * 5000, ("#Vase",), "A vase", "")
    done = studio.written()
    assert weight(done) <= HEAVIEST
    assert done.platforms["facebook"].text == "न" * 63_206
    assert 0 < len(done.copies["ur"].description) < 5000
