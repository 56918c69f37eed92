"""Anthropic's and OpenAI's stand-ins, asked as their own libraries and pydantic-ai ask them."""

import asyncio
import base64
import io
from typing import Any

import httpx2
import pytest
from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from PIL import Image
from pydantic import BaseModel, Field
from pydantic_ai import Agent, BinaryContent, NativeOutput, ToolOutput
from pydantic_ai.exceptions import ContentFilterError, ModelHTTPError
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIResponsesModel
from pydantic_ai.output import OutputSpec
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

from infra.local.sandbox.credentials import ANTHROPIC_API_KEY, OPENAI_API_KEY
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.picture_server import drawn

FACTS = '<artisan_facts>\n{"title": "Dokra horse", "materials": ["brass"]}\n</artisan_facts>'
REQUEST = '<request>\n{"languages": ["bn", "en"]}\n</request>'
ANTHROPIC, OPENAI = "/api.anthropic.com", "/api.openai.com"
BRASS = (180, 120, 20)


class Words(BaseModel):
    language: str
    title: str
    description: str


class Copy(BaseModel):
    """What is asked of the model."""

    copies: list[Words]
    questions: list[str] = Field(description="Questions to the artisan")


def model(vendor: str, sandbox: SandboxServer, client: httpx2.AsyncClient, key: str) -> Model:
    if vendor == "anthropic":
        asked = AsyncAnthropic(
            api_key=key or ANTHROPIC_API_KEY,
            base_url=f"{sandbox.url}{ANTHROPIC}",
            http_client=client,
            max_retries=0,
        )
        return AnthropicModel(
            "claude-sonnet-5-5", provider=AnthropicProvider(anthropic_client=asked)
        )
    openai = AsyncOpenAI(
        api_key=key or OPENAI_API_KEY,
        base_url=f"{sandbox.url}{OPENAI}/v1",
        http_client=client,
        max_retries=0,
    )
    return OpenAIResponsesModel("gpt-5.6-luna", provider=OpenAIProvider(openai_client=openai))


def ask(vendor: str, sandbox: SandboxServer, output: OutputSpec[Any], key: str = "") -> Any:
    async def asked() -> Any:
        async with httpx2.AsyncClient(trust_env=False, timeout=30) as client:
            asked = model(vendor, sandbox, client, key)
            agent = Agent(asked, output_type=output, retries=0, model_settings={"max_tokens": 4000})
            picture = BinaryContent(drawn(300, 400, colour=BRASS), media_type="image/jpeg")
            return await agent.run([f"{REQUEST}\n{FACTS}", picture])

    return asyncio.run(asked())


vendors = pytest.mark.parametrize("vendor", ["anthropic", "openai"])


@vendors
@pytest.mark.parametrize("output", [ToolOutput(Copy), NativeOutput(Copy)])
def test_pydantic_ai_gets_a_valid_answer_in_each_language(
    sandbox: SandboxServer, vendor: str, output: OutputSpec[Copy]
) -> None:
    answer = ask(vendor, sandbox, output)
    assert [one.language for one in answer.output.copies] == ["bn", "en"]
    assert "উপকরণ: brass।" in answer.output.copies[0].description
    assert answer.usage.input_tokens > 100
    assert answer.usage.output_tokens > 0


@vendors
def test_words_alone_are_answered_too(sandbox: SandboxServer, vendor: str) -> None:
    assert ask(vendor, sandbox, str).output.startswith("Stand-in model: Dokra horse.")


@vendors
def test_a_wrong_key_is_the_vendors_own_refusal(sandbox: SandboxServer, vendor: str) -> None:
    with pytest.raises(ModelHTTPError) as caught:
        ask(vendor, sandbox, str, key="wrong")
    assert caught.value.status_code == 401


def test_a_model_that_refuses(sandbox: SandboxServer, http: httpx2.Client) -> None:
    http.post("/_sandbox/faults", json={"vendor": "anthropic", "kind": "blocked"})
    with pytest.raises(ContentFilterError):
        ask("anthropic", sandbox, str)


HEADERS = {"x-api-key": ANTHROPIC_API_KEY, "anthropic-version": "2023-06-01"}
MESSAGE: dict[str, Any] = {
    "model": "claude-sonnet-5-5",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Hello"}],
}


def message(http: httpx2.Client, headers: Any = None, **changed: Any) -> httpx2.Response:
    body = {name: value for name, value in (MESSAGE | changed).items() if value is not None}
    return http.post(f"{ANTHROPIC}/v1/messages", json=body, headers=headers or HEADERS)


def test_anthropic_takes_both_kinds_of_key_and_wants_a_version(http: httpx2.Client) -> None:
    assert message(http).json()["stop_reason"] == "end_turn"
    bearer = {"authorization": f"Bearer {ANTHROPIC_API_KEY}", "anthropic-version": "2026-10-21"}
    assert message(http, bearer).status_code == 200
    for version in ({}, {"anthropic-version": "2020-01-01"}):
        refused = message(http, {"x-api-key": ANTHROPIC_API_KEY, **version})
        assert refused.status_code == 400
        assert "anthropic-version" in refused.json()["error"]["message"]


