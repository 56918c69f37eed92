import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from functions.channels.model.text_limits import TextLimits
from functions.content.adapters.facts import FactsCopyWriter
from functions.content.model.facts import Facts
from functions.content.model.phrases import spoken
from functions.content.model.platforms import (
    PlatformText,
    compose,
    faults,
    name_question,
)
from functions.content.model.text import hashtags_in, units
from functions.content.model.wording import Brief, Copy, bounded, tidied
from kernel.money import Money
from tests.unit.content.content_services import (
    ASHA,
    ETSY,
    FACEBOOK,
    INSTAGRAM,
    LIMITS,
    MEESHO,
    PINTEREST,
    VASE,
    facts,
    long_texts,
    words,
)

some_limits = st.builds(
    TextLimits,
    platform=st.sampled_from(["facebook", "instagram", "etsy", "pinterest", "meesho", "other"]),
    name=st.just("X"),
    title_max=st.none() | st.integers(0, 150),
    text_max=st.integers(0, 3000),
    hashtags_max=st.none() | st.integers(0, 6),
    mentions_max=st.none() | st.integers(0, 3),
    tags_max=st.none() | st.integers(0, 13),
    tag_max=st.none() | st.integers(0, 20),
)
copies = st.builds(
    Copy,
    title=words,
    description=long_texts,
    hashtags=st.lists(words, max_size=12).map(tuple),
    alt_text=words,
)


def by_facts(known: Facts) -> Copy:
    return FactsCopyWriter().write(Brief(ASHA, "photo_1", known)).copy


@settings(max_examples=80, deadline=None)
@given(facts, st.sampled_from(LIMITS))
@example(replace(VASE, story="#a ##b " * 400), INSTAGRAM)
def test_no_text_from_facts_ever_exceeds_a_platform(known: Facts, limits: TextLimits) -> None:
    text = compose(by_facts(known), known, limits)
    assert faults(text, limits) == ()
    text.text.encode()


@settings(max_examples=80, deadline=None)
@given(copies, facts, some_limits)
def test_no_text_from_any_copy_exceeds_any_limits(
    copy: Copy, known: Facts, limits: TextLimits
) -> None:
    text = compose(tidied(copy, known), known, limits)
    assert faults(text, limits) == ()


@settings(max_examples=80, deadline=None)
@given(copies, facts)
def test_instagram_gets_at_most_five_hashtags(copy: Copy, known: Facts) -> None:
    assert hashtags_in(compose(bounded(copy), known, INSTAGRAM).text) <= 5


@settings(max_examples=80, deadline=None)
@given(copies, facts)
def test_etsy_gets_only_what_its_patterns_take(copy: Copy, known: Facts) -> None:
    text = compose(bounded(copy), known, ETSY)
    assert text.title is not None
    for character in text.title:
        category = unicodedata.category(character)
        assert category[0] in "LP" or category in {"Nd", "Sm", "Zs"} or character in "™©®"
    assert all(text.title.count(mark) <= 1 for mark in "%:&+")
    assert len(text.title) <= 140
    assert len(text.tags) <= 13
    for tag in text.tags:
        assert 0 < len(tag) <= 20
        assert all(unicodedata.category(c)[0] in "LNZ" or c in "-'™©®" for c in tag)


def test_each_platform_has_its_own_form() -> None:
    copy = by_facts(VASE)
    texts = {limits.platform: compose(copy, VASE, limits) for limits in LIMITS}
    assert [name for name, text in texts.items() if text.title is None] == ["facebook", "instagram"]
    assert [name for name, text in texts.items() if text.tags] == ["etsy"]
    assert [name for name, text in texts.items() if "₹1,250" in text.text] == [
        "facebook",
        "instagram",
    ]
    assert [name for name, text in texts.items() if "asha.example" in text.text] == ["facebook"]
    assert [name for name, text in texts.items() if "#" in text.text] == [
        "facebook",
        "instagram",
        "pinterest",
    ]
    assert texts["etsy"].tags[:3] == ("Blue pottery", "quartz powder", "glass")


