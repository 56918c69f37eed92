"""Recorded model answers, so that prompts are tested against what a model really said to them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request

from infra.local.sandbox.journal import ENTRY
from infra.local.sandbox.writing.model_request import ModelRequest

SANDBOX = Path(__file__).parents[1]


@dataclass(frozen=True)
class Recording:
    """One answer as the model gave it: ``answer`` is its text, with the tokens that it cost."""

    case: str
    answer: str
    input_tokens: int
    output_tokens: int


def recorded(vendor: str, asked: ModelRequest, request: Request) -> Recording | None:
    """The recorded answer to exactly this question, None for any other; the journal tells which.

    A question is its instructions, words and pictures: a prompt that changes needs new recordings.
    """
    found = recordings(vendor).get(asked.key)
    request.scope[ENTRY].note(question=asked.key, recording=found.case if found else None)
    return found


@lru_cache
def recordings(vendor: str) -> dict[str, Recording]:
    """Question → recording, from ``<vendor>/recordings/*.json``."""
    return dict(
        _read(json.loads(path.read_text(encoding="utf-8")), path.stem)
        for path in sorted((SANDBOX / vendor / "recordings").glob("*.json"))
    )


def _read(kept: dict[str, Any], case: str) -> tuple[str, Recording]:
    answer = kept["answer"]
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    tokens = kept["tokens"]
    return kept["question"], Recording(case, text, tokens["input"], tokens["output"])
