"""Models over real HTTP, on behalf of a context that is not content."""

import io
import json
from dataclasses import replace

import pytest
from PIL import Image
from pydantic_ai.exceptions import UnexpectedModelBehavior

from infra.local.sandbox.faults import Fault, switch_on
from llm.chain import ModelChain
from llm.errors import ImageDeclined, ModelFailed
from llm.images import ImageRequest
from llm.pictures import Picture
from tests.integration.aws import Cloud
from tests.integration.llm.model_clients import (
    ASHA,
    SANDBOX_NAMES,
    Label,
    ModelClients,
    Name,
    question,
)

every_vendor = pytest.mark.parametrize("name", SANDBOX_NAMES)


@every_vendor
def test_a_question_is_paid_once_and_kept_in_the_askers_table(
    clients: ModelClients, cloud: Cloud, name: str
) -> None:
    (model,) = clients.language(name)
    answer = model.ask(question())
    assert answer.value.words
    assert answer.cost.micros > 0
    assert model.remark is None
    again = model.ask(question())
    assert (again.value, again.cost.micros) == (answer.value, 0)
    model.ask(question("A bowl"))
    assert clients.requests(name) == 2
    assert clients.budget.today(ASHA).spent > answer.cost.micros
    kinds = sorted(row["pk"].partition("#")[0] for row in cloud.items("catalog"))
    assert kinds == ["budget", "response", "response"]
    assert cloud.items("content") == []


@every_vendor
def test_an_answer_that_cannot_be_read_is_asked_for_again(clients: ModelClients, name: str) -> None:
    seen: list[str] = []

    def read(label: Label) -> Name:
        seen.append(label.title)
        if len(seen) < 3:
            raise UnexpectedModelBehavior("not good enough")
        return Name(label.title)

    (model,) = clients.language(name)
    answer = model.ask(replace(question(), read=read))
    assert clients.requests(name) == 3
    assert clients.budget.today(ASHA).spent == answer.cost.micros


def test_models_without_a_key_are_left_out_and_the_next_one_helps(clients: ModelClients) -> None:
    switch_on(clients.server.world, Fault(vendor="anthropic", times=0, kind="expired_token"))
    models = clients.language("unheard-of, claude,gpt , claude")
    assert [model.name for model in models] == ["claude", "gpt"]
    result = ModelChain(models).ask(lambda model, seconds: model.ask(question(), seconds))
    assert result.answer
    assert result.model is models[1]
    assert result.reasons == ("Claude does not accept our key.",)


def test_there_must_be_time(clients: ModelClients) -> None:
    (model,) = clients.language("gpt")
    with pytest.raises(ModelFailed, match="no time left for GPT"):
        model.ask(question(), 2.0)
    assert clients.requests("gpt") == 0


@pytest.mark.parametrize("name", ["gemini", "gpt"])
def test_a_picture_is_drawn_and_paid(clients: ModelClients, name: str) -> None:
    (model,) = clients.images(name)
    drawn = model.draw(ImageRequest(ASHA, json.dumps({"scene": "A wall"}), "16:9"))
    image = Image.open(io.BytesIO(drawn.content))
    assert image.width > image.height
    assert clients.budget.today(ASHA).spent == drawn.cost.micros > 0
    shown = Picture(drawn.content, Image.MIME[image.format or ""])
    model.draw(ImageRequest(ASHA, json.dumps({"scene": "A wall"}), "1:1", shown))
    assert clients.requests(name) == 2


@pytest.mark.parametrize("name", ["gemini", "gpt"])
def test_a_picture_that_is_declined_says_by_whom(clients: ModelClients, name: str) -> None:
    (model,) = clients.images(name)
    with pytest.raises(ImageDeclined, match="declined to draw this"):
        model.draw(ImageRequest(ASHA, json.dumps({"scene": "A weapon"}), "1:1"))
    assert clients.requests(name) == 1
