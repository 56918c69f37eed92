"""A cold start of the API may not pay for what only workers need."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
HEAVY = (
    "pydantic_ai",
    "google.genai",
    "anthropic",
    "openai",
    "pyvips",
    "regex",
    "httpx2",
    "hypothesis",
)


def loaded_by(module: str, *steps: str) -> set[str]:
    code = f"import sys, {module}; {'; '.join(steps)}\nprint(*sys.modules)"
    layers = (ROOT / "layers" / name / "python" for name in ("kernel", "llm"))
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *layers))),
        "HAAT_CONTEXT": "content",
        "CONTENT_TABLE": "haat-content",
        "MEDIA_TABLE": "haat-media",
        "CATALOG_TABLE": "haat-catalog",
        "GEMINI_API_KEY": "",
        "ANTHROPIC_API_KEY": "",
        "OPENAI_API_KEY": "",
    }
    done = subprocess.run(  # our own Python and our own module
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_api_loads_no_model_library() -> None:
    assert not set(HEAVY) & loaded_by("functions.content.handlers.api")


def test_without_a_key_the_worker_loads_no_model_library() -> None:
    loaded = loaded_by(
        "functions.content.handlers.on_rewrite_requested",
        "from functions.content.wiring.container import container",
        "container().writing.copy_writing",
    )
    assert "functions.content.adapters.facts" in loaded
    assert not {"pydantic_ai", "google.genai", "anthropic", "openai"} & loaded
