"""Every claim is traced to a fact, in each language; a supported one is never touched."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from functions.content.adapters.facts import FactsCopyWriter
from functions.content.model.facts import Facts
from functions.content.model.honesty import checked
from functions.content.model.languages import LANGUAGES, Language
from functions.content.model.wording import Brief, Copy, FieldRewriteRequest, Writer, Written
from functions.content.service.fact_checking import FactCheckedWriter
from tests.unit.content.claim_cases import DESCRIBING, NEAR_MISSES, TRANSLATED, WHOLE
from tests.unit.content.content_services import ASHA, VASE, facts

BARE = Facts(title="Vase", dimensions="20 cm high")


def facts_with_story(story: str) -> Facts:
    return Facts(title="Vase", dimensions="20 cm high", story=story)


def described(
    text: str, known: Facts = BARE, language: Language = "en", *, seen: bool = False
) -> Written:
    copies = {language: Copy(title="Vase", description=text)}
    return checked(Written(copies, Writer("model")), known, picture_seen=seen)


def corpus_size() -> int:
    return 2 * (len(DESCRIBING) + len(WHOLE) + len(TRANSLATED)) + len(NEAR_MISSES)


def test_the_corpus_is_large() -> None:
    assert corpus_size() >= 150


@pytest.mark.parametrize(("word", "fact"), DESCRIBING)
def test_a_describing_word_needs_a_fact(word: str, fact: str) -> None:
    without = described(f"A {word} blue vase stands here.")
    assert without.copy.description == "A blue vase stands here."
    (removed,) = without.removed
    assert removed.words.casefold() == word.casefold()
    assert (removed.language, removed.field) == ("en", "description")
    kept = described(f"A {word} blue vase stands here.", facts_with_story(fact))
    assert kept.copy.description == f"A {word} blue vase stands here."
    assert kept.removed == ()


@pytest.mark.parametrize(("sentence", "fact"), WHOLE)
def test_a_sentence_that_is_a_claim_needs_a_fact(sentence: str, fact: str) -> None:
    text = f"A blue vase. {sentence} It has a flower."
    without = described(text)
    assert without.copy.description == "A blue vase. It has a flower."
    assert [one.words for one in without.removed] == [sentence]
    kept = described(text, facts_with_story(fact))
    assert (kept.copy.description, kept.removed) == (text, ())


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_what_denies_or_only_resembles_is_no_claim(sentence: str) -> None:
    kept = described(sentence)
    assert (kept.copy.description, kept.removed) == (sentence, ())


@pytest.mark.parametrize(("language", "plain", "claim", "fact"), TRANSLATED)
def test_claims_are_known_in_every_language(
    language: Language, plain: str, claim: str, fact: str
) -> None:
    without = described(f"{plain} {claim}", language=language)
    assert without.copy.description == plain
    assert [one.words for one in without.removed] == [claim]
    kept = described(f"{plain} {claim}", facts_with_story(fact), language)
    assert (kept.copy.description, kept.removed) == (f"{plain} {claim}", ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("An authentic vase from Jaipur.", "A vase."),
        ("A pure ochre vase.", "An ochre vase."),
        ("A truly unique vase.", "A vase."),
        ("Authentic blue vase.", "Blue vase."),
        ("The vase stands here, handmade by women.", "The vase stands here."),
        ("A handmade, authentic vase.", "A vase."),
        ("A vase made of silk and gold.", ""),
    ],
)
def test_what_is_left_is_grammatical(text: str, left: str) -> None:
    plain = FactsCopyWriter().write(Brief(ASHA, "", BARE)).copy.description
    assert described(text).copy.description == (left or plain)


def test_a_denied_fact_supports_nothing() -> None:
    assert (
        described("A handmade vase.", facts_with_story("It is not handmade.")).copy.description
        == "A vase."
    )
    assert described("A silk scarf.", facts_with_story("faux silk")).copy.description == "A scarf."


def test_the_artisan_is_informed_why_and_asked_in_her_language() -> None:
    answer = described("यह नीला है। यह जयपुर से है।", language="hi")
    (removed,) = answer.removed
    assert removed.why == "आपके दिए किसी तथ्य में यह नहीं है।"
    assert answer.questions == ("यह कहाँ का है?",)


def test_what_is_known_is_not_asked() -> None:
    assert described("A vase from Jaipur.", Facts(title="Vase", region="Kutch")).questions == ()


def test_a_picture_shows_what_eyes_can_tell_and_no_more() -> None:
    copy = Copy("Vase", "A vase.", alt_text="3 silk scarves on a wooden table beside 40 beads")
    seen = checked(Written({"en": copy}, Writer("model")), BARE, picture_seen=True)
    assert seen.copy.alt_text == "Photograph of Vase"
    copy = Copy("Vase", "A vase.", alt_text="3 silk scarves on a wooden table")
    seen = checked(Written({"en": copy}, Writer("model")), BARE, picture_seen=True)
    assert seen.copy.alt_text == "3 scarves on a wooden table"
    blind = checked(Written({"en": copy}, Writer("model")), BARE, picture_seen=False)
    assert blind.copy.alt_text == "Photograph of Vase"


def test_a_title_keeps_its_honest_parts() -> None:
    copy = Copy("Blue vase - handmade in Jaipur, a gift", "A vase.")
    title = checked(Written({"en": copy}, Writer("model")), BARE, picture_seen=False).copy.title
    assert title == "Blue vase, a gift"


def test_hashtags_are_held_to_the_same_facts() -> None:
    tags = ("#Vase", "#Handmade", "#HomeDecor", "#Silk", "#BuyCrypto", "#BlueVase")
    copy = Copy("Blue vase", "A vase.", tags)
    answer = checked(Written({"en": copy}, Writer("model")), BARE, picture_seen=False)
    assert answer.copy.hashtags == ("#Vase", "#HomeDecor", "#BlueVase")
    assert [one.words for one in answer.removed] == ["#Handmade", "#Silk", "#BuyCrypto"]


def test_numbers_of_price_and_stock_are_facts() -> None:
    text = "It costs ₹1,250. There are 3. It stands 20 cm high."
    assert described(text, VASE).copy.description == text
    assert described("यह २० सेमी है।", VASE, "hi").removed == ()


WORDS = (
    "vase bowl stole silk cotton brass clay handmade hand-woven pure rare antique tagged Jaipur "
    "Kutch 20 cm 12 1,250 3 days grandmother taught me it's of and with the for नीला फूलदान "
    "रेशम हाथ से बना जयपुर தங்கம் বাটি ਫੁੱਲ పువ్వు ફૂલ ಹೂವು പൂവ് ଫୁଲ پھول"
)
sentence = st.lists(st.sampled_from(WORDS.split(" ")), max_size=10).map(" ".join)
artisan_facts = st.builds(
    Facts,
    title=st.none() | sentence,
    craft=st.none() | sentence,
    materials=st.lists(sentence.filter(bool), max_size=6).map(tuple),
    technique=st.none() | sentence,
    region=st.none() | sentence,
    dimensions=st.none() | sentence,
    story=st.none() | sentence,
)
"""What artisans say: words and numbers, in any order."""


@settings(max_examples=80, deadline=None)
@given(artisan_facts)
@example(Facts(materials=("0", "0000000000")))
@example(Facts(materials=("@0", "0", "0")))
@example(Facts(materials=("পটচিত্র",)))
@example(Facts(craft="_0A", dimensions="A\U00016ac0"))
def test_nothing_that_the_artisan_said_is_ever_taken_out(known: Facts) -> None:
    plain = FactsCopyWriter().write(Brief(ASHA, "", known, LANGUAGES))
    honest = checked(plain, known, picture_seen=False)
    allowed = {one.words for one in honest.removed if one.why}
    assert not allowed, allowed


@settings(max_examples=80, deadline=None)
@given(facts)
def test_checking_twice_is_checking_once(known: Facts) -> None:
    copy = Copy("Handmade silk vase", "A rare vase. It took 12 days. A flower.", ("#Silk",))
    once = checked(Written({"en": copy}, Writer("model")), known, picture_seen=True)
    twice = checked(once, known, picture_seen=True)
    assert twice.copies == once.copies


class Model:
    """A writer that makes claims, with the given name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, brief: Brief) -> Written:
        copy = Copy("Handmade vase", "It is handmade.", alt_text="A vase")
        return Written({brief.languages[0]: copy}, Writer(self.name))


class TestFactCheckedWriter:
    def test_a_models_words_are_checked(self) -> None:
        answer = FactCheckedWriter(Model("gemini")).write(Brief(ASHA, "photo_1", BARE))
        assert answer.copy.title == "Vase"
        assert answer.copy.description.startswith("Size: 20 cm high.")
        assert {one.field for one in answer.removed} == {"title", "description"}

    def test_the_artisans_own_words_are_left_alone(self) -> None:
        answer = FactCheckedWriter(Model("facts")).write(Brief(ASHA, "photo_1", BARE))
        assert answer.copy.title == "Handmade vase"

    def test_a_single_field_that_nothing_is_left_of_stays_as_it_was(self) -> None:
        rewrite = FieldRewriteRequest("description", "en", "longer", "A vase.")
        answer = FactCheckedWriter(Model("gemini")).write(
            Brief(ASHA, "photo_1", BARE, rewrite=rewrite)
        )
        assert answer.copy.description == ""
        assert answer.removed
