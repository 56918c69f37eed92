from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.content.errors.review import (
    HashtagGroupNotFound,
    InvalidTemplate,
    LimitReached,
    TemplateChangedMeanwhile,
    TemplateNotFound,
    UnknownVariables,
    VariablesOverused,
)
from functions.content.model.draft import Draft
from functions.content.model.edits import CopyEdit, Edit, TextEdit
from functions.content.model.facts import Facts
from functions.content.model.platforms import PlatformText, faults
from functions.content.model.templates import (
    GROUPS_MAX,
    USES_MAX,
    VARIABLES,
    Pattern,
    TemplateSnapshot,
    filled,
    unknown_variables,
)
from functions.content.model.text import hashtags_in
from functions.content.model.wording import Copy
from tests.unit.content.content_services import (
    ASHA,
    INSTAGRAM,
    LIMITS,
    MEESHO,
    RAVI,
    VASE,
    Services,
    facts,
    lines,
    long_texts,
    ready,
    requests,
)

COPY = Copy("Blue vase", "Thrown and painted by hand.", ("#Vase", "#Jaipur"), "", "Write to me.")
FESTIVE = Pattern("Festive", None, "en", "{title}\nOnly {stock} left: {price}\n{hashtags}")


def put_on(services: Services, draft: Draft, platform: str, template_id: str | None) -> Draft:
    return services.draft_editor.edit(
        ASHA, draft.draft_id, draft.version, Edit(), {platform: template_id}
    )


class TestFilling:
    def test_every_variable_has_its_value(self) -> None:
        body = "\n".join(f"{name}: {{{name}}}" for name in VARIABLES)
        assert filled(TemplateSnapshot("t", "en", body), COPY, VASE).split("\n") == [
            "title: Blue vase",
            "description: Thrown and painted by hand.",
            "price: ₹1,250",
            "stock: 3",
            "story: My grandmother taught me the flower on it.",
            "",
            "It takes four days to fire.",
            "hashtags: #Vase #Jaipur",
            "link: https://asha.example/vase",
            "call_to_action: Write to me.",
        ]

    def test_a_line_without_its_value_is_left_out(self) -> None:
        body = "{title}\nOnly {stock} left, {price}.\n{story}\nCome and see."
        assert filled(TemplateSnapshot("t", "en", body), COPY, Facts(quantity=2)) == (
            "Blue vase\nCome and see."
        )

    def test_nothing_in_stock_is_a_value(self) -> None:
        text = filled(TemplateSnapshot("t", "en", "{stock} left"), COPY, Facts(quantity=0))
        assert text == "0 left"

    def test_braces_in_a_value_are_no_variables(self) -> None:
        copy = replace(COPY, title="{price} {nonsense}")
        assert filled(TemplateSnapshot("t", "en", "{title}"), copy, VASE) == "{price} {nonsense}"

    def test_braces_that_hold_nothing_are_text(self) -> None:
        assert unknown_variables("{} {{title}} { }") == (" ",)
        assert filled(TemplateSnapshot("t", "en", "{} {{title}}"), COPY, VASE) == "{} {Blue vase}"

    def test_a_groups_hashtags_come_after_the_copys(self) -> None:
        applied = TemplateSnapshot("t", "en", "{title}\n{hashtags}", ("#vase", "#Craft"))
        assert filled(applied, COPY, VASE) == "Blue vase\n#Vase #Jaipur #Craft"

    def test_a_group_needs_no_variable(self) -> None:
        applied = TemplateSnapshot("t", "en", "{title}", ("#Craft",))
        assert filled(applied, COPY, VASE) == "Blue vase\n\n#Vase #Jaipur #Craft"

    def test_long_text_gives_way_to_price_and_link(self) -> None:
        copy = replace(COPY, description="word " * 900)
        body = "{description}\n{story}\nPrice: {price}\n{link}"
        text = filled(TemplateSnapshot("t", "en", body), copy, VASE, MEESHO)
        assert len(text) <= 1400
        assert text.endswith("Price: ₹1,250\nhttps://asha.example/vase")
        assert "grandmother" in text

    @given(
        st.lists(st.sampled_from([f"{{{name}}}" for name in VARIABLES] + ["#a @b", "x\n"])).map(
            " ".join
        ),
        st.builds(Copy, lines, long_texts, st.lists(lines).map(tuple), lines, lines),
        facts,
        st.sampled_from([*LIMITS, replace(INSTAGRAM, hashtags_max=2, text_max=30)]),
    )
    @settings(max_examples=80, deadline=None)
    def test_no_filled_template_exceeds_a_limit(
        self, body: str, copy: Copy, known: Facts, limits: object
    ) -> None:
        assert isinstance(limits, type(INSTAGRAM))
        text = filled(
            TemplateSnapshot("t", "en", body, ("#One", "#Two", "#Three")), copy, known, limits
        )
        assert faults(PlatformText(text=text), limits) == ()


