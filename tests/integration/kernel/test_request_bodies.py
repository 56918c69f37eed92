"""What comes as the body of a request, whatever its shape: read, or refused with its reason."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from kernel.api import create_api, lambda_handler
from kernel.json_text import MAX_DEPTH
from kernel.routes import LONGEST_BODY, Routes
from tests.integration.lambda_events import Reply, api_event, lambda_context


class Named(BaseModel):
    """A body with one field."""

    model_config = ConfigDict(extra="forbid")

    name: str


@pytest.fixture(scope="module")
def handler() -> Any:
    routes = Routes()

    @routes.post("/names", public="A test's.")
    def add(body: Named) -> dict[str, str]:
        return {"name": body.name}

    return lambda_handler(create_api("kernel", routes))


def sent(handler: Any, text: str) -> Reply:
    event = api_event("POST", "/names", None)
    event["headers"]["content-type"] = "application/json"
    event["body"] = text
    return Reply.of(handler(event, lambda_context()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nothing",
        '{"name": "a"} {"name": "b"}',
        '{"name": NaN}',
        '{"name": 1e999}',
        '{"name": "\\ud83d"}',
        '{"\\udc00": "a"}',
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        "[" * 200_000,
        '{"name":' * 5_000,
        "1" * 5_000,
    ],
)
def test_what_is_no_json_is_refused_as_unreadable(handler: Any, text: str) -> None:
    reply = sent(handler, text)
    if not text:
        assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY  # there is none, and it was needed
        return
    assert reply.status == HTTPStatus.BAD_REQUEST, reply.text
    assert reply.error["code"] == "unreadable"
    assert {"reason", "remedy"} <= reply.error["details"].keys()


def test_a_body_of_other_shape_is_malformed_and_names_the_field(handler: Any) -> None:
    reply = sent(handler, '{"name": 1, "nam": "a"}')
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {one["field"] for one in reply.error["details"]["fields"]} == {"name", "nam"}


def test_a_hundred_thousand_faults_are_answered_in_few_words(handler: Any) -> None:
    reply = sent(handler, json.dumps({f"x{number}": 1 for number in range(60_000)}))
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert len(reply.text) < 10_000
    assert "more" in reply.error["message"]


def test_a_longer_body_than_any_is_refused_before_it_is_read(handler: Any) -> None:
    reply = sent(handler, json.dumps({"name": "a" * LONGEST_BODY}))
    assert reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert reply.error["code"] == "too_large"


def test_devanagari_and_characters_of_two_halves_are_read(handler: Any) -> None:
    reply = sent(handler, '{"name": "\\ud83e\\ude94 दीया"}')
    assert reply.json == {"name": "🪔 दीया"}
