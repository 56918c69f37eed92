"""A new platform is a capability file, an adapter and a stand-in; no generic file changes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
TOY = Path(__file__).with_name("toy")
PLACES = {
    "platform.json": "functions/channels/adapters/toy/platform.json",
    "platform.py": "functions/channels/adapters/toy/platform.py",
    "stand_in.py": "infra/local/sandbox/toy/__init__.py",
}
PROOF = """
import json, sys
import pytest
from functions.channels.model.platforms import platform
from functions.channels.public import capabilities
from infra.local.settings import Settings
from infra.parts.deployment import PUBLISHING_URLS
from infra.local.sandbox.vendors import VENDORS
from tests.contract.channels.journey import journey

with journey("toy", pytest.MonkeyPatch()) as log:
    shown = [entry for entry in log if entry["effect"] == "published"]
laptop = Settings().vendors()
print(json.dumps({
    "published": len(shown),
    "calls": [entry["path"] for entry in log],
    "offered": [one.platform for one in capabilities()][-1],
    "title_max": platform("toy").text.title_max,
    "deployed": "TOY_API_URL" in PUBLISHING_URLS,
    "laptop": laptop["TOY_API_URL"],
    "stands_in": "toy" in [one.VENDOR for one in VENDORS],
}))
"""


def test_a_platform_is_added_without_a_change_in_generic_code(tmp_path: Path) -> None:
    for name in ("functions", "infra", "layers/kernel", "tests"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    for name in ("pyproject.toml", "cdk.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name, place in PLACES.items():
        target = tmp_path / place
        target.parent.mkdir(exist_ok=True)
        shutil.copy(TOY / name, target)

    done = subprocess.run(  # our own Python on our own words
        [sys.executable, "-c", PROOF],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{tmp_path}/layers/kernel/python"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr[-4000:]
    assert '"published": 1' in done.stdout
    assert '"offered": "toy"' in done.stdout
    assert '"title_max": 60' in done.stdout
    assert '"deployed": true' in done.stdout
    assert '"laptop": "http://127.0.0.1:8090/api.toy.example"' in done.stdout
    assert '"stands_in": true' in done.stdout
