"""A new context is what `make context` writes: it passes every check, and no list names it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from infra.scaffold.context_skeleton import write_context
from infra.scaffold.filling import NameTaken, NotAName, tidy
from tests.architecture.tree import ROOT, contexts

COPIED = (
    *("functions", "infra", "layers", "events", "tests", "docs", "pyproject.toml"),
    *("cdk.json", ".gitignore", "web/openapi.json", "web/src/platforms", "web/src/features"),
)
# What stays as it is: the architecture tests read the files that git names, and not these.
UNREAD = ("/web/*", "/infra/local/sandbox/*", "/tests/*/*", "!/tests/*/ledger", "!/tests/bench")
BUILT = shutil.ignore_patterns("__pycache__", "node_modules")
SYNTHESIS = """
from aws_cdk import App
from infra.foundation import Foundation
from infra.local.assembly import complete
from infra.parts.composition import context_stacks
from infra.parts.deployment import Deployment

app = App(context=complete({"haat:laptop": True}))
shared = Foundation(app, Deployment.of(app)).shared("http://localhost:8080")
context_stacks()["ledger"](app, shared)
template = app.synth().get_stack_by_name("HaatLedger").template
handlers = [one["Properties"].get("Handler") for one in template["Resources"].values()]
assert "functions.ledger.handlers.api.handler" in handlers, handlers
"""
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
CHECKS: dict[str, tuple[str, ...]] = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "import contracts": ("-c", "from importlinter.cli import lint_imports_command as run; run()"),
    "architecture": (*PYTEST, "tests/architecture"),
    "its own tests": (*PYTEST, "tests/unit/ledger", "tests/integration/ledger"),
    "the walk and the contracts": (
        *(*PYTEST, "tests/integration/test_authorisation.py"),
        *("tests/contract/test_openapi.py", "tests/contract/test_events.py", "-k", "ledger"),
    ),
    "synthesis": ("-c", SYNTHESIS),
}


def run(root: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env={
            **os.environ,
            "PYTHONPATH": f"{root}:{root}/layers/kernel/python:{root}/layers/llm/python",
            "CDK_VALIDATION": "false",
            "HAAT_BUDGET": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """A checkout of its own, which is deleted afterwards."""
    for name in COPIED:
        source, target = ROOT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=BUILT)
        else:
            shutil.copy(source, target)
    subprocess.run(("git", "init", "--quiet"), cwd=root, check=True)  # noqa: S607  # a fixed command
    (root / ".git" / "info" / "exclude").write_text("\n".join(UNREAD))
    yield root
    shutil.rmtree(root)


def test_a_name_that_is_none_or_taken_writes_nothing(tmp_path: Path) -> None:
    for name, entity in (("", ""), ("Orders", ""), ("my-orders", ""), ("orders", "An Order")):
        with pytest.raises(NotAName):
            write_context(name, entity, tmp_path)
    (tmp_path / "functions" / contexts()[0]).mkdir(parents=True)
    with pytest.raises(NameTaken):
        write_context(contexts()[0], root=tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_context_is_added_and_passes_every_check_at_once(tmp_path: Path) -> None:
    with copied(tmp_path / "checkout") as root:
        before = {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()}
        written = write_context("ledger", "ledger_entry", root)
        tidy(written, root)
        for name in ("events_from_code", "openapi_from_code", "architecture_from_code"):
            generated = run(root, ("-m", f"tests.contract.{name}", "--write"))
            assert generated.returncode == 0, generated.stderr
        changed = {path for path, content in before.items() if path.read_bytes() != content}
        assert {str(path.relative_to(root)) for path in changed} == {
            "docs/architecture.md",
            "tests/budget.json",
            "web/openapi.json",
        }

        with ThreadPoolExecutor(2) as pool:
            done = dict(zip(CHECKS, pool.map(partial(run, root), CHECKS.values()), strict=True))
        failed = [
            f"{what}:\n{one.stdout}{one.stderr}" for what, one in done.items() if one.returncode
        ]
        assert not failed, "\n".join(failed)[-8000:]
