"""OpenAI's API host: keys, the Responses API, images, and their bad days.

https://platform.openai.com/docs/guides/error-codes
"""

from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox import credentials
from infra.local.sandbox.openai import images
from infra.local.sandbox.openai.model_request import read
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World
from infra.local.sandbox.writing import answers
from infra.local.sandbox.writing.model_request import Malformed, ModelRequest
from infra.local.sandbox.writing.recordings import recorded

VENDOR = "openai"
HOST = "api.openai.com"
SERVING = ("gpt-5", "gpt-6")
TOKENS_PER_PICTURE = 765
KINDS = {
    400: "invalid_request_error",
    401: "invalid_request_error",
    403: "permission_error",
    404: "invalid_request_error",
    429: "requests",
}
MESSAGES = {
    429: "Rate limit reached for requests. Please try again in 7s.",
    500: "The server had an error while processing your request. Sorry about that!",
    503: "The engine is currently overloaded, please try again later.",
}


def apps(world: World) -> dict[str, ASGIApp]:
    """One host."""
    model = Model(world)
    routes = [
        Route("/v1/responses", model.respond, methods=["POST"]),
        Route("/v1/images/generations", model.generate, methods=["POST"]),
        Route("/v1/images/edits", model.edit, methods=["POST"]),
    ]
    return {HOST: Starlette(routes=routes)}


class Model:
    """The stand-in models on one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def respond(self, request: Request) -> Response:
        """One response: a message in the wanted shape, or a function call."""
        refusal = _unwelcome(request)
        if refusal is not None:
            return refusal
        try:
            body = await request.json()
            asked = await run_in_threadpool(read, body)
            model = str(body["model"])
        except (ValueError, AttributeError, TypeError, KeyError):
            return error(400, "We could not parse the JSON body of your request.")
        except Malformed as malformed:
            return error(400, str(malformed))
        if not model.startswith(SERVING):
            words = f"The model '{model}' does not exist or you do not have access to it."
            return error(404, words, "model_not_found")
        return JSONResponse(self._response(model, asked, request), headers=_limits())

    async def generate(self, request: Request) -> Response:
        """Images from a prompt."""
        refusal = _unwelcome(request)
        if refusal is not None:
            return refusal
        try:
            body = await request.json()
        except ValueError:
            return error(400, "We could not parse the JSON body of your request.")
        return await self._draw(body)

    async def edit(self, request: Request) -> Response:
        """Images from a prompt and pictures to go by."""
        refusal = _unwelcome(request)
        if refusal is not None:
            return refusal
        async with request.form(max_part_size=images.LARGEST_PART) as form:
            body: dict[str, Any] = {
                name: value for name, value in form.items() if isinstance(value, str)
            }
            pictures = [part for part in form.values() if not isinstance(part, str)]
            if not pictures:
                return error(400, "Missing required parameter: 'image'.")
            return await self._draw(body)

    async def _draw(self, body: dict[str, Any]) -> Response:
        try:
            made = await run_in_threadpool(images.answer, self._world, body)
        except images.Blocked:
            words = "Your request was rejected by the safety system."
            return error(400, words, "moderation_blocked")
        except (Malformed, ValueError) as malformed:
            return error(400, str(malformed))
        return JSONResponse(made, headers=_limits())

    def _response(self, model: str, asked: ModelRequest, request: Request) -> dict[str, Any]:
        found = recorded(VENDOR, asked, request)
        text = found.answer if found else answers.by_rule(asked)
        tokens = found.output_tokens if found else len(text) // answers.CHARACTERS_PER_TOKEN
        text, tokens, was_cut = answers.cut(text, asked.most_tokens, tokens)
        answers.keep(self._world, VENDOR, model, text, asked.pictures)
        number = self._world.next_id("openai.response")
        given = len(asked.words) // answers.CHARACTERS_PER_TOKEN
        given += TOKENS_PER_PICTURE * len(asked.pictures)
        given = found.input_tokens if found else given
        return {
            "id": f"resp_sandbox{number:08d}",
            "object": "response",
            "created_at": int(self._world.now()),
            "status": "incomplete" if was_cut else "completed",
            "incomplete_details": {"reason": "max_output_tokens"} if was_cut else None,
            "error": None,
            "model": model,
            "output": [_item(asked, text, number)],
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
            "usage": {
                "input_tokens": given,
                "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
                "output_tokens": tokens,
                "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": given + tokens,
            },
        }


def _item(asked: ModelRequest, text: str, number: int) -> dict[str, Any]:
    if asked.shape and asked.shape.function:
        return {
            "type": "function_call",
            "id": f"fc_sandbox{number:08d}",
            "call_id": f"call_sandbox{number:08d}",
            "name": asked.shape.function,
            "arguments": text,
            "status": "completed",
        }
    return {
        "type": "message",
        "id": f"msg_sandbox{number:08d}",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }


def _unwelcome(request: Request) -> Response | None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        return error(401, "You didn't provide an API key.")
    if key != credentials.OPENAI_API_KEY:
        return error(401, "Incorrect API key provided.", "invalid_api_key")
    return None


def _limits() -> dict[str, str]:
    return {
        "x-request-id": "req_sandbox",
        "x-ratelimit-limit-requests": "500",
        "x-ratelimit-remaining-requests": "499",
    }


def error(status: int, message: str, code: str | None = None) -> Response:
    """OpenAI's error body."""
    kind = KINDS.get(status, "server_error")
    body = {"message": message, "type": kind, "param": None, "code": code}
    return JSONResponse({"error": body}, status, headers={"x-request-id": "req_sandbox"})


def posts(world: World) -> list[Post]:
    """The answers that were given, with the pictures that were shown or drawn."""
    return answers.posts(world, VENDOR)


def fault_response(kind: str, status: int, request: Request) -> Response:
    """OpenAI's own answers; ``blocked`` is what the safety system says."""
    if kind == "blocked":
        words = "Your request was rejected by the safety system."
        if "/images/" in request.url.path:
            return error(400, words, "moderation_blocked")
        return error(
            400, "Invalid prompt: flagged by our usage policy.", "content_policy_violation"
        )
    if kind == "rate_limit":
        answer = error(429, MESSAGES[429], "rate_limit_exceeded")
        answer.headers["retry-after"] = "7"
        return answer
    if kind == "expired_token":
        return error(401, "Incorrect API key provided.", "invalid_api_key")
    return error(status, MESSAGES.get(status, "An error has occurred."))
