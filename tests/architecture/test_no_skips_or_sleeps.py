"""Every case runs in every run, and none waits for real time to pass."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, location, python_files, syntax

_OF_REAL_TIME = {
    "tests/e2e/waiting.py",  # for other processes, which have clocks of their own
    "tests/unit/kernel/test_http.py",  # a client's patience is its subject
}
_KINDS = {"e2e", "browser"}
"""Markers that say what a test needs; one that says when it may be left out is none of them."""


def sleep_calls(path: Path) -> Iterator[int]:
    """Lines on which a file sleeps."""
    for node in ast.walk(syntax(path)):
        match node:
            case ast.Attribute(value=ast.Name(id="time" | "asyncio"), attr="sleep"):
                yield node.lineno
            case ast.ImportFrom(module="time" | "asyncio", names=names):
                if any(one.name == "sleep" for one in names):
                    yield node.lineno


def test_no_test_sleeps() -> None:
    offences = [
        location(path, line)
        for path in python_files("tests")
        if "bench" not in path.parts and location(path) not in _OF_REAL_TIME
        for line in sleep_calls(path)
    ]

    assert offences == []


def test_no_case_is_left_out_of_a_run() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    options = told["tool"]["pytest"]["ini_options"]

    assert {one.partition(":")[0] for one in options["markers"]} == _KINDS
    assert "--strict-markers" in options["addopts"]  # so there are no others
    assert not [one for one in options["addopts"] if one.startswith(("-m", "-k", "--deselect"))]
