from functions.content.model.voice import summary_of
from functions.content.model.wording import Voice
from tests.unit.content.content_services import ASHA, NOON, RAVI, Services, ready

MINE = (
    "Namaste friends! The indigo dries in our courtyard. 🌿 Only two left.",
    "Namaste friends! Grandmother's pattern again, indigo and madder. 🌿🌿",
    "Slow cloth. The courtyard smells of rain. #handloom #kutch",
)


def test_what_is_learned_is_counted_and_not_guessed() -> None:
    assert summary_of(MINE).split("\n") == [
        "3 texts, about 8 words each.",
        "Sentences of about 3 words.",
        "Emoji in 2 of 3 texts: 🌿",
        "An exclamation mark in 2, a question in 0 of 3 texts; 0 hashtags each.",
        "Often opens with: “Namaste friends”",
        "Favourite words (English): “courtyard”, “friends”, “indigo”, “namaste”",
    ]


def test_words_are_whole_in_every_script() -> None:
    texts = ("मिट्टी की खुशबू। मिट्टी का रंग।", "मिट्टी से बना, हाथ से।", "ನಮ್ಮ ಮಣ್ಣು ಮತ್ತು ಬಣ್ಣ.")
    found = summary_of(texts)
    assert "Favourite words (Hindi or Marathi): “मिट्टी”" in found
    assert "No emoji." in found
    assert "Often opens" not in found


def test_texts_without_a_word_are_described_too() -> None:
    assert summary_of(("🌿", "https://a.example", "#x")).startswith("3 texts, about 0 words")


def test_writers_are_given_the_voice_until_it_is_forgotten() -> None:
    services = Services()
    learned = services.voice_learner.learn(ASHA, MINE)
    assert learned.learned_at == NOON
    draft = ready(services)
    assert services.writer.briefs[-1].voice == Voice(learned.summary, MINE)
    assert services.voice_learner.profile(RAVI) is None
    services.voice_learner.forget(ASHA)
    services.draft_editor.rewrite(ASHA, draft.draft_id)
    services.written()
    assert services.writer.briefs[-1].voice is None
