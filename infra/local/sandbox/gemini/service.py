"""The Gemini API's host: keys, models, generateContent with words or an image, its bad days."""

import json
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from infra.local.sandbox import credentials
from infra.local.sandbox.gemini import images
from infra.local.sandbox.gemini.model_request import read, wants_picture
from infra.local.sandbox.vendor import Post
from infra.local.sandbox.world import World
from infra.local.sandbox.writing import answers
from infra.local.sandbox.writing.model_request import Malformed, ModelRequest
from infra.local.sandbox.writing.recordings import Recording, recorded

VENDOR = "gemini"
SERVING = ("gemini-3.",)
ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"
STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
TOKENS_PER_PICTURE = 258
CHARACTERS_PER_TOKEN = 4


def apps(world: World) -> dict[str, ASGIApp]:
    """One host, both API versions."""
    model = Model(world)
    routes = []
    for version in ("/v1", "/v1beta"):
        routes += [
            Route(f"{version}/models/{{model}}:generateContent", model.generate, methods=["POST"]),
            Route(f"{version}/models/{{model}}", model.describe, methods=["GET"]),
        ]
    return {"generativelanguage.googleapis.com": Starlette(routes=routes)}


class Model:
    """The stand-in model on one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def describe(self, request: Request) -> Response:
        """What the model is, for a check at start."""
        name = request.path_params["model"]
        refusal = _unwelcome(request, name)
        if refusal is not None:
            return refusal
        return JSONResponse(
            {
                "name": f"models/{name}",
                "displayName": f"{name} (sandbox stand-in)",
                "inputTokenLimit": 1_048_576,
                "outputTokenLimit": 65_536,
                "supportedGenerationMethods": ["generateContent"],
            }
        )

    async def generate(self, request: Request) -> Response:
        """One candidate: a function call, JSON text, or words."""
        name = request.path_params["model"]
        refusal = _unwelcome(request, name)
        if refusal is not None:
            return refusal
        try:
            body = await request.json()
            asked = await run_in_threadpool(read, body)
            if wants_picture(body) or name.endswith(images.SUFFIX):
                return await run_in_threadpool(images.answer, self._world, name, asked, body)
        except (ValueError, AttributeError, TypeError, KeyError):
            return _error(400, "Invalid JSON payload received.")
        except Malformed as error:
            return _error(400, str(error))
        found = recorded(VENDOR, asked, request)
        text = found.answer if found else answers.by_rule(asked)
        answers.keep(self._world, VENDOR, name, text, asked.pictures)
        part: dict[str, Any] = {"text": text}
        if asked.shape and asked.shape.function:
            part = {"functionCall": {"name": asked.shape.function, "args": json.loads(text)}}
        return JSONResponse(_answer(name, asked, part, found))


def _answer(
    name: str, asked: ModelRequest, part: dict[str, Any], found: Recording | None
) -> dict[str, Any]:
    written = len(json.dumps(part)) // CHARACTERS_PER_TOKEN
    if found:
        written = found.output_tokens
    given = len(asked.words) // CHARACTERS_PER_TOKEN + TOKENS_PER_PICTURE * len(asked.pictures)
    if found:
        given = found.input_tokens
    stopped = "MAX_TOKENS" if asked.most_tokens and written > asked.most_tokens else "STOP"
    if stopped == "MAX_TOKENS" and "text" in part and asked.most_tokens:
        part = {"text": part["text"][: asked.most_tokens * CHARACTERS_PER_TOKEN]}
    return {
        "candidates": [
            {"content": {"role": "model", "parts": [part]}, "finishReason": stopped, "index": 0}
        ],
        "usageMetadata": {
            "promptTokenCount": given,
            "candidatesTokenCount": written,
            "totalTokenCount": given + written,
        },
        "modelVersion": f"{name}-stand-in",
    }


def _unwelcome(request: Request, model: str) -> Response | None:
    key = request.headers.get("x-goog-api-key") or request.query_params.get("key")
    if not key:
        return _error(
            403, "Method doesn't allow unregistered callers (callers without established identity)."
        )
    if key != credentials.GEMINI_API_KEY:
        return _error(400, "API key not valid. Please pass a valid API key.", _key_invalid())
    if not model.startswith(SERVING):
        return _error(404, f"models/{model} is not found or is no longer available.")
    return None


def _key_invalid() -> dict[str, Any]:
    return {
        "@type": ERROR_INFO,
        "reason": "API_KEY_INVALID",
        "domain": "googleapis.com",
        "metadata": {"service": "generativelanguage.googleapis.com"},
    }


def _error(status: int, message: str, *details: dict[str, Any]) -> Response:
    error: dict[str, Any] = {
        "code": status,
        "message": message,
        "status": STATUS.get(status, "UNKNOWN"),
    }
    if details:
        error["details"] = list(details)
    return JSONResponse({"error": error}, status)


def posts(world: World) -> list[Post]:
    """The answers that were given, with the pictures that were shown or drawn."""
    return answers.posts(world, VENDOR)


def fault_response(kind: str, status: int, _: Request) -> Response:
    """Google's own answers; ``blocked`` is a 200 whose candidate stopped for safety."""
    if kind == "blocked":
        blocked = {"finishReason": "SAFETY", "index": 0, "safetyRatings": []}
        usage = {"promptTokenCount": 1, "totalTokenCount": 1}
        return JSONResponse({"candidates": [blocked], "usageMetadata": usage})
    if kind == "rate_limit":
        message = "You exceeded your current quota, please check your plan and billing details."
        return _error(429, message, {"@type": RETRY_INFO, "retryDelay": "7s"})
    if kind == "expired_token":
        return _error(400, "API key expired. Please renew the API key.", _key_invalid())
    words = {503: "The model is overloaded. Please try again later."}
    return _error(status, words.get(status, "An internal error has occurred."))
