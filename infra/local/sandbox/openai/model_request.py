"""Reads a Responses request: words, pictures, and the shape that the answer must have.

https://platform.openai.com/docs/api-reference/responses/create
"""

import re
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
INLINE = re.compile(r"data:image/(?:jpeg|png|webp|gif);base64,(.+)", re.DOTALL)
LEAST_TOKENS = 16


def read(body: Mapping[str, Json]) -> ModelRequest:
    """The request's meaning; Malformed when OpenAI would answer invalid_request_error."""
    if "input" not in body:
        raise Malformed("Missing required parameter: 'input'.")
    if body.get("stream"):
        raise Malformed("This stand-in does not stream.")
    most = body.get("max_output_tokens")
    if most is not None and (not isinstance(most, int) or most < LEAST_TOKENS):
        raise Malformed(
            f"Invalid 'max_output_tokens': integer below minimum value. "
            f"Expected a value >= {LEAST_TOKENS}, but got {most} instead."
        )
    parts = list(_parts(body["input"]))
    return model_request(
        str(body.get("instructions") or ""),
        [str(part["text"]) for part in parts if part.get("type") == "input_text"],
        [_picture(part) for part in parts if part.get("type") == "input_image"],
        _function(body) or _format(body),
        most,
    )


def _parts(given: Json) -> Iterator[Mapping[str, Json]]:
    if isinstance(given, str):
        yield {"type": "input_text", "text": given}
        return
    for item in given:
        content = item.get("content")
        if item.get("role") != "user":
            continue
        if isinstance(content, str):
            yield {"type": "input_text", "text": content}
        else:
            yield from content


def _picture(part: Mapping[str, Json]) -> Picture:
    inline = INLINE.fullmatch(str(part.get("image_url", "")))
    if inline is None:
        raise Malformed("Invalid 'input[0].content': Expected a valid URL or a base64 image.")
    return picture_of(inline[1], "The image data you provided does not represent a valid image.")


def _function(body: Mapping[str, Json]) -> Shape | None:
    tools = [tool for tool in body.get("tools") or [] if tool.get("type") == "function"]
    if not tools or body.get("tool_choice") == "none":
        return None
    return Shape(tools[-1].get("parameters") or {}, tools[-1]["name"])


def _format(body: Mapping[str, Json]) -> Shape | None:
    form = (body.get("text") or {}).get("format") or {"type": "text"}
    if form["type"] == "text":
        return None
    if form["type"] == "json_schema" and form.get("name") and isinstance(form.get("schema"), dict):
        return Shape(form["schema"], None)
    raise Malformed("Missing required parameter: 'text.format.name'.")
