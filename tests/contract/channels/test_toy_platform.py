"""A new platform is three folders, as `make platform` writes them; no shared file changes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.scaffold.filling import NameTaken, NotAName, tidy
from infra.scaffold.skeleton import write_platform

ROOT = Path(__file__).parents[3]
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


def test_a_name_that_is_none_or_taken_writes_nothing(tmp_path: Path) -> None:
    for name in ("", "Amazon", "my-shop", "1st"):
        with pytest.raises(NotAName):
            write_platform(name, tmp_path)
    write_platform("toy", tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NameTaken):
        write_platform("toy", tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_platform_is_added_without_a_change_in_generic_code(tmp_path: Path) -> None:
    for name in ("functions", "infra", "layers/kernel", "tests"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    for name in ("pyproject.toml", "cdk.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    written = write_platform("toy", tmp_path)
    added = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert added == {tmp_path / path for path in written}
    assert {path.parts[-2] for path in written} == {"toy"}
    tidy(written, tmp_path)

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
