"""What is shared knows no platform by name: a platform is its folders, and nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, location, python_files, syntax

ADAPTERS = ROOT / "functions" / "channels" / "adapters"
EXCEPTIONS = {
    "functions/channels/adapters/meta/errors.py": "Meta's three platforms",
    "infra/local/demo.py": "the five platforms on which the demonstration publishes",
    "infra/local/pictures.py": "whose preview the README shows",
}
"""Shared files that may name platforms, each with the reason."""


def platforms() -> set[str]:
    """The platforms, by their capability files."""
    return {path.parent.name for path in ADAPTERS.glob("*/platform.json")}


def shared_files() -> Iterator[Path]:
    """Our files outside the platforms' own folders."""
    for path in python_files("functions", "infra", "layers"):
        if not platforms() & set(path.relative_to(ROOT).parts):
            yield path


def examples(tree: ast.AST) -> set[ast.AST]:
    """The nodes below an `examples=` or `EXAMPLE`, where a platform's name is only an example."""
    given = [
        word.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg == "examples"
    ]
    given += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "EXAMPLE" and node.value
    ]
    return {node for value in given for node in ast.walk(value)}


def named(path: Path) -> Iterator[str]:
    """The platforms that a file names, as a value or by an import."""
    tree, names = syntax(path), platforms()
    allowed = examples(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in allowed:
            if node.value.lower() in names:
                yield node.value
        elif isinstance(node, ast.ImportFrom) and names & set((node.module or "").split(".")):
            yield f"import of {node.module}"


def test_shared_files_name_no_platform() -> None:
    wrong = {
        location(path): found for path in shared_files() if (found := sorted(set(named(path))))
    }
    assert wrong.keys() == EXCEPTIONS.keys(), wrong


def test_every_platform_has_its_four_folders() -> None:
    for platform in platforms():
        for folder in ("infra/local/sandbox", "tests/platforms", "web/src/platforms"):
            assert (ROOT / folder / platform).is_dir(), f"{folder}/{platform}"
