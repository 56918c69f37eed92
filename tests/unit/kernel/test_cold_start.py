"""What an API handler may not do while it is imported: its cold start pays for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
APIS = sorted(path.parents[1].name for path in ROOT.glob("functions/*/handlers/api.py"))

PLATFORM_FILES = "functions/channels/adapters/*/platform.json"
LATE = ("boto3", "botocore", "jwt", "cryptography", "aws_lambda_powertools", "pydantic.v1")
"""Each costs 10 to 100 ms, and is needed by the first request at the earliest."""

LOOK = """
import json, sys
api = __import__("functions.{context}.handlers.api", fromlist=["app"])
from fastapi.openapi.models import OpenAPI
print(json.dumps({{
    "imported": [name for name in {late} if name in sys.modules],
    "built": [route.path for route in api.app.router.routes if "app" in vars(route)],
    "routes": len(api.app.router.routes),
    "documents": OpenAPI.__pydantic_complete__,
}}))
"""


def looked(context: str, **settings: str) -> dict[str, object]:
    path = f"{ROOT}:{ROOT / 'layers/kernel/python'}"
    environment = {"PYTHONPATH": path, "HAAT_CONTEXT": context, **settings}
    completed = subprocess.run(
        [sys.executable, "-c", LOOK.format(context=context, late=LATE)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, object] = json.loads(completed.stdout)
    return answer


@pytest.mark.parametrize("context", APIS)
def test_a_cold_start_puts_off_what_only_requests_need(context: str) -> None:
    seen = looked(context)

    assert seen["imported"] == []
    assert seen["built"] == []
    assert seen["routes"] != 0
    assert seen["documents"] is False, "fastapi was imported past kernel.web"


def test_a_snapshot_holds_everything() -> None:
    seen = looked(
        "catalog",
        AWS_LAMBDA_INITIALIZATION_TYPE="snap-start",
        AWS_DEFAULT_REGION="ap-south-1",
        AWS_EC2_METADATA_DISABLED="true",
    )

    assert set(LATE) - {"pydantic.v1"} <= {*seen["imported"]}  # type: ignore[misc]  # JSON
    assert len(seen["built"]) == seen["routes"]  # type: ignore[arg-type]  # JSON


def test_what_answers_no_http_loads_no_web_framework() -> None:
    """It costs such a function as much as all else together."""
    handlers = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted(ROOT.glob("functions/*/handlers/[!_]*.py"))
        if not path.stem.startswith(("api", "webhook_"))
    ]
    assert len(handlers) > len(APIS)
    look = "import importlib, sys; print(*[importlib.import_module(one).__name__ for one in "
    code = f"{look}{handlers} if 'fastapi' not in sys.modules], 'fastapi' in sys.modules)"
    path = ":".join(str(ROOT / part) for part in (".", "layers/kernel/python", "layers/llm/python"))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [*handlers, "False"]


def test_a_step_of_publishing_loads_no_platform_to_have_it_called() -> None:
    """Channels' internal function calls it: the step waits for that with neither."""
    platforms = sorted(path.parent.name for path in ROOT.glob(PLATFORM_FILES))
    assert "etsy" in platforms
    code = f"""
import sys
import functions.publishing.handlers.step_publish
from functions.publishing.wiring import container
from functions.channels.model.listing import Published
from functions.channels.model.posting_commands import OUTCOMES, FinishListing

class Answers:
    def call(self, request):
        return OUTCOMES.to_json(Published("1", "https://example.org/1"))

container().channels_posting = Answers()
channels = container().channels
channels.needs_browser("etsy"), container().listing_editor.edit_support("etsy")
channels._published(FinishListing("user_1", "etsy", "1", None, None))
loaded = [one for one in {platforms} if "functions.channels.adapters." + one in sys.modules]
print(loaded, [one for one in ("httpx2", "cryptography") if one in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'layers/kernel/python'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[0] == "[] []"
