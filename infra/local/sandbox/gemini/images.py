"""The image half of generateContent: one candidate with a picture in it, or a refusal.

https://ai.google.dev/gemini-api/docs/image-generation
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from infra.local.sandbox.gemini.model_request import either, image_config
from infra.local.sandbox.world import World
from infra.local.sandbox.writing import answers
from infra.local.sandbox.writing.model_request import Malformed, ModelRequest
from infra.local.sandbox.writing.pictures import LARGEST, drawn

SUFFIX = "-image"
TALL = ("2:3", "3:4", "4:5", "9:16", "1:4", "1:8")
RATIOS = frozenset({"1:1", "3:2", "4:3", "5:4", "16:9", "21:9", "4:1", "8:1", *TALL})
SIZES = {"512": 512, "1K": 1024, "2K": LARGEST, "4K": LARGEST}
TOKENS = {"512": 747, "1K": 1120, "2K": 1680, "4K": 2520}
REFUSED = "weapon"  # what the stand-in will not draw, for tests of a refused prompt


def answer(world: World, model: str, asked: ModelRequest, body: Mapping[str, Any]) -> Response:
    """The picture; Malformed for a model without images or an unknown ratio or size."""
    if not model.endswith(SUFFIX):
        raise Malformed(f"Multi-modal output is not supported by models/{model}.")
    config = image_config(body)
    ratio = str(either(config, "aspectRatio", "aspect_ratio") or "1:1")
    size = str(either(config, "imageSize", "image_size") or "1K")
    if ratio not in RATIOS or size not in SIZES:
        raise Malformed(f"Invalid image_config: {json.dumps(dict(config))}")
    usage = {"promptTokenCount": len(asked.words) // 4 + 258 * len(asked.pictures)}
    if REFUSED in asked.words.lower():
        usage["totalTokenCount"] = usage["promptTokenCount"]
        candidate: dict[str, Any] = {"finishReason": "IMAGE_SAFETY", "index": 0}
        return JSONResponse({"candidates": [candidate], "usageMetadata": usage})
    width, height = (int(part) for part in ratio.split(":"))
    scale = SIZES[size] / max(width, height)
    content = drawn(asked.words, round(width * scale), round(height * scale))
    answers.keep_drawn(world, "gemini", model, asked.words, content, "image/png")
    tokens = TOKENS[size]
    usage |= {
        "candidatesTokenCount": tokens,
        "totalTokenCount": usage["promptTokenCount"] + tokens,
    }
    details = {"candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": tokens}]}
    inline = {"mimeType": "image/png", "data": base64.b64encode(content).decode()}
    parts = [{"inlineData": inline}]
    candidate = {
        "content": {"role": "model", "parts": parts},
        "finishReason": "STOP",
        "index": 0,
    }
    return JSONResponse(
        {
            "candidates": [candidate],
            "usageMetadata": usage | details,
            "modelVersion": f"{model}-stand-in",
        }
    )
