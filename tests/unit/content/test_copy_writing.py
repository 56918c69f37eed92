import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.content.events import DraftReady
from functions.content.model.draft import Draft
from functions.content.model.edits import CopyEdit, Edit, TextEdit
from functions.content.model.facts import Piece
from functions.content.model.platforms import compose
from functions.content.model.text import units
from functions.content.model.wording import Copy, Writer, Written
from kernel.errors import StaleWrite
from tests.unit.content.content_services import (
    ASHA,
    DRAFT,
    LIMITS,
    NOON,
    PRODUCT,
    VASE,
    Services,
    lines,
)

kept = st.none() | lines


class TestWriting:
    def test_only_the_newest_request_wins(self) -> None:
        services = Services()
        draft = services.start().draft
        newer = services.change(title="Newer")
        assert not services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert services.writer.briefs == []
        assert services.copy_writing.write(ASHA, draft.draft_id, newer.asked)
        assert not services.copy_writing.write(ASHA, draft.draft_id, newer.asked)
        assert len(services.drafts.events_of(DraftReady)) == 1

    def test_a_request_that_comes_while_writing_voids_what_is_being_written(self) -> None:
        services = Services()
        draft = services.start().draft

        def ask_again() -> None:
            services.change(title="Newer")

        services.writer.meanwhile = ask_again
        assert not services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert (services.only().status, services.only().copy.title) == ("writing", "")
        assert services.written().copy.description == "Take 2."

    def test_an_edit_that_comes_while_writing_is_kept(self) -> None:
        services = Services()
        draft = services.start().draft

        def edit() -> None:
            mine = Edit(copy=CopyEdit(title="Mine"))
            services.draft_editor.edit(ASHA, draft.draft_id, draft.version, mine)

        services.writer.meanwhile = edit
        assert services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert services.only().copy.title == "Mine"
        assert services.only().copy.description == "Take 1."

    def test_an_edit_between_reading_and_saving_is_kept(self) -> None:
        services = Services()
        draft = services.start().draft

        def edit() -> None:
            mine = Edit(copy=CopyEdit(title="Mine"))
            services.draft_editor.edit(ASHA, draft.draft_id, draft.version, mine)

        services.drafts.before_save = edit
        assert services.copy_writing.write(ASHA, draft.draft_id, draft.asked)
        assert services.only().copy.title == "Mine"
        assert len(services.writer.briefs) == 1

    def test_a_race_that_is_never_won_is_handed_back(self) -> None:
        services = Services()

        def interfere() -> None:
            services.drafts.before_save = interfere
            raise StaleWrite("changed")

        services.drafts.before_save = interfere
        with pytest.raises(StaleWrite):
            services.start()

    def test_a_platform_that_takes_no_word_of_the_title_is_asked_about(self) -> None:
        services = Services()
        services.writer.title = "फूलदान"
        services.start()
        draft = services.written()
        assert draft.platforms["etsy"].title == ""
        assert "What is it called on Etsy?" in draft.questions[-1]
        done = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        assert units(done.platforms["meesho"].title or "") == 6


PIECE = Piece(PRODUCT, VASE)
PLATFORMS = st.sampled_from([one.platform for one in LIMITS])


@settings(max_examples=60, deadline=None)
@given(
    st.builds(CopyEdit, title=kept, description=kept, alt_text=kept),
    st.dictionaries(
        st.sampled_from([one.platform for one in LIMITS]), st.builds(TextEdit, text=kept)
    ),
    st.builds(Copy, title=lines, description=lines, alt_text=lines),
)
def test_no_rewrite_touches_what_was_written_by_hand(
    copy: CopyEdit, texts: dict[str, TextEdit], rewritten: Copy
) -> None:
    draft = Draft(DRAFT, ASHA, PRODUCT, NOON, NOON).recomposed(LIMITS, PIECE.facts)
    mine = draft.with_words(Edit(copy=copy, platforms=texts), LIMITS, PIECE)
    after = mine.with_answer(Written({"en": rewritten}, Writer("plain")), LIMITS, PIECE)
    for name in ("title", "description", "alt_text"):
        by_hand = getattr(copy, name)
        expected = getattr(rewritten, name) if by_hand in {None, ""} else by_hand
        assert getattr(after.copy, name) == expected
    for platform, edit in texts.items():
        if f"platforms.{platform}.text" in mine.edited:
            assert after.platforms[platform].text == edit.text
    untouched = [one for one in LIMITS if not after.edits_of(one.platform)]
    for one in untouched:
        assert after.platforms[one.platform] == compose(after.copy, PIECE.facts, one)
