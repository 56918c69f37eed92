"""Small enough to read in one go: functions, files, handlers, ports, READMEs."""

import ast
from pathlib import Path

from tests.architecture.tree import (
    FUNCTIONS,
    ROOT,
    contexts,
    handler_files,
    location,
    python_files,
    route_files,
    syntax,
    tracked,
)

_CODE = ("functions", "layers", "infra", "tests")
_FUNCTION, _FILE, _HANDLER, _ROUTES, _PORT, _README = 40, 300, 40, 120, 10, 40


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def is_generated(path: Path) -> bool:
    head = path.read_text(encoding="utf-8")[:400].lower()
    return path.name.endswith(".d.ts") or "auto-generated" in head or "do not make direct" in head


def test_functions_have_at_most_forty_lines() -> None:
    long = [
        f"{location(path, node.lineno)} {node.name}: {(node.end_lineno or 0) - node.lineno + 1}"
        for path in python_files(*_CODE)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= _FUNCTION
    ]

    assert long == []


def test_python_files_have_at_most_three_hundred_lines() -> None:
    long = [
        f"{location(path)}: {lines(path)}" for path in python_files(*_CODE) if lines(path) > _FILE
    ]

    assert long == []


def test_web_files_have_at_most_three_hundred_lines() -> None:
    sources = [
        path
        for path in tracked()
        if path.suffix in {".ts", ".tsx", ".css"} and path.relative_to(ROOT).parts[0] == "web"
    ]
    long = [
        f"{location(path)}: {lines(path)}"
        for path in sources
        if lines(path) > _FILE and not is_generated(path)
    ]

    assert long == []


def test_handlers_have_at_most_forty_lines_and_routes_a_hundred_and_twenty() -> None:
    long = [
        f"{location(path)}: {lines(path)}"
        for context in contexts()
        for most, paths in ((_HANDLER, handler_files(context)), (_ROUTES, route_files(context)))
        for path in paths
        if lines(path) > most
    ]

    assert long == []


def test_ports_have_at_most_ten_methods() -> None:
    wide = [
        f"{location(path, node.lineno)} {node.name}"
        for path in FUNCTIONS.glob("*/ports*")
        for file in ([path] if path.is_file() else path.glob("*.py"))
        for node in syntax(file).body
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(member, ast.FunctionDef) for member in node.body) > _PORT
    ]

    assert wide == []


def test_each_context_has_a_readme_of_at_most_forty_lines() -> None:
    wrong = []
    for context in contexts():
        readme = FUNCTIONS / context / "README.md"
        if not readme.exists() or not 0 < lines(readme) <= _README:
            wrong.append(location(readme))

    assert wrong == []
