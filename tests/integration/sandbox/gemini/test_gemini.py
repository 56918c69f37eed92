import asyncio
import base64
import io
from typing import Annotated, Literal, TypeVar

import httpx2
import pytest
from PIL import Image
from pydantic import BaseModel, Field
from pydantic_ai import Agent, BinaryContent, NativeOutput, PromptedOutput, ToolOutput
from pydantic_ai.exceptions import ContentFilterError, ModelHTTPError
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.output import OutputSpec
from pydantic_ai.providers.google import GoogleProvider

from infra.local.sandbox.credentials import GEMINI_API_KEY
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.picture_server import drawn

FACTS = "Title: Dokra horse\nCraft: Dokra\nMaterials: brass, beeswax\nRegion: Bastar"
HOST = "/generativelanguage.googleapis.com"
MODEL = "gemini-3.6-flash"
BRASS = (180, 120, 20)


T = TypeVar("T")


class Size(BaseModel):
    width: int = Field(ge=1)


class Copy(BaseModel):
    """What is asked of the model."""

    title: str = Field(max_length=12)
    description: str = Field(min_length=30)
    hashtags: Annotated[
        list[str], Field(min_length=3, max_length=4, description="Each starting with #")
    ]
    alt_text: str | None = None
    size: Size
    mood: Literal["calm", "festive"]


def ask(
    sandbox: SandboxServer, output: OutputSpec[T], key: str = GEMINI_API_KEY, facts: str = FACTS
) -> T:
    async def asked() -> T:
        async with httpx2.AsyncClient(trust_env=False, timeout=30) as client:
            provider = GoogleProvider(
                api_key=key, base_url=f"{sandbox.url}{HOST}", http_client=client
            )
            agent = Agent(GoogleModel(MODEL, provider=provider), output_type=output, retries=0)
            picture = BinaryContent(drawn(300, 400, colour=BRASS), media_type="image/jpeg")
            return (await agent.run([facts, picture])).output

    return asyncio.run(asked())


@pytest.mark.parametrize("output", [ToolOutput(Copy), NativeOutput(Copy), PromptedOutput(Copy)])
def test_pydantic_ai_gets_a_valid_answer_made_of_facts_and_picture(
    sandbox: SandboxServer, output: OutputSpec[Copy]
) -> None:
    copy = ask(sandbox, output)
    assert copy.title == "Dokra horse"
    assert copy.hashtags == ["#dokra", "#brass", "#beeswax", "#bastar"]
    assert "brass, beeswax" in copy.description
    assert "Bastar" in copy.description
    assert "upright photograph in mostly orange-brown tones" in str(copy.alt_text)


def test_the_same_question_has_the_same_answer(sandbox: SandboxServer) -> None:
    assert ask(sandbox, NativeOutput(Copy)) == ask(sandbox, NativeOutput(Copy))


def test_without_facts_only_what_is_seen_is_said(sandbox: SandboxServer) -> None:
    copy = ask(sandbox, NativeOutput(Copy), facts="<artisan_facts>\n{}\n</artisan_facts>")
    assert copy.description.startswith("Piece in orange-brown tones.")
    assert "handmade" not in str(copy).lower()


def test_facts_are_read_from_json_between_markers(sandbox: SandboxServer) -> None:
    facts = '<artisan_facts>\n{"title": "Bell", "materials": ["brass"]}\n</artisan_facts>'
    copy = ask(sandbox, NativeOutput(Copy), facts=facts)
    assert (copy.title, copy.hashtags[:2]) == ("Bell", ["#brass", "#bell"])


def test_nothing_is_invented(sandbox: SandboxServer) -> None:
    words = str(ask(sandbox, str))
    assert words.startswith("Stand-in model:")
    assert "Made by" not in words


def test_a_wrong_key_is_googles_invalid_key(sandbox: SandboxServer) -> None:
    with pytest.raises(ModelHTTPError) as caught:
        ask(sandbox, str, key="wrong")
    assert caught.value.status_code == 400
    assert "API_KEY_INVALID" in str(caught.value.body)


def generate(http: httpx2.Client, parts: list[object], version: str = "v1") -> httpx2.Response:
    return http.post(
        f"{HOST}/{version}/models/{MODEL}:generateContent",
        json={"contents": [{"role": "user", "parts": parts}]},
        headers={"x-goog-api-key": GEMINI_API_KEY},
    )


@pytest.mark.parametrize("version", ["v1", "v1beta"])
def test_both_api_versions_answer_and_say_who_they_are(http: httpx2.Client, version: str) -> None:
    answer = generate(http, [{"text": FACTS}], version).json()
    assert answer["modelVersion"] == f"{MODEL}-stand-in"
    assert answer["candidates"][0]["finishReason"] == "STOP"
    assert answer["usageMetadata"]["totalTokenCount"] > 0


def test_heic_is_taken_and_half_a_picture_is_not(http: httpx2.Client) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), BRASS).save(out, "WEBP")
    for content, status in ((out.getvalue(), 200), (out.getvalue()[:20], 400)):
        encoded = base64.b64encode(content).decode()
        part = {"inlineData": {"mimeType": "image/webp", "data": encoded}}
        assert generate(http, [{"text": FACTS}, part]).status_code == status


def test_a_request_without_contents_is_an_invalid_argument(http: httpx2.Client) -> None:
    refused = http.post(
        f"{HOST}/v1/models/{MODEL}:generateContent",
        json={},
        headers={"x-goog-api-key": GEMINI_API_KEY},
    )
    assert (refused.status_code, refused.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")


def test_a_retired_model_is_not_found_and_a_serving_one_is_described(http: httpx2.Client) -> None:
    headers = {"x-goog-api-key": GEMINI_API_KEY}
    gone = http.get(f"{HOST}/v1/models/gemini-2.5-flash", headers=headers)
    assert (gone.status_code, gone.json()["error"]["status"]) == (404, "NOT_FOUND")
    there = http.get(f"{HOST}/v1/models/{MODEL}", headers=headers).json()
    assert there["name"] == f"models/{MODEL}"


@pytest.mark.parametrize(
    ("fault", "status", "name"),
    [
        ({"kind": "rate_limit"}, 429, "RESOURCE_EXHAUSTED"),
        ({"kind": "error", "status": 503}, 503, "UNAVAILABLE"),
        ({"kind": "expired_token"}, 400, "INVALID_ARGUMENT"),
    ],
)
def test_bad_days_have_googles_bodies(
    http: httpx2.Client, fault: dict[str, object], status: int, name: str
) -> None:
    http.post("/_sandbox/faults", json={"vendor": "gemini", **fault})
    answer = generate(http, [{"text": FACTS}])
    assert (answer.status_code, answer.json()["error"]["status"]) == (status, name)


def test_a_rate_limit_says_when_to_come_back(http: httpx2.Client) -> None:
    http.post("/_sandbox/faults", json={"vendor": "gemini", "kind": "rate_limit"})
    details = generate(http, [{"text": FACTS}]).json()["error"]["details"]
    assert details[0]["retryDelay"] == "7s"


def test_a_blocked_answer_is_a_refusal_of_content(
    sandbox: SandboxServer, http: httpx2.Client
) -> None:
    http.post("/_sandbox/faults", json={"vendor": "gemini", "kind": "blocked"})
    with pytest.raises(ContentFilterError):
        ask(sandbox, str)


def test_the_answers_page_shows_picture_and_words(
    sandbox: SandboxServer, http: httpx2.Client
) -> None:
    ask(sandbox, NativeOutput(Copy))
    page = http.get("/people/gemini").text
    assert "Dokra horse" in page
    assert "/_sandbox/blobs/" in page