class TestLimits:
    def test_a_value_may_be_put_in_three_times_and_no_more(self) -> None:
        services = Services()
        services.templates.add(ASHA, replace(FESTIVE, body="{story}" * USES_MAX + "{title}"))
        often = replace(FESTIVE, body="{story}" * 714 + "{link}" * 4)
        with pytest.raises(VariablesOverused, match=r"{story}, {link}") as refused:
            services.templates.add(ASHA, often)
        fields = refused.value.details["fields"]
        assert [one["field"] for one in fields] == ["body", "body"]  # type: ignore[attr-defined]  # a list of dicts

    def test_a_draft_with_an_older_template_puts_in_the_first_three(self) -> None:
        story = replace(VASE, story="s" * 3_000)
        often, thrice = (
            filled(TemplateSnapshot("t", "en", "{story} " * uses), COPY, story)
            for uses in (714, USES_MAX)
        )
        assert often.split() == thrice.split() == ["s" * 3_000] * USES_MAX

    def test_an_unknown_variable_is_named(self) -> None:
        services = Services()
        pattern = replace(FESTIVE, body="{title} {colour} {Price}")
        with pytest.raises(UnknownVariables, match=r"\{colour\}, \{Price\}"):
            services.templates.add(ASHA, pattern)

    def test_edits_build_on_the_version_they_saw(self) -> None:
        services = Services()
        template = services.templates.add(ASHA, FESTIVE)
        later = services.templates.edit(ASHA, template.template_id, 1, {"name": "Diwali"})
        assert (later.name, later.body, later.version) == ("Diwali", FESTIVE.body, 2)
        with pytest.raises(TemplateChangedMeanwhile):
            services.templates.edit(ASHA, template.template_id, 1, {"name": "Late"})
        same = services.templates.edit(ASHA, template.template_id, 2, {"name": "Diwali"})
        assert same == later
        with pytest.raises(UnknownVariables):
            services.templates.edit(ASHA, template.template_id, 2, {"body": "{colour}"})

    def test_templates_of_others_do_not_exist(self) -> None:
        services = Services()
        template = services.templates.add(ASHA, FESTIVE)
        group = services.templates.add_group(ASHA, "Craft", ("#Craft",))
        for attempt in (
            lambda: services.templates.template(RAVI, template.template_id),
            lambda: services.templates.edit(RAVI, template.template_id, 1, {"name": "Mine"}),
            lambda: services.templates.delete(RAVI, template.template_id),
        ):
            with pytest.raises(TemplateNotFound):
                attempt()
        with pytest.raises(HashtagGroupNotFound):
            services.templates.delete_group(RAVI, group.group_id)
        with pytest.raises(HashtagGroupNotFound):
            services.templates.add(RAVI, replace(FESTIVE, hashtag_group_ids=(group.group_id,)))
        assert list(services.templates.page(RAVI, 10, None).items) == []
        assert list(services.templates.groups(RAVI, 10, None).items) == []

    def test_nobody_keeps_them_without_end(self) -> None:
        services = Services()
        for _ in range(GROUPS_MAX):
            services.templates.add_group(ASHA, "Craft", ("#Craft",))
        with pytest.raises(LimitReached):
            services.templates.add_group(ASHA, "Craft", ("#Craft",))

    def test_a_template_is_for_a_platform_that_there_is(self) -> None:
        with pytest.raises(InvalidTemplate):
            Services().templates.add(ASHA, replace(FESTIVE, platform="myspace"))


