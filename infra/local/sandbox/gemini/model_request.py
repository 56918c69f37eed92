"""Reads a generateContent request: words, pictures, and the shape that the answer must have."""

from collections.abc import Iterator, Mapping
from typing import Any

from infra.local.sandbox.fetch import Picture
from infra.local.sandbox.writing.model_request import (
    Malformed,
    ModelRequest,
    Shape,
    model_request,
    objects,
    picture_of,
)

Json = Any  # any JSON value
MIME_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"})


def read(body: Mapping[str, Json]) -> ModelRequest:
    """The request's meaning; Malformed when Google would answer INVALID_ARGUMENT."""
    contents = body.get("contents")
    if not isinstance(contents, list) or not contents:
        raise Malformed("* GenerateContentRequest.contents: contents is not specified")
    parts = list(_parts(contents))
    spoken = [part["text"] for part in parts if isinstance(part.get("text"), str)]
    system = either(body, "systemInstruction", "system_instruction") or {}
    instructions = "\n".join(str(part.get("text", "")) for part in system.get("parts", []))
    config = either(body, "generationConfig", "generation_config") or {}
    return model_request(
        instructions,
        spoken,
        [_picture(part) for part in parts if _inline(part) is not None],
        _function(body) or _response_shape(config, instructions),
        either(config, "maxOutputTokens", "max_output_tokens"),
    )


def wants_picture(body: Mapping[str, Json]) -> bool:
    """Whether the answer is to be an image."""
    config = either(body, "generationConfig", "generation_config") or {}
    kinds = either(config, "responseModalities", "response_modalities") or []
    return "IMAGE" in [str(kind).upper() for kind in kinds]


def image_config(body: Mapping[str, Json]) -> Mapping[str, Json]:
    """The shape and size of the image that is wanted."""
    config = either(body, "generationConfig", "generation_config") or {}
    return either(config, "imageConfig", "image_config") or {}


def either(values: Mapping[str, Json], *names: str) -> Json:
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
    return either(part, "inlineData", "inline_data")


def _picture(part: Mapping[str, Json]) -> Picture:
    blob = _inline(part)
    media_type = either(blob, "mimeType", "mime_type")
    if media_type not in MIME_TYPES:
        raise Malformed(f"Unsupported MIME type: {media_type}")
    # The SDK sends URL-safe base64; the documentation shows the standard alphabet.
    refusal = "Unable to process input image. Please retry or report."
    return picture_of(str(blob.get("data", "")), refusal)


def _function(body: Mapping[str, Json]) -> Shape | None:
    declared = [
        function
        for tool in body.get("tools") or []
        for function in either(tool, "functionDeclarations", "function_declarations") or []
    ]
    config = either(body, "toolConfig", "tool_config") or {}
    calling = either(config, "functionCallingConfig", "function_calling_config") or {}
    if not declared or calling.get("mode") == "NONE":
        return None
    allowed = either(calling, "allowedFunctionNames", "allowed_function_names")
    chosen = [one for one in declared if not allowed or one["name"] in allowed]
    if not chosen:
        raise Malformed("allowed_function_names names no declared function")
    function = chosen[-1]
    schema = either(function, "parametersJsonSchema", "parameters_json_schema", "parameters")
    return Shape(schema or {"type": "object", "properties": {}}, function["name"])


def _response_shape(config: Mapping[str, Json], instructions: str) -> Shape | None:
    schema = either(
        config, "responseJsonSchema", "response_json_schema", "responseSchema", "response_schema"
    )
    if schema is not None:
        return Shape(schema, None)
    if either(config, "responseMimeType", "response_mime_type") != "application/json":
        return None
    described = next(
        (found for found in objects(instructions) if "properties" in found), {"type": "object"}
    )
    return Shape(described, None)
