"""Normal forms of text: what is stored, and when two texts are one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.normal_form import fold, one_line, prose

JOINER, NON_JOINER = "\u200d", "\u200c"
SAFED, SAFED_DECOMPOSED = "स\u095eेद", "स\u092b\u093cेद"
texts = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(f" \n\t\u200b\u2068\u2069\u202e{JOINER}{NON_JOINER}क्ष\u3164\ufe0f"),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a\u0000b\u202e\n c\ud800\u200b ", "ab c"),
        ("a\u200b\u0300", "\u00e0"),
        ("goo\u200dgle", "google"),
        (f"क\u094d{JOINER}ष", f"क\u094d{JOINER}ष"),
        (f"\u0d05\u0d35\u0d28\u0d4d{JOINER}", f"\u0d05\u0d35\u0d28\u0d4d{JOINER}"),
        (f"नीला{JOINER}", "नीला"),
        (f"नीला{JOINER} घड़ा", one_line("नीला घड़ा")),
        (f"नी{JOINER}{JOINER}ला", f"नी{JOINER}ला"),
        ("👩\u200d🎨", "👩\u200d🎨"),
        ("\u2068Haat\u2069 نیلا", "\u2068Haat\u2069 نیلا"),
        ("\u2068Haat", "Haat"),
        (SAFED, unicodedata.normalize("NFC", SAFED_DECOMPOSED)),
    ],
)
def test_a_line_shows_what_was_typed_and_hides_nothing(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    "nothing",
    ["\u200b", "\u202e", "\u2068\u2069", "\u2068 \u2069", "\u3164", "\u2800", "\ufe0f", JOINER, ""],
)
def test_a_text_in_which_nothing_shows_is_empty(nothing: str) -> None:
    assert one_line(nothing) == prose(nothing) == fold(nothing) == ""


def test_prose_keeps_its_lines() -> None:
    assert prose("one\r\n\r\n\r\n\r\ntwo \u2028three") == "one\n\ntwo\nthree"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Silk", " silk "),
        ("Size", "SIZE\u200b"),
        (SAFED, SAFED_DECOMPOSED),
        ("Straße", "STRASSE"),
        ("É", "e\u0301"),
        ("\u2068Ajrakh\u2069", "ajrakh"),
    ],
)
def test_texts_that_differ_in_no_sign_that_counts_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_texts_that_differ_are_two() -> None:
    assert len({fold(text) for text in ("M", "L", "लाल", "नीला", "")}) == 5


@given(texts)
def test_a_normal_form_is_its_own(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert prose(prose(text)) == prose(text)
    assert fold(fold(text)) == fold(text)
    assert fold(one_line(text)) == fold(text)
