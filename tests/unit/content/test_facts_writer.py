"""The writer without a network may say only what the artisan said."""

import dataclasses
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter

from functions.content.adapters.facts import FactsCopyWriter
from functions.content.model.facts import Facts
from functions.content.model.platforms import PlatformText, compose
from functions.content.model.text import units
from functions.content.model.wording import (
    ALT_TEXT_MAX,
    DESCRIPTION_MAX,
    TITLE_MAX,
    Brief,
    Copy,
    Written,
)
from kernel.money import Money
from tests.unit.content.content_services import ASHA, LIMITS, VASE, facts

GOLDEN = Path(__file__).parent / "golden"
OURS = {"a", "piece", "in", "from", "and", "materials", "technique", "size", "photograph", "of"}
WORD = re.compile(r"[^\W_]+")

EXAMPLES = {
    "everything": VASE,
    "nothing": Facts(),
    "only_the_store": Facts(craft="Dhokra", region="Bastar"),
    "only_materials": Facts(materials=("brass", "beeswax")),
    "only_region": Facts(region="Kutch"),
    "only_price": Facts(price=Money(49_900, "INR")),
    "hindi": Facts(
        title="नीली मिट्टी का फूलदान",
        craft="नीली मिट्टी",
        materials=("काँच", "क्वार्ट्ज़"),
        region="जयपुर",
        story="यह फूल मेरी दादी ने मुझे सिखाया।",
    ),
}


def write(known: Facts) -> Written:
    return FactsCopyWriter().write(Brief(ASHA, "photo_1", known))


def words_in(copy: Copy) -> set[str]:
    text = f"{copy.title} {copy.description} {copy.alt_text}"
    return {word.casefold() for word in WORD.findall(text)}


@settings(max_examples=60, deadline=None)
@given(facts)
def test_every_word_is_the_artisans_or_a_joint(known: Facts) -> None:
    copy = write(known).copy
    facts_change = {word.casefold() for word in WORD.findall(known.words())}
    extra = words_in(copy) - facts_change - OURS
    # A bounded text may end in the middle of a long word.
    assert all(any(word.startswith(start) for word in facts_change) for start in extra), extra
    squeezed = "".join(WORD.findall(known.words())).casefold()
    for tag in copy.hashtags:
        assert "".join(WORD.findall(tag)).casefold() in squeezed


@settings(max_examples=60, deadline=None)
@given(facts)
def test_the_copy_is_always_within_bounds(known: Facts) -> None:
    copy = write(known).copy
    assert units(copy.title) <= TITLE_MAX
    assert units(copy.description) <= DESCRIPTION_MAX
    assert units(copy.alt_text) <= ALT_TEXT_MAX


@pytest.mark.parametrize("claim", ["handmade", "authentic", "traditional", "unique", "eco"])
@pytest.mark.parametrize("known", EXAMPLES.values(), ids=EXAMPLES)
def test_no_claim_without_a_fact(known: Facts, claim: str) -> None:
    assert claim not in json.dumps(dataclasses.asdict(write(known).copy)).casefold()


def test_what_is_missing_is_asked_for() -> None:
    assert len(write(Facts()).questions) == 8
    asked = write(dataclasses.replace(VASE, dimensions=None)).questions
    assert asked == ("How large is it?",)
    assert write(VASE).questions == ()


def test_it_signs_with_its_name() -> None:
    assert (write(VASE).writer.name, write(VASE).writer.note) == ("facts", None)


@pytest.mark.parametrize("name", EXAMPLES)
def test_golden(name: str) -> None:
    """Set HAAT_GOLDEN=write to take over a change of wording on purpose."""
    known = EXAMPLES[name]
    answer = write(known)
    texts = {limits.platform: compose(answer.copy, known, limits) for limits in LIMITS}
    found = {
        "copy": TypeAdapter(Copy).dump_python(answer.copy, mode="json"),
        "questions": list(answer.questions),
        "platforms": TypeAdapter(dict[str, PlatformText]).dump_python(texts, mode="json"),
    }
    path = GOLDEN / f"{name}.json"
    if os.environ.get("HAAT_GOLDEN") == "write":
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))
