"""The facts writer in every language: one file per language, read by eye, and what holds in all."""

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter

from functions.content.adapters.facts import FactsCopyWriter
from functions.content.model.facts import Facts, asked_about, questions
from functions.content.model.glossary import Term, for_prompt, named_in, terms
from functions.content.model.languages import LANGUAGE_INFO, LANGUAGES, Language, LanguageInfo
from functions.content.model.phrases import phrases, spoken
from functions.content.model.platforms import PlatformText, compose, name_question
from functions.content.model.wording import Brief, Copy
from kernel.money import Money
from kernel.normal_form import without_isolates
from kernel.texts import UTF16
from tests.unit.content.content_services import ASHA, ETSY, LIMITS, VASE, facts

GOLDEN = Path(__file__).parent / "golden" / "languages"
SAREE = Facts(
    title="इकत साड़ी",
    craft="इकत",
    materials=("रेशम", "ज़री"),
    technique="Double ikat",
    region="पोचमपल्ली",
    price=Money(12_500_000, "INR"),
    dimensions="5.5 m x 1.2 m",
    story="यह नमूना मेरी माँ ने बनाया था। Ask for other colours!",
)
BARE = Facts(craft="Dhokra", materials=("brass", "beeswax"), region="Bastar")
UNNAMED = Facts(materials=("brass", "beeswax"))
KNOWN = {"saree": SAREE, "vase": VASE, "bare": BARE, "unnamed": UNNAMED, "nothing": Facts()}
SCRIPTS = {
    "Latin": "LATIN",
    "Devanagari": "DEVANAGARI",
    "Bengali": "BENGALI",
    "Tamil": "TAMIL",
    "Telugu": "TELUGU",
    "Gujarati": "GUJARATI",
    "Kannada": "KANNADA",
    "Malayalam": "MALAYALAM",
    "Oriya": "ORIYA",
    "Gurmukhi": "GURMUKHI",
    "Arabic": "ARABIC",
}


def written(known: Facts, language: Language) -> Copy:
    return FactsCopyWriter().write(Brief(ASHA, "photo_1", known, (language,))).copies[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: Language) -> None:
    """Set HAAT_GOLDEN=write to take over a change of wording on purpose."""
    found = {}
    for name, known in KNOWN.items():
        copy = written(known, language)
        texts = {one.platform: compose(copy, known, one, language) for one in LIMITS}
        found[name] = {
            "copy": TypeAdapter(Copy).dump_python(copy, mode="json"),
            "questions": list(questions(known, language)),
            "platforms": TypeAdapter(dict[str, PlatformText]).dump_python(texts, mode="json"),
        }
    path = GOLDEN / f"{language}.json"
    if os.environ.get("HAAT_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "language_info", LANGUAGE_INFO, ids=[language_info.code for language_info in LANGUAGE_INFO]
)
def test_our_own_words_are_in_the_languages_script(language_info: LanguageInfo) -> None:
    code = language_info.code
    script = SCRIPTS[language_info.script]
    say = phrases(code)
    ours = (say.piece, say.craft, say.region, say.materials, say.technique, say.size, say.price)
    for text in (*ours, say.photo, say.call_to_action, *say.questions.values(), *say.why.values()):
        letters = [one for one in text if unicodedata.category(one).startswith("L")]
        assert letters
        assert all(script in unicodedata.name(one) for one in letters), text


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(known=facts)
def test_the_artisans_words_are_never_changed(language: Language, known: Facts) -> None:
    copy = written(known, language)
    description = without_isolates(copy.description)
    if known.title:
        assert copy.title == known.title[: len(copy.title)]
    # A text that is too long is cut between words, and ends with a sign for it.
    is_cut = description.endswith("…") and UTF16.size(description) > 3_000
    if known.story and not is_cut:
        assert known.story in description


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_of_ours_is_known_by_its_fact(language: Language) -> None:
    asked = questions(Facts(), language)
    assert len(asked) == len(set(asked)) == 8
    assert asked_about(asked[0]) == "title"
    assert asked_about(asked[6]) == "price"
    assert asked_about("Who made the glaze?") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "₹1,25,000"),
        ("hi", "₹1,25,000"),
        ("mr", "₹१,२५,\u0966\u0966\u0966"),
        ("bn", "₹১,২৫,\u09e6\u09e6\u09e6"),
        ("ta", "₹1,25,000"),
        ("ur", "₹1,25,000"),
    ],
)
def test_a_price_stands_in_lakhs_and_in_the_languages_digits(language: Language, text: str) -> None:
    assert spoken(Money(12_500_000, "INR"), language) == text


def test_foreign_words_are_kept_apart_in_urdu_and_nowhere_else() -> None:
    hindi = written(SAREE, "ur").description
    assert "\u2068पोचमपल्ली\u2069" in hindi
    assert "\u2068रेशम\u2069 اور \u2068ज़री\u2069" in hindi
    urdu = written(VASE, "ur").description
    assert "\u2068Blue pottery\u2069" in urdu
    assert urdu.count("\u2068") == urdu.count("\u2069")
    assert "\u2068" not in written(VASE, "hi").description
    price = compose(written(VASE, "ur"), VASE, LIMITS[0], "ur").text
    assert "قیمت: \u2068₹1,250\u2069" in price


def test_a_latin_title_is_suggested_where_the_script_is_refused() -> None:
    text = compose(written(SAREE, "hi"), SAREE, ETSY, "hi")
    assert text.title == "Ikat, Zari, Pochampally"
    assert "Ikat" in text.tags


def test_what_cannot_be_suggested_is_asked_in_the_artisans_language() -> None:
    known = Facts(title="फूलदान")
    asked = name_question(compose(written(known, "hi"), known, ETSY, "hi"), ETSY, "hi")
    assert asked is not None
    assert asked.startswith("Etsy पर इसका नाम क्या हो?")


class TestGlossary:
    def test_it_holds_the_words_of_many_crafts(self) -> None:
        assert len(terms()) >= 80
        assert len({term.term for term in terms()}) == len(terms())

    @pytest.mark.parametrize("term", terms(), ids=[term.term for term in terms()])
    def test_each_spelling_is_in_its_script(self, term: Term) -> None:

        scripts: dict[str, str] = {one.code: SCRIPTS[one.script] for one in LANGUAGE_INFO}
        for code, word in term.spelled.items():
            letters = [one for one in word if unicodedata.category(one).startswith("L")]
            assert letters
            assert all(scripts[code] in unicodedata.name(one) for one in letters), word

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("A double IKAT saree", ["ikat"]),
            ("ज़री वाली साड़ी", ["zari"]),
            ("dhokra or dokra", ["dokra"]),
            ("Bikatan, zarina", []),
            ("", []),
        ],
    )
    def test_names_are_found_as_whole_words_in_any_script(
        self, text: str, found: list[str]
    ) -> None:
        assert [term.term for term in named_in(text)] == found

    def test_models_get_one_word_a_line(self) -> None:
        lines = for_prompt().splitlines()
        assert len(lines) == len(terms())
        assert lines[0].startswith("ikat: hi इकत")
