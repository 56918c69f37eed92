"""The server counts as the pages do and as the platforms do: one corpus for both."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.channels.model.platforms import PLATFORMS, platform
from functions.channels.model.text_rules import dated
from functions.content.model.text import hashtags_in, mentions_in, trimmed
from kernel.texts import HASHTAG, LINK, MENTION, Counting, Unit, fewer_signs, signs_in
from tests.unit.content.content_services import LIMITS, long_texts

ROOT = Path(__file__).parents[3]
CORPUS = json.loads((ROOT / "web/testing/count-corpus.json").read_text(encoding="utf-8"))
RULES = json.loads((ROOT / "functions/channels/model/text_rules.json").read_text(encoding="utf-8"))
UNITS: tuple[Unit, ...] = ("utf16", "codepoints", "graphemes", "bytes")


def test_the_corpus_holds_five_hundred_strings() -> None:
    assert len({row["text"] for row in CORPUS}) == len(CORPUS) == 500
    assert sum(row["graphemes"] < row["codepoints"] < row["utf16"] for row in CORPUS) > 100


@pytest.mark.parametrize("unit", UNITS)
def test_sizes_are_those_of_the_corpus(unit: Unit) -> None:
    counting = Counting(unit)
    wrong = [row["text"] for row in CORPUS if counting.size(row["text"]) != row[unit]]
    assert wrong == []


def test_hashtags_and_mentions_are_those_of_the_corpus() -> None:
    wrong = [
        row["text"]
        for row in CORPUS
        if (hashtags_in(row["text"]), mentions_in(row["text"]))
        != (row["hashtags"], row["mentions"])
    ]
    assert wrong == []


def test_the_rule_file_is_the_code_s() -> None:
    assert (RULES["hashtag"], RULES["mention"], RULES["link"]) == (HASHTAG, MENTION, LINK)
    assert dated().isoformat() == RULES["dated"]
    for able in PLATFORMS:
        assert able.text.counted_as["text"] in UNITS
    for limits in LIMITS:
        counted_as = platform(limits.platform).text.counted_as
        assert limits.rule("text").counting.unit == counted_as["text"]


def test_a_link_weighs_what_the_platform_says() -> None:
    counting = Counting("utf16", link_weight=23)
    assert counting.size("see https://example.com/a/very/long/path now") == 8 + 23
    assert trimmed("see https://example.com/a now", 26, by=counting) == "see"
    assert trimmed("see https://example.com/a now", 27, by=counting) == "see https://example.com/a"


@settings(max_examples=150, deadline=None)
@given(long_texts, st.integers(0, 60), st.sampled_from(UNITS), st.sampled_from((None, 3, 23)))
def test_what_is_trimmed_fits_by_every_count(
    text: str, most: int, unit: Unit, weight: int | None
) -> None:
    counting = Counting(unit, weight)
    kept = trimmed(text, most, "…", counting)
    assert counting.size(kept) <= most
    assert kept == text or text.startswith(kept.removesuffix("…"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([row["text"] for row in CORPUS]), max_size=12), st.integers(0, 5))
def test_signs_beyond_the_limit_are_taken_away(texts: list[str], most: int) -> None:
    text = " ".join(texts)
    for sign in (HASHTAG, MENTION):
        fewer = fewer_signs(text, most, sign)
        assert signs_in(fewer, sign) <= most
        assert re.sub(r"[#\uff03@\uff20]", "", fewer) == re.sub(r"[#\uff03@\uff20]", "", text)
