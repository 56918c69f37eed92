"""Names tell what is inside: ten in a context, triggers for handlers, and no rag-bags."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import (
    FUNCTIONS,
    NAMES,
    contexts,
    handler_files,
    location,
    python_files,
    syntax,
)

_RAG_BAGS = re.compile(
    r"(util|utils|utility|utilities|helper|helpers|manager|managers|data|info|misc|common|stuff)"
)
_TRIGGERS = re.compile(r"api(_[a-z]+)?|socket|(webhook|on|queue|cron|step|internal)_[a-z][a-z_]*")


def test_no_module_is_a_rag_bag() -> None:
    offences = [
        location(path)
        for path in python_files("functions", "layers", "infra", "tests")
        for part in (*path.parent.name.split("_"), *path.stem.split("_"))
        if _RAG_BAGS.fullmatch(part)
    ]

    assert offences == []


@pytest.mark.parametrize("context", contexts())
def test_a_context_is_made_of_the_ten_names_and_no_others(context: str) -> None:
    folder = FUNCTIONS / context
    found = {
        path.stem
        for path in folder.iterdir()
        if path.name not in {"__init__.py", "__pycache__", "README.md"}
    }

    assert found <= set(NAMES), sorted(found - set(NAMES))
    assert {"handlers", "service", "model"} <= found
    assert (folder / "README.md").exists()


@pytest.mark.parametrize("context", contexts())
def test_nothing_goes_deeper_than_a_package_and_adapters_than_one_per_vendor(
    context: str,
) -> None:
    folder = FUNCTIONS / context
    deep = [location(path) for path in folder.rglob("*.py") if _depth(path, folder) > 2]

    assert deep == []


def _depth(path: Path, folder: Path) -> int:
    """Folders and file below the context; `adapters/` may hold one package per vendor."""
    parts = path.relative_to(folder).parts
    return len(parts) - (parts[0] == "adapters")


@pytest.mark.parametrize("context", contexts())
def test_a_handler_is_named_by_its_trigger(context: str) -> None:
    wrong = [
        location(path) for path in handler_files(context) if not _TRIGGERS.fullmatch(path.stem)
    ]

    assert wrong == []


def test_a_package_of_ours_has_no_code_of_its_own() -> None:
    """What is imported by a package's name stands in a module, and there is no circle with it."""
    offences = [
        location(path)
        for path in python_files("functions", "layers")
        if path.name == "__init__.py"
        if syntax(path).body[1:] or (syntax(path).body and not ast.get_docstring(syntax(path)))
    ]

    assert offences == []


def test_each_module_says_in_one_line_why_it_exists() -> None:
    silent = []
    for path in python_files("functions", "layers", "infra", "tests"):
        docstring = ast.get_docstring(syntax(path)) or ""
        if path.stem.startswith("test_"):
            continue  # the names of its tests say it
        empty = path.name == "__init__.py" and not syntax(path).body
        if not empty and not docstring.split("\n", 1)[0].endswith("."):
            silent.append(location(path))

    assert silent == []
