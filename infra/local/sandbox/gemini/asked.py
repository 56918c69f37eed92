"""Reads a generateContent request: words, pictures, and the shape that the answer must have."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.sandbox.fetch import NotAPicture, Picture, inspect

Json = Any  # any JSON value
FACT = re.compile(
    r"^[\s\-*•]*\**([A-Za-z][A-Za-z _/-]{1,40}?)\**\s*[:=]\s*(\S.*?)\s*$", re.MULTILINE
)
MIME_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"})


class Malformed(Exception):
    """The request is not one that the API takes; the message is for error 400."""


@dataclass(frozen=True)
class Shape:
    """A JSON Schema for the answer; ``function`` names the call that carries it, None for text."""

    schema: Mapping[str, Json]
    function: str | None


@dataclass(frozen=True)
class Asked:
    """A checked request; ``facts`` are lower-case names with the words given for them."""

    facts: dict[str, Json]
    words: str
    pictures: tuple[Picture, ...]
    shape: Shape | None
    most_tokens: int | None


def read(body: Mapping[str, Json]) -> Asked:
    """The request's meaning; Malformed when Google would answer INVALID_ARGUMENT."""
    contents = body.get("contents")
    if not isinstance(contents, list) or not contents:
        raise Malformed("* GenerateContentRequest.contents: contents is not specified")
    parts = list(_parts(contents))
    spoken = [part["text"] for part in parts if isinstance(part.get("text"), str)]
    system = _either(body, "systemInstruction", "system_instruction") or {}
    instructions = "\n".join(str(part.get("text", "")) for part in system.get("parts", []))
    config = _either(body, "generationConfig", "generation_config") or {}
    return Asked(
        facts=_facts(spoken),
        words="\n".join(spoken),
        pictures=tuple(_picture(part) for part in parts if _inline(part) is not None),
        shape=_function(body) or _response_shape(config, instructions),
        most_tokens=_either(config, "maxOutputTokens", "max_output_tokens"),
    )


def _either(values: Mapping[str, Json], *names: str) -> Json:
    """Google's JSON takes camelCase and snake_case alike; pydantic-ai sends both in one body."""
    return next((values[name] for name in names if name in values), None)


def _parts(contents: list[Json]) -> Iterator[dict[str, Json]]:
    for content in contents:
        if content.get("role", "user") not in ("user", "model", "function"):
            raise Malformed("Please use a valid role: user, model.")
        for part in content.get("parts", []):
            if content.get("role", "user") == "user":
                yield part


def _inline(part: Mapping[str, Json]) -> Json:
    return _either(part, "inlineData", "inline_data")


def _picture(part: Mapping[str, Json]) -> Picture:
    blob = _inline(part)
    media_type = _either(blob, "mimeType", "mime_type")
    if media_type not in MIME_TYPES:
        raise Malformed(f"Unsupported MIME type: {media_type}")
    # The SDK sends URL-safe base64; the documentation shows the standard alphabet.
    text = str(blob.get("data", "")).replace("-", "+").replace("_", "/")
    try:
        return inspect(base64.b64decode(text + "=" * (-len(text) % 4), validate=True))
    except (binascii.Error, NotAPicture) as error:
        raise Malformed("Unable to process input image. Please retry or report.") from error


def _function(body: Mapping[str, Json]) -> Shape | None:
    declared = [
        function
        for tool in body.get("tools") or []
        for function in _either(tool, "functionDeclarations", "function_declarations") or []
    ]
    config = _either(body, "toolConfig", "tool_config") or {}
    calling = _either(config, "functionCallingConfig", "function_calling_config") or {}
    if not declared or calling.get("mode") == "NONE":
        return None
    allowed = _either(calling, "allowedFunctionNames", "allowed_function_names")
    chosen = [one for one in declared if not allowed or one["name"] in allowed]
    if not chosen:
        raise Malformed("allowed_function_names names no declared function")
    function = chosen[-1]
    schema = _either(function, "parametersJsonSchema", "parameters_json_schema", "parameters")
    return Shape(schema or {"type": "object", "properties": {}}, function["name"])


def _response_shape(config: Mapping[str, Json], instructions: str) -> Shape | None:
    schema = _either(
        config, "responseJsonSchema", "response_json_schema", "responseSchema", "response_schema"
    )
    if schema is not None:
        return Shape(schema, None)
    if _either(config, "responseMimeType", "response_mime_type") != "application/json":
        return None
    described = next(
        (found for found in _objects(instructions) if "properties" in found), {"type": "object"}
    )
    return Shape(described, None)


def _facts(spoken: list[str]) -> dict[str, Json]:
    """Facts from JSON objects and from lines such as ``Craft: Dokra``; the first word wins."""
    facts: dict[str, Json] = {}
    for text in spoken:
        for given in _objects(text):
            for name, value in _flat(given):
                facts.setdefault(name, value)
        for name, value in FACT.findall(text):
            facts.setdefault(_plain(name), value)
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def _flat(given: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for name, value in given.items():
        if isinstance(value, dict) and set(value) >= {"amount", "currency"}:
            yield _plain(name), f"{value['currency']} {value['amount']}"
        elif isinstance(value, dict):
            yield from _flat(value)
        else:
            yield _plain(name), value


def _plain(name: str) -> str:
    return re.sub(r"[\s/-]+", "_", name.strip().lower())


def _objects(text: str) -> Iterator[dict[str, Json]]:
    """The JSON objects that stand in a text."""
    decoder = json.JSONDecoder()
    start = text.find("{")
    while start >= 0:
        try:
            found, end = decoder.raw_decode(text, start)
        except ValueError:
            end = start + 1
        else:
            if isinstance(found, dict):
                yield found
        start = text.find("{", end)
