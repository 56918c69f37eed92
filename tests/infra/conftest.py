"""The templates of both clouds, synthesised once and kept until an input changes."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from infra.local.assembly import Assemblies
from infra.local.deploy import Deployer
from infra.local.emulator import Emulator
from infra.local.laptop import quiet
from infra.local.late import Late
from infra.local.settings import Settings
from infra.local.stacks import stacks_of
from infra.parts.assets import LOCAL

Resource = dict[str, Any]


@dataclass(frozen=True)
class Cloud:
    """One synthesised app."""

    folder: Path
    late: Late | None = None

    @cached_property
    def templates(self) -> dict[str, dict[str, Any]]:
        if self.late:
            return {stack.name: stack.bound for stack in stacks_of(self.folder, self.late)}
        files = self.folder.glob("*.template.json")
        return {file.name.split(".")[0]: json.loads(file.read_text()) for file in files}

    def resources(self, kind: str) -> Iterator[tuple[str, str, Resource]]:
        """(stack, logical id, properties) of each resource of a type."""
        for stack, template in sorted(self.templates.items()):
            for id_, resource in template["Resources"].items():
                if resource["Type"] == kind:
                    yield stack, id_, resource.get("Properties", {})

    def needs(self, stack: str) -> set[str]:
        """The stacks that are deployed before this one."""
        return {name for name in self._artifact(stack)["dependencies"] if name in self.templates}

    def region(self, stack: str) -> str:
        """The region that a stack names, or "unknown-region"."""
        return str(self._artifact(stack)["environment"]).rpartition("/")[2]

    def _artifact(self, stack: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        artifact: dict[str, Any] = found["artifacts"][stack]
        return artifact

    def metadata(self) -> Iterator[tuple[str, str, Any]]:
        """(construct path, kind, value) of what the constructs say of themselves."""
        for file in sorted(self.folder.glob("*.metadata.json")):
            for path, entries in json.loads(file.read_text()).items():
                for entry in entries:
                    yield path, entry["type"], entry.get("data")


def environment() -> dict[str, str]:
    """This process's environment, for programs that fetch packages; Node comes from the venv."""
    venv = str(Path(sys.executable).parent)
    return os.environ | {"PATH": f"{venv}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="session")
def web_dist() -> Path:
    """A web app of one page: hosting it does not depend on what it says."""
    dist = LOCAL / "assembly" / "web"
    (dist / "assets").mkdir(parents=True, exist_ok=True)
    (dist / "index.html").write_text("<!doctype html><title>Haat</title>")
    (dist / "assets" / "app.js").write_text("export {}")
    return dist


@pytest.fixture(scope="session")
def aws(web_dist: Path) -> Cloud:
    """The app as it goes to AWS; synthesising it runs cdk-nag."""
    return Cloud(
        Assemblies().of("aws", {"haat:web_dist": str(web_dist)}, environment()),
    )


@pytest.fixture(scope="session")
def laptop() -> Cloud:
    """The app as it goes to the emulator: what `make run` without any setting deploys."""
    settings = Settings()
    deployer = Deployer(settings, Emulator(settings), quiet)
    return Cloud(deployer.synthesise(), Late(settings))
