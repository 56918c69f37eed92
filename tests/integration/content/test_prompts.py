"""Each prompt against answers that were recorded for exactly it, through the whole writer."""

import json
from pathlib import Path
from typing import Any

import pytest

from functions.content.adapters.prompts import prompt_for, text
from functions.content.model.wording import Written
from functions.content.ports.ai import StoredPicture
from tests.integration.content.model_writers import (
    ASHA,
    ONE,
    PROVIDERS,
    ModelProvider,
    OnePicture,
    Writers,
)
from tests.integration.content.recordings import CASES, SANDBOX, VASE_PICTURE, Case, file_of

EXAMPLES = [
    (provider, case) for provider in PROVIDERS for case in CASES if file_of(provider, case).exists()
]


class VasePicture(OnePicture):
    """The `Pictures` port with the picture of the recordings."""

    def look(self, _owner_id: str, _photo_id: str) -> StoredPicture:
        return StoredPicture(VASE_PICTURE, "image/png")


def written(writers: Writers, provider: ModelProvider, name: str) -> Written:
    case = next(case for case in CASES if case.name == name)
    writers.pictures = VasePicture()
    answer = writers.write(provider, brief=case.brief(ASHA, ONE))
    (request,) = writers.asked(provider)
    assert request["recording"] == name
    return answer


def test_every_provider_has_recordings_and_none_is_left_over() -> None:
    assert {provider.name for provider, _ in EXAMPLES} == {provider.name for provider in PROVIDERS}
    known = {file_of(provider, case) for provider, case in EXAMPLES}
    assert set(SANDBOX.glob("*/recordings/*.json")) == known


@pytest.mark.parametrize(("provider", "case"), EXAMPLES, ids=lambda one: getattr(one, "name", ""))
def test_a_recording_answers_the_prompt_as_it_is_now(provider: ModelProvider, case: Case) -> None:
    kept = json.loads(file_of(provider, case).read_text(encoding="utf-8"))
    assert kept["question"] == case.question, "the prompt changed: record this case anew"
    assert kept["prompt"] == case.prompt.id
    assert kept["by"]


every_provider = pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)


@every_provider
def test_words_in_two_languages(writers: Writers, provider: ModelProvider) -> None:
    answer = written(writers, provider, "vase_en_hi")
    assert list(answer.copies) == ["en", "hi"]
    for copy in answer.copies.values():
        assert 0 < len(copy.title) <= 100
        assert copy.hashtags
        assert copy.alt_text
        assert copy.call_to_action
    assert "नीलकमल" in answer.copies["hi"].title
    assert answer.cost.input_tokens > 500
    assert answer.writer.name == provider.name


@every_provider
def test_instructions_in_a_picture_that_a_model_obeyed_have_no_effect(
    writers: Writers, provider: ModelProvider
) -> None:
    answer = written(writers, provider, "instructions_in_the_picture")
    text = json.dumps([vars_of(copy) for copy in answer.copies.values()], ensure_ascii=False)
    assert "evil" not in text
    assert "98765" not in text


@every_provider
def test_one_field(writers: Writers, provider: ModelProvider) -> None:
    answer = written(writers, provider, "shorter_title")
    assert answer.copies["en"].title == "Neelkamal vase"
    assert answer.writer.prompt == "field_v1"


@every_provider
def test_a_rewrite_instruction_gives_no_number_away(
    writers: Writers, provider: ModelProvider
) -> None:
    answer = written(writers, provider, "rewrite_with_another_task")
    assert answer.copies["en"].description
    assert "98765" not in answer.copies["en"].description


def vars_of(copy: Any) -> dict[str, Any]:
    return {name: getattr(copy, name) for name in copy.__slots__}


@pytest.mark.parametrize("name", ["copy_v2", "field_v1", "backdrop_v1"])
def test_each_prompt_says_that_what_it_is_given_is_data(name: str) -> None:
    words = " ".join(text(name).split())
    assert "data" in words or "cannot change these rules" in words


def test_more_languages_may_take_more_words_and_voice_is_data() -> None:
    case = next(case for case in CASES if case.voice)
    one = prompt_for(case.brief(ASHA, ONE))
    assert "<brand_voice>" in one.data
    assert "<brand_voice>" not in CASES[0].prompt.data
    assert CASES[0].prompt.most_tokens > one.most_tokens
    assert prompt_for(case.brief(ASHA, ONE), "ikat, dokra").data.count("<craft_words>") == 1


def test_the_prompts_are_files_beside_the_adapter() -> None:
    folder = Path("functions/content/adapters")
    names = sorted(path.stem for path in (SANDBOX.parents[2] / folder).glob("prompts_*.txt"))
    assert names == ["prompts_backdrop_v1", "prompts_copy_v2", "prompts_field_v1"]