def test_words_that_etsy_refuses_are_left_out_whole() -> None:
    copy = Copy("Vase 🎁 नीली & blue & white: 100% : glass", "It is blue.")
    assert compose(copy, VASE, ETSY).title == "Vase & blue white: 100% glass"


def test_a_title_in_an_indian_script_becomes_a_question_on_etsy() -> None:
    known = Facts(title="नीली मिट्टी का फूलदान", story="यह जयपुर का है।")
    text = compose(by_facts(known), known, ETSY)
    assert text.title == ""
    question = name_question(text, ETSY)
    assert question is not None
    assert "Etsy" in question
    other = compose(by_facts(known), known, MEESHO)
    assert other.title == "नीली मिट्टी का फूलदान"
    assert name_question(other, MEESHO) is None


def test_a_title_that_etsy_refuses_gives_way_to_the_craft() -> None:
    known = Facts(title="फूलदान", craft="Blue pottery")
    assert compose(by_facts(known), known, ETSY).title == "Blue pottery"


def test_a_short_text_gives_up_hashtags_before_words() -> None:
    copy = Copy("Vase", "A blue vase from Jaipur.", ("#BluePottery", "#Jaipur"))
    tight = replace(PINTEREST, text_max=30)
    assert compose(copy, VASE, tight).text == "A blue vase from Jaipur."


def test_pinterest_is_kept_to_what_it_shows() -> None:
    text = compose(Copy("Vase", "word " * 400), VASE, PINTEREST).text
    assert units(text) <= 500


@pytest.mark.parametrize(
    ("text", "limits", "field", "limit", "count"),
    [
        (PlatformText(text="x" * 2201), INSTAGRAM, "platforms.instagram.text", 2200, 2201),
        (PlatformText(text="😀" * 1101), INSTAGRAM, "platforms.instagram.text", 2200, 2202),
        (PlatformText(text="#a " * 31), INSTAGRAM, "platforms.instagram.text", 30, 31),
        (PlatformText(text="@a " * 21), INSTAGRAM, "platforms.instagram.text", 20, 21),
        (PlatformText(title="x"), FACEBOOK, "platforms.facebook.title", None, None),
        (PlatformText(text="x", tags=("a",)), FACEBOOK, "platforms.facebook.tags", 0, 1),
        (PlatformText(title="x" * 141), ETSY, "platforms.etsy.title", 140, 141),
        (PlatformText(title="a & b & c"), ETSY, "platforms.etsy.title", 1, 2),
        (PlatformText(title="Gift 🎁"), ETSY, "platforms.etsy.title", None, None),
        (PlatformText(tags=("x" * 21,)), ETSY, "platforms.etsy.tags.0", 20, 21),
        (PlatformText(tags=("a/b",)), ETSY, "platforms.etsy.tags.0", None, None),
        (PlatformText(tags=("a", "A")), ETSY, "platforms.etsy.tags", None, None),
        (
            PlatformText(tags=tuple(f"tag {number}" for number in range(14))),
            ETSY,
            "platforms.etsy.tags",
            13,
            14,
        ),
    ],
)
def test_what_a_platform_refuses_is_named(
    text: PlatformText, limits: TextLimits, field: str, limit: int | None, count: int | None
) -> None:
    (fault,) = faults(text, limits)
    assert (fault.field, fault.limit, fault.count) == (field, limit, count)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(125_000, "INR"), "₹1,250"),
        (Money(1_234_567_850, "INR"), "₹1,23,45,678.50"),
        (Money(123_456_700, "USD"), "$1,234,567"),
        (Money(1200, "JPY"), "1,200 JPY"),
        (Money(99, "EUR"), "€0.99"),
    ],
)
def test_money_is_written_as_buyers_write_it(money: Money, text: str) -> None:
    assert spoken(money) == text
