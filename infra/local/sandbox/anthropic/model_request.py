"""Reads a Messages request: words, pictures, and the shape that the answer must have.

https://platform.claude.com/docs/en/api/messages
"""

from collections.abc import Iterator, Mapping
from typing import Any

from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.writing.model_request import (
    Malformed,
    ModelRequest,
    Shape,
    model_request,
    picture_of,
)

Json = Any  # any JSON value
MIME_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
MOST_TOKENS = 128_000
FIELDS = frozenset(
    {
        *("model", "max_tokens", "messages", "system", "output_config", "tools", "tool_choice"),
        *("thinking", "metadata", "stop_sequences", "stream", "service_tier", "cache_control"),
        *("temperature", "top_p", "top_k"),
    }
)


def read(body: Mapping[str, Json]) -> ModelRequest:
    """The request's meaning; Malformed when Anthropic would answer invalid_request_error."""
    for name in ("model", "max_tokens", "messages"):
        if name not in body:
            raise Malformed(f"{name}: Field required")
    unknown = sorted(set(body) - FIELDS)
    if unknown:
        raise Malformed(f"{unknown[0]}: Extra inputs are not permitted")
    if body.get("stream"):
        raise Malformed("stream: this stand-in does not stream")
    most = body["max_tokens"]
    if not isinstance(most, int) or not 1 <= most <= MOST_TOKENS:
        raise Malformed(f"max_tokens: {most} is out of range, the most is {MOST_TOKENS}")
    blocks = list(_blocks(body["messages"]))
    return model_request(
        _system(body.get("system")),
        [str(block["text"]) for block in blocks if block.get("type") == "text"],
        [_picture(block) for block in blocks if block.get("type") == "image"],
        _tool(body) or _format(body),
        most,
    )


def _blocks(messages: Json) -> Iterator[Mapping[str, Json]]:
    if not isinstance(messages, list) or not messages:
        raise Malformed("messages: at least one message is required")
    for number, message in enumerate(messages):
        if message.get("role") not in ("user", "assistant"):
            raise Malformed(f'messages.{number}.role: Input should be "user" or "assistant"')
        content = message.get("content")
        if message["role"] != "user":
            continue
        yield from [{"type": "text", "text": content}] if isinstance(content, str) else content


def _system(system: Json) -> str:
    if isinstance(system, list):
        return "\n".join(str(block.get("text", "")) for block in system)
    return str(system or "")


def _picture(block: Mapping[str, Json]) -> Picture:
    source = block.get("source") or {}
    if source.get("type") != "base64":
        raise Malformed("messages: only base64 image sources are taken here")
    if source.get("media_type") not in MIME_TYPES:
        raise Malformed("messages: source.media_type: Input should be a supported image type")
    return picture_of(str(source.get("data", "")), "Could not process image")


def _tool(body: Mapping[str, Json]) -> Shape | None:
    tools = body.get("tools") or []
    chosen = body.get("tool_choice") or {}
    if not tools or chosen.get("type") == "none":
        return None
    named = [tool for tool in tools if chosen.get("name") in (None, tool["name"])]
    if not named:
        raise Malformed(f"tool_choice: Tool '{chosen['name']}' not found in provided tools")
    return Shape(named[-1].get("input_schema") or {}, named[-1]["name"])


def _format(body: Mapping[str, Json]) -> Shape | None:
    form = (body.get("output_config") or {}).get("format")
    if form is None:
        return None
    if form.get("type") != "json_schema" or not isinstance(form.get("schema"), dict):
        raise Malformed("output_config.format: Input should be a json_schema")
    _must_be_closed(form["schema"])
    return Shape(form["schema"], None)


def _must_be_closed(schema: Mapping[str, Json]) -> None:
    """Structured output takes objects with `additionalProperties: false` only."""
    for inner in (schema, *(schema.get("$defs") or {}).values()):
        if inner.get("type") == "object" and inner.get("additionalProperties") is not False:
            raise Malformed(
                "output_config.format.schema: For 'object' type, 'additionalProperties' "
                "must be explicitly set to false"
            )
