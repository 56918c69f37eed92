"""Starts of the laptop cloud: today's contexts, and ten more as `make context` writes them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from infra.local.process import environment
from infra.scaffold.context_skeleton import write_context
from tests.bench.interpreters import ROOT, asked
from tests.bench.measurements import Measurement

MORE = tuple(f"more{letter}" for letter in "abcdefghij")
COPIED = (
    *("functions", "infra", "layers", "events", "tests"),
    *("README.md", "cdk.json", "web/openapi.json"),
)
BUILT = shutil.ignore_patterns("__pycache__", "node_modules", ".*")
LATER_BUDGET_S = 10.0
FIRST_BUDGET_S = 120.0


def run() -> Iterator[Measurement]:
    """Both checkouts, each started for the first time, once more elsewhere, and a second time."""
    with tempfile.TemporaryDirectory(prefix="haat-start-") as folder:
        for name, contexts in (("today's contexts", ()), ("ten contexts more", MORE)):
            checkout = copy(Path(folder) / name.replace(" ", "-").replace("'", ""))
            for context in contexts:
                write_context(context, root=checkout)
            yield from _lines(name, _taken(checkout))


def copy(target: Path) -> Path:
    """A checkout without anything built, to be changed and started in."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=BUILT)
        else:
            (target / name).parent.mkdir(exist_ok=True)
            shutil.copy(source, target / name)
    return target


def _taken(checkout: Path) -> dict[str, float]:
    path = {"PYTHONPATH": f"{checkout}:{checkout / 'layers' / 'kernel' / 'python'}"}
    program = str(checkout / "tests" / "bench" / "start_worker.py")
    taken: dict[str, float] = asked([program], environment(path))
    return taken


def _lines(name: str, taken: dict[str, float]) -> Iterator[Measurement]:
    bare = taken.pop("emulator")
    for which, took in taken.items():
        budget = LATER_BUDGET_S if which == "later" else FIRST_BUDGET_S
        yield Measurement(
            f"start of the laptop cloud, {name}: {which}",
            round(took, 1),
            "s",
            f"the emulator alone, without a state: {bare:.1f} s",
            round(took / bare, 2),
            f"≤ {budget:g} s",
            budget,
            took,
        )
