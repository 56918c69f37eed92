"""OpenAI's Images API: checks a request as the vendor does and draws by rule.

https://platform.openai.com/docs/api-reference/images
"""

import base64
import re
from collections.abc import Mapping
from typing import Any

from infra.local.sandbox.world import World
from infra.local.sandbox.writing import answers
from infra.local.sandbox.writing.model_request import Malformed
from infra.local.sandbox.writing.pictures import LARGEST, drawn

LARGEST_PART = 50 * 1024 * 1024
LONGEST_PROMPT = 32_000
MODELS = re.compile(r"gpt-image-(?:1-mini|1\.5|2(?:\.[56]-(?:sunburst|flare))?)")
FIXED = frozenset({"auto", "1024x1024", "1536x1024", "1024x1536"})
FORMATS = frozenset({"png", "jpeg", "webp"})
LONGEST_SIDE, STEP, STRETCH = 3840, 16, 3
TOKENS = {"low": 272, "medium": 1056, "high": 4160, "auto": 1056}
REFUSED = "weapon"  # what the stand-in will not draw, for tests of a refused prompt


class Blocked(Exception):
    """The safety system says no."""


def answer(world: World, body: Mapping[str, Any]) -> dict[str, Any]:
    """The images object; Malformed or Blocked."""
    prompt, model = body.get("prompt"), str(body.get("model") or "")
    if not isinstance(prompt, str) or not prompt:
        raise Malformed("Missing required parameter: 'prompt'.")
    if len(prompt) > LONGEST_PROMPT:
        raise Malformed(f"Invalid 'prompt': string too long, the most is {LONGEST_PROMPT}.")
    if not MODELS.fullmatch(model):
        raise Malformed(f"The model '{model}' does not exist.")
    kind = str(body.get("output_format") or "png")
    quality = str(body.get("quality") or "auto")
    if kind not in FORMATS or quality not in TOKENS:
        raise Malformed("Invalid value: 'output_format' or 'quality' is not a supported value.")
    width, height = _size(str(body.get("size") or "auto"), model)
    if REFUSED in prompt.lower():
        raise Blocked
    # A stand-in need not spend seconds on pixels: large pictures keep their shape only.
    scale = min(LARGEST / max(width, height), 1)
    content = drawn(prompt, round(width * scale), round(height * scale), kind)
    answers.keep_drawn(world, "openai", model, prompt, content, f"image/{kind}")
    given, made = len(prompt) // answers.CHARACTERS_PER_TOKEN, TOKENS[quality]
    return {
        "created": int(world.now()),
        "background": "opaque",
        "output_format": kind,
        "quality": "medium" if quality == "auto" else quality,
        "size": f"{width}x{height}",
        "data": [{"b64_json": base64.b64encode(content).decode()}],
        "usage": {
            "input_tokens": given,
            "input_tokens_details": {"image_tokens": 0, "text_tokens": given},
            "output_tokens": made,
            "output_tokens_details": {"image_tokens": made, "text_tokens": 0},
            "total_tokens": given + made,
        },
    }


def _size(size: str, model: str) -> tuple[int, int]:
    if size == "auto":
        return 1024, 1024
    sides = re.fullmatch(r"(\d{2,4})x(\d{2,4})", size)
    if sides is None or (model.startswith("gpt-image-1") and size not in FIXED):
        raise Malformed(f"Invalid value: '{size}'. Supported values are: {sorted(FIXED)}.")
    width, height = int(sides[1]), int(sides[2])
    long, short = max(width, height), min(width, height)
    if long > LONGEST_SIDE or width % STEP or height % STEP or long > STRETCH * short:
        raise Malformed(f"Invalid value: '{size}'. Sides are multiples of {STEP}, at most 3:1.")
    return width, height
