"""The templates of both clouds, synthesised once and kept until an input changes."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from infra.parts.assets import LOCAL, ROOT, files_below, fingerprint

Resource = dict[str, Any]


@dataclass(frozen=True)
class Cloud:
    """One synthesised app."""

    folder: Path

    @cached_property
    def templates(self) -> dict[str, dict[str, Any]]:
        files = self.folder.glob("*.template.json")
        return {file.name.split(".")[0]: json.loads(file.read_text()) for file in files}

    def resources(self, kind: str) -> Iterator[tuple[str, str, Resource]]:
        """(stack, logical id, properties) of each resource of a type."""
        for stack, template in sorted(self.templates.items()):
            for id_, resource in template["Resources"].items():
                if resource["Type"] == kind:
                    yield stack, id_, resource.get("Properties", {})

    def metadata(self) -> Iterator[tuple[str, str, Any]]:
        """(construct path, kind, value) of what the constructs say of themselves."""
        for file in sorted(self.folder.glob("*.metadata.json")):
            for path, entries in json.loads(file.read_text()).items():
                for entry in entries:
                    yield path, entry["type"], entry.get("data")


def synthesise(name: str, context: dict[str, Any]) -> Cloud:
    folders = (ROOT / "functions", ROOT / "infra", ROOT / "layers")
    files = [file for folder in folders for file in files_below(folder)]
    context = json.loads((ROOT / "cdk.json").read_text())["context"] | context
    words = (json.dumps(context, sort_keys=True), version("aws-cdk-lib"), version("cdk-nag"))
    folder = LOCAL / "templates" / f"{name}-{fingerprint(files, *words)}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{name}.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not (folder / "manifest.json").exists():
            for older in folder.parent.glob(f"{name}-*"):
                shutil.rmtree(older)
            done = run_app(folder, context)
            assert done.returncode == 0, done.stderr[-6000:]
    return Cloud(folder)


def run_app(
    folder: Path, context: dict[str, Any], program: tuple[str, ...] = ("-m", "infra.app")
) -> subprocess.CompletedProcess[str]:
    venv = str(Path(sys.executable).parent)
    return subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env=os.environ
        | {
            "PATH": f"{venv}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "CDK_OUTDIR": str(folder),
            "CDK_CONTEXT_JSON": json.dumps(context),
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def web_dist() -> Path:
    """A web app of one page: hosting it does not depend on what it says."""
    dist = LOCAL / "templates" / "web"
    (dist / "assets").mkdir(parents=True, exist_ok=True)
    (dist / "index.html").write_text("<!doctype html><title>Haat</title>")
    (dist / "assets" / "app.js").write_text("export {}")
    return dist


@pytest.fixture(scope="session")
def aws(web_dist: Path) -> Cloud:
    """The app as it goes to AWS; synthesising it runs cdk-nag."""
    return synthesise(
        "aws", {"haat:web_dist": str(web_dist), "aws:cdk:disable-asset-staging": True}
    )


@pytest.fixture(scope="session")
def laptop() -> Cloud:
    """The app as it goes to the emulator."""
    return synthesise(
        "laptop",
        {
            "haat:laptop": True,
            "haat:public_url": "http://localhost:8080",
            "haat:emulator_url": "http://127.0.0.1:4566",
            "haat:outbound_allow": "127.0.0.1:8090",
            "haat:vendors": {"ETSY_API_URL": "http://127.0.0.1:8090/openapi.etsy.com"},
            "aws:cdk:disable-asset-staging": True,
        },
    )