@pytest.mark.parametrize(
    ("changed", "status", "kind", "said"),
    [
        ({"max_tokens": None}, 400, "invalid_request_error", "max_tokens: Field required"),
        ({"max_tokens": 0}, 400, "invalid_request_error", "max_tokens"),
        ({"messages": []}, 400, "invalid_request_error", "at least one message"),
        ({"model": "gpt-6"}, 404, "not_found_error", "model: gpt-6"),
        ({"nonsense": 1}, 400, "invalid_request_error", "Extra inputs"),
        (
            {"output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}},
            400,
            "invalid_request_error",
            "additionalProperties",
        ),
    ],
)
def test_anthropic_checks_a_request(
    http: httpx2.Client, changed: dict[str, Any], status: int, kind: str, said: str
) -> None:
    answer = message(http, **changed)
    error = answer.json()["error"]
    assert (answer.status_code, error["type"]) == (status, kind)
    assert said in error["message"]


def test_an_answer_longer_than_it_may_be_is_cut_off(http: httpx2.Client) -> None:
    answer = message(http, max_tokens=1).json()
    assert (answer["stop_reason"], answer["usage"]["output_tokens"]) == ("max_tokens", 1)


@pytest.mark.parametrize(
    ("vendor", "path", "fault", "status", "kind"),
    [
        ("anthropic", "/v1/messages", {"kind": "rate_limit"}, 429, "rate_limit_error"),
        (
            "anthropic",
            "/v1/messages",
            {"kind": "error", "status": 529},
            529,
            "overloaded_error",
        ),
        ("openai", "/v1/responses", {"kind": "rate_limit"}, 429, "requests"),
        ("openai", "/v1/responses", {"kind": "error", "status": 503}, 503, "server_error"),
        ("openai", "/v1/responses", {"kind": "expired_token"}, 401, "invalid_request_error"),
    ],
)
def test_bad_days_have_the_vendors_bodies(  # an example's parts
    http: httpx2.Client, vendor: str, path: str, fault: dict[str, Any], status: int, kind: str
) -> None:
    http.post("/_sandbox/faults", json={"vendor": vendor, **fault})
    host = ANTHROPIC if vendor == "anthropic" else OPENAI
    answer = http.post(f"{host}{path}", json={})
    assert (answer.status_code, answer.json()["error"]["type"]) == (status, kind)
    if fault["kind"] == "rate_limit":
        assert answer.headers["retry-after"] == "7"


BEARER = {"authorization": f"Bearer {OPENAI_API_KEY}"}


def image(http: httpx2.Client, **changed: Any) -> httpx2.Response:
    body = {"model": "gpt-image-2", "prompt": "A wall", "size": "1024x1024"} | changed
    return http.post(f"{OPENAI}/v1/images/generations", json=body, headers=BEARER)


def test_openai_draws_in_the_shape_and_format_that_is_asked_for(http: httpx2.Client) -> None:
    for kind, size in (("png", (1024, 1024)), ("webp", (1536, 864)), ("jpeg", (864, 1536))):
        made = image(http, output_format=kind, size=f"{size[0]}x{size[1]}").json()
        picture = Image.open(io.BytesIO(base64.b64decode(made["data"][0]["b64_json"])))
        assert (picture.size, str(picture.format).lower()) == (size, kind)
        assert made["usage"]["output_tokens"] == 1056


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"prompt": ""}, None),
        ({"model": "dall-e-3"}, None),
        ({"model": "gpt-image-1"}, None),
        ({"size": "1000x1000"}, None),
        ({"size": "3840x640"}, None),
        ({"model": "gpt-image-1-mini", "size": "1536x864"}, None),
        ({"output_format": "bmp"}, None),
        ({"prompt": "a weapon"}, "moderation_blocked"),
    ],
)
def test_openai_checks_a_picture(http: httpx2.Client, changed: Any, code: str | None) -> None:
    answer = image(http, **changed)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_gemini_draws_and_refuses(http: httpx2.Client) -> None:
    def generate(prompt: str, model: str, **config: Any) -> httpx2.Response:
        body = {
            "contents": [{"role": "user", "parts": [{"text": prompt}]}],
            "generationConfig": {"responseModalities": ["IMAGE"], "imageConfig": config},
        }
        path = f"/generativelanguage.googleapis.com/v1beta/models/{model}:generateContent"
        key = "AIzaSandboxStandInModelKey0000000000001"
        return http.post(path, json=body, headers={"x-goog-api-key": key})

    made = generate("A wall", "gemini-3.1-flash-image", aspectRatio="16:9").json()
    inline = made["candidates"][0]["content"]["parts"][0]["inlineData"]
    assert Image.open(io.BytesIO(base64.b64decode(inline["data"]))).size == (1024, 576)
    assert made["usageMetadata"]["candidatesTokenCount"] == 1120
    refused = generate("a weapon", "gemini-3.1-flash-image").json()
    assert refused["candidates"][0]["finishReason"] == "IMAGE_SAFETY"
    assert generate("A wall", "gemini-3.6-flash").status_code == 400
    assert generate("A wall", "gemini-3.1-flash-image", aspectRatio="7:5").status_code == 400


@vendors
def test_the_answers_page_shows_picture_and_words(
    sandbox: SandboxServer, http: httpx2.Client, vendor: str
) -> None:
    ask(vendor, sandbox, NativeOutput(Copy))
    page = http.get(f"/people/{vendor}").text
    assert "Dokra horse" in page
    assert "/_sandbox/blobs/" in page
    assert vendor in http.get("/").text
