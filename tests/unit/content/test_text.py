import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.content.model.text import (
    contacts,
    distinct,
    fewer_hashtags,
    hashtag,
    hashtags_in,
    shortened,
    trimmed,
    unhashed,
    units,
    whole_words,
    without_contacts,
)
from kernel.normal_form import one_line, prose
from kernel.texts import clusters
from tests.unit.content.content_services import words


@given(words, st.integers(0, 50))
def test_a_cut_never_splits_a_grapheme_cluster(text: str, most: int) -> None:
    kept = trimmed(text, most)
    assert units(kept) <= most
    assert text.startswith(kept)
    whole = clusters(text)
    assert clusters(kept) == whole[: len(clusters(kept))] or units(text) <= most


@given(words, st.integers(0, 50))
def test_a_shortened_text_fits_with_its_ellipsis(text: str, most: int) -> None:
    short = shortened(text, most)
    assert units(short) <= most
    assert short in {text, ""} or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("blue pottery vase", 12, "blue pottery"),
        ("blue pottery vase", 14, "blue pottery"),
        ("blue pottery vase", 3, "blu"),
        ("क्षत्रिय", 3, "क्ष"),
        ("क्षत्रिय", 5, "क्ष"),
        ("नमस्ते", 5, "नम"),
        ("👨‍👩‍👧‍👦 family", 10, ""),
        ("👨‍👩‍👧‍👦 family", 11, "👨‍👩‍👧‍👦"),
        ("🇮🇳🇮🇳", 7, "🇮🇳"),
        ("short", None, "short"),
    ],
)
def test_where_a_cut_falls(text: str, most: int | None, kept: str) -> None:
    assert trimmed(text, most) == kept


def test_length_is_counted_as_browsers_count() -> None:
    assert units("vase") == 4
    assert units("👩‍🎨") == 5
    assert units("नमस्ते") == 6


def test_whole_words_or_nothing() -> None:
    assert whole_words("lost wax casting in brass", 20) == "lost wax casting in"
    assert whole_words("incomprehensibilities", 20) == ""


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert one_line("  a\u0000b\u202e\n c\ud800\u200b ") == "ab c"
    assert one_line("क\u094d\u200dष") == "क\u094d\u200dष"
    assert one_line("goo\u200dgle") == "google"
    assert one_line("a\u200b\u0300") == "\u00e0"
    assert prose("one\r\n\r\n\r\n\r\ntwo \u2028three") == "one\n\ntwo\nthree"


@given(words)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert prose(prose(text)) == prose(text)


@pytest.mark.parametrize(
    ("given_words", "tag"),
    [
        ("blue pottery", "#BluePottery"),
        ("#BluePottery", "#BluePottery"),
        ("नीली मिट्टी", "#नीलीमिट्टी"),
        ("12 34", ""),
        ("!!!", ""),
        ("a-b", "#Ab"),
        ("A:\u0300b", "#Ab"),
    ],
)
def test_hashtags(given_words: str, tag: str) -> None:
    assert hashtag(given_words) == tag


def test_a_hashtag_reads_as_words_again() -> None:
    assert unhashed("#BluePottery") == "Blue Pottery"
    assert unhashed("#हस्तशिल्प") == "हस्तशिल्प"


@given(words, st.integers(0, 4))
def test_surplus_hashtags_lose_their_sign(text: str, most: int) -> None:
    assert hashtags_in(fewer_hashtags(text, most)) <= most


def test_distinct_ignores_case_and_blanks() -> None:
    assert distinct(["Brass", "", "brass", "wax"]) == ("Brass", "wax")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Buy at www.evil.example/now today", "Buy at today"),
        ("See https://evil.example, friends", "See friends"),
        ("Write to me@evil.example!", "Write to"),
        ("Follow @evil_shop now", "Follow now"),
        ("Visit evil.shop.in.", "Visit"),
        ("Call +91 98765 43210 now", "Call now"),
        ("It is 12.5 cm high, e.g. for tea.", "It is 12.5 cm high, e.g. for tea."),
        ("Made of brass.The base is wood.", "Made of brass. The base is wood."),
        ("My shop is asha.example", "My shop is asha.example"),
        ("Ask (ASHA.example), or 011-2345-6789", "Ask (ASHA.example), or 011-2345-6789"),
        ("Ask (asha.example/evil)", "Ask"),
        ("price @ 500", "price @ 500"),
    ],
)
def test_only_contacts_that_were_given_stay(text: str, left: str) -> None:
    allowed = contacts("I sell on asha.example, phone 011 2345 6789")
    assert without_contacts(text, allowed) == left