class TestApplying:
    def test_a_text_by_template_follows_the_words_until_it_is_written_by_hand(self) -> None:
        services = Services()
        draft = ready(services)
        template = services.templates.add(ASHA, replace(FESTIVE, body="New: {title}!\n{hashtags}"))
        draft = put_on(services, draft, "facebook", template.template_id)
        assert draft.platforms["facebook"].text == "New: A vase!\n#Vase"
        edit = Edit(copy=CopyEdit(title="A bowl"))
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        assert draft.platforms["facebook"].text == "New: A bowl!\n#Vase"
        by_hand = Edit(platforms={"facebook": TextEdit(text="By hand")})
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, by_hand)
        draft = put_on(services, draft, "facebook", template.template_id)
        assert draft.platforms["facebook"].text == "By hand"
        reset = Edit(platforms={"facebook": TextEdit(reset=("text",))})
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, reset)
        assert draft.platforms["facebook"].text == "New: A bowl!\n#Vase"
        draft = put_on(services, draft, "facebook", None)
        assert draft.platforms["facebook"].text.startswith("A bowl\n\nTake 1.")

    def test_later_changes_of_a_template_change_no_draft(self) -> None:
        services = Services()
        template = services.templates.add(ASHA, replace(FESTIVE, body="New: {title}!"))
        draft = put_on(services, ready(services), "facebook", template.template_id)
        services.templates.edit(ASHA, template.template_id, 1, {"body": "Old: {title}"})
        services.templates.delete(ASHA, template.template_id)
        edit = Edit(copy=CopyEdit(title="A bowl"))
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        assert draft.platforms["facebook"].text == "New: A bowl!"

    def test_a_template_brings_its_language(self) -> None:
        services = Services()
        template = services.templates.add(ASHA, replace(FESTIVE, language="hi", body="{title}"))
        draft = ready(services)
        with pytest.raises(InvalidTemplate, match="language"):
            put_on(services, draft, "facebook", template.template_id)
        edit = Edit(languages=("en", "hi"))
        services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        draft = services.written()
        edit = Edit(copies={"hi": CopyEdit(title="फूलदान")})
        draft = services.draft_editor.edit(ASHA, draft.draft_id, draft.version, edit)
        draft = put_on(services, draft, "facebook", template.template_id)
        text = draft.platforms["facebook"]
        assert (text.text, text.language) == ("फूलदान", "hi")

    def test_a_template_is_put_only_where_it_belongs(self) -> None:
        services = Services()
        template = services.templates.add(ASHA, replace(FESTIVE, platform="facebook"))
        draft = ready(services)
        with pytest.raises(InvalidTemplate, match="another platform"):
            put_on(services, draft, "instagram", template.template_id)
        with pytest.raises(TemplateNotFound):
            put_on(services, draft, "facebook", "template_unknown")

    def test_a_preview_tells_what_is_missing(self) -> None:
        services = Services()
        draft = ready(services)
        group = services.templates.add_group(ASHA, "Craft", ("#Craft", "#craft"))
        pattern = replace(FESTIVE, platform="instagram", hashtag_group_ids=(group.group_id,))
        preview = services.templates.preview(ASHA, draft.draft_id, pattern)
        assert preview.text == "A vase\n#Vase #Craft"
        assert preview.missing == ("stock", "price")
        assert hashtags_in(preview.text) == 2
        assert preview.faults == ()

    def test_a_template_with_the_stock_follows_it(self) -> None:
        services = Services()
        draft = ready(services)
        services.change(quantity=3)
        template = services.templates.add(ASHA, replace(FESTIVE, body="{title}: {stock} left"))
        draft = put_on(services, draft, "facebook", template.template_id)
        assert draft.platforms["facebook"].text == "A vase: 3 left"
        draft = services.reviews.approve(ASHA, draft.draft_id, draft.version)
        asked = len(requests(services))
        draft = services.change(quantity=2)
        assert draft.platforms["facebook"].text == "A vase: 2 left"
        assert (draft.status, draft.review, len(requests(services))) == ("ready", None, asked)
