"""Anthropic's API host: keys, versions, the Messages API and its bad days.

https://platform.claude.com/docs/en/api/errors
"""

import json
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox import credentials
from infra.local.sandbox.anthropic.model_request import read
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World
from infra.local.sandbox.writing import answers
from infra.local.sandbox.writing.model_request import Malformed, ModelRequest
from infra.local.sandbox.writing.recordings import recorded

VENDOR = "anthropic"
HOST = "api.anthropic.com"
VERSIONS = frozenset({"2023-06-01", "2026-10-21"})
FAMILIES = ("sonnet", "opus", "haiku", "fable", "mythos")
TOKENS_PER_PICTURE = 1600
KINDS = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}
MESSAGES = {
    401: "invalid x-api-key",
    429: "This request would exceed your organization's rate limit.",
    500: "Internal server error",
    529: "Overloaded",
}


def apps(world: World) -> dict[str, ASGIApp]:
    """One host."""
    route = Route("/v1/messages", Messages(world).create, methods=["POST"])
    return {HOST: Starlette(routes=[route])}


class Messages:
    """The stand-in model on one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def create(self, request: Request) -> Response:
        """One message: text in the wanted shape, or a tool call."""
        refusal = _unwelcome(request)
        if refusal is not None:
            return refusal
        try:
            body = await request.json()
            asked = await run_in_threadpool(read, body)
        except (ValueError, AttributeError, TypeError, KeyError):
            return _error(400, "The request body is not valid JSON")
        except Malformed as error:
            return _error(400, str(error))
        model = str(body["model"])
        if not any(family in model for family in FAMILIES):
            return _error(404, f"model: {model}")
        return JSONResponse(self._message(model, asked, request), headers=_limits())

    def _message(self, model: str, asked: ModelRequest, request: Request) -> dict[str, Any]:
        found = recorded(VENDOR, asked, request)
        text = found.answer if found else answers.by_rule(asked)
        tokens = found.output_tokens if found else len(text) // answers.CHARACTERS_PER_TOKEN
        text, tokens, was_cut = answers.cut(text, asked.most_tokens, tokens)
        answers.keep(self._world, VENDOR, model, text, asked.pictures)
        called = asked.shape is not None and asked.shape.function is not None and not was_cut
        block: dict[str, Any] = {"type": "text", "text": text}
        if called and asked.shape:
            call = {"id": "toolu_sandbox", "name": asked.shape.function, "input": json.loads(text)}
            block = {"type": "tool_use", **call}
        stopped = "max_tokens" if was_cut else "tool_use" if called else "end_turn"
        given = len(asked.words) // answers.CHARACTERS_PER_TOKEN
        given += TOKENS_PER_PICTURE * len(asked.pictures)
        return {
            "id": f"msg_sandbox{self._world.next_id('anthropic.message'):08d}",
            "type": "message",
            "role": "assistant",
            "model": model,
            "content": [block],
            "stop_reason": stopped,
            "stop_sequence": None,
            "usage": {
                "input_tokens": found.input_tokens if found else given,
                "output_tokens": tokens,
                "cache_creation_input_tokens": 0,
                "cache_read_input_tokens": 0,
                "service_tier": "standard",
            },
        }


def _unwelcome(request: Request) -> Response | None:
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    key = request.headers.get("x-api-key") or bearer
    if key != credentials.ANTHROPIC_API_KEY:
        return _error(401, MESSAGES[401])
    version = request.headers.get("anthropic-version")
    if version is None:
        return _error(400, "anthropic-version: header is required")
    if version not in VERSIONS:
        return _error(400, f"anthropic-version: {version} is not a valid version")
    return None


def _limits() -> dict[str, str]:
    return {
        "request-id": "req_sandbox",
        "anthropic-ratelimit-requests-limit": "50",
        "anthropic-ratelimit-requests-remaining": "49",
    }


def _error(status: int, message: str) -> Response:
    error = {"type": KINDS.get(status, "api_error"), "message": message}
    body = {"type": "error", "error": error, "request_id": "req_sandbox"}
    return JSONResponse(body, status, headers={"request-id": "req_sandbox"})


def posts(world: World) -> list[Post]:
    """The answers that were given, with the pictures that were shown."""
    return answers.posts(world, VENDOR)


def fault_response(kind: str, status: int, _: Request) -> Response:
    """Anthropic's own answers; ``blocked`` is a 200 whose model refused."""
    if kind == "blocked":
        return JSONResponse(
            {
                "id": "msg_refused",
                "type": "message",
                "role": "assistant",
                "model": "stand-in",
                "content": [],
                "stop_reason": "refusal",
                "stop_sequence": None,
                "usage": {"input_tokens": 1, "output_tokens": 0},
            }
        )
    if kind == "rate_limit":
        answer = _error(429, MESSAGES[429])
        answer.headers["retry-after"] = "7"
        return answer
    if kind == "expired_token":
        return _error(401, MESSAGES[401])
    return _error(status, MESSAGES.get(status, "An error has occurred"))
