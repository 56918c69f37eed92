"""Lighthouse's audit of the app's first page, as a slow phone on a slow network sees it.

https://developer.chrome.com/docs/lighthouse/overview
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.chromium import find
from infra.local.laptop import Laptop
from tests.bench.measurements import Measurement
from tests.bench.npm_tools import installed, node, search_path

CATEGORIES = ("performance", "accessibility", "best-practices")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
BUDGET = 95
PATIENCE_S = 180


def run() -> Iterator[Measurement]:
    """One line per category, each out of 100."""
    tool = installed("lighthouse")
    with Laptop.for_tests(Path(tempfile.mkdtemp(prefix="haat-bench-"))) as laptop:
        report = audit(tool, laptop.settings.door_url)
    for category in CATEGORIES:
        score = round(report["categories"][category]["score"] * 100)
        yield Measurement(
            f"lighthouse: {category}, sign-in",
            score,
            "of 100",
            f"{BUDGET}; Lighthouse {report['lighthouseVersion']}, its slow phone; {_lost(report)}",
            round(score / BUDGET, 3),
            f"≥ {BUDGET}",
            1.0,
            BUDGET / max(1, score),
        )


def audit(tool: Path, url: str) -> dict[str, Any]:
    """Lighthouse's report on the page at `url`."""
    report = tool / "report.json"
    subprocess.run(  # node and a script that npm put there
        [
            node(),
            str(tool / "node_modules" / "lighthouse" / "cli" / "index.js"),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={FLAGS}",
        ],
        env={**os.environ, "PATH": search_path(), "CHROME_PATH": find() or ""},
        check=True,
        timeout=PATIENCE_S,
    )
    told: dict[str, Any] = json.loads(report.read_text())
    return told


def _lost(report: dict[str, Any]) -> str:
    """Which audits cost points, for whoever wants to win them back."""
    weighed = {
        one["id"]
        for category in CATEGORIES
        for one in report["categories"][category]["auditRefs"]
        if one["weight"]
    }
    audits = report["audits"]
    full = 0.9  # what Lighthouse shows in green
    lost = sorted(name for name in weighed if (audits[name]["score"] or 0) < full)
    scored = [name for name in lost if audits[name]["scoreDisplayMode"] not in _UNSCORED]
    return f"points lost by {', '.join(scored)}" if scored else "every audit green"


_UNSCORED = {"notApplicable", "manual", "informative", "error"}
