"""Rules of the code that no linter knows: excepts, money, errors that people can act on."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from kernel.errors import Problem
from tests.architecture.tree import (
    contexts,
    imported_modules,
    location,
    modules,
    python_files,
    syntax,
)

_OUTERMOST = {
    "layers/kernel/python/kernel/api.py",
    "layers/kernel/python/kernel/sweeps.py",
}
"""Where a broad except stands between a fault and the caller, or the items of others."""


def catches_all(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in kinds
    )


def test_only_the_outermost_handler_catches_everything() -> None:
    offences = [
        location(path, node.lineno)
        for path in python_files("functions", "layers")
        if location(path) not in _OUTERMOST
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ExceptHandler) and catches_all(node)
    ]

    assert offences == []


_MONEY = re.compile(r"price|amount|money|minor|total|fee|cost|currency")


def floats(path: Path) -> Iterator[int]:
    """Lines that turn something into a float, or say that an amount is one."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Call):
            found = ast.unparse(node.func) in {"float", "round"}
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            name = node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)
            found = bool(_MONEY.search(name)) and "float" in ast.unparse(node.annotation)
        else:
            continue
        if found:
            yield node.lineno


def test_money_never_meets_a_float() -> None:
    offences = [
        location(path, line)
        for path in python_files("functions", "layers")
        if path.name == "money.py" or "kernel.money" in dict(imported_modules(path))
        for line in floats(path)
    ]

    assert offences == []


def problems() -> list[type[Problem]]:
    """Every error class of ours."""
    for package in ("kernel", "llm", *(f"functions.{context}" for context in contexts())):
        list(modules(package))
    found: dict[str, type[Problem]] = {}
    waiting = [Problem]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in {"kernel", "llm", "functions"}:
            found[f"{kind.__module__}.{kind.__qualname__}"] = kind
    return list(found.values())


def test_each_error_has_a_code_of_its_own() -> None:
    """Two contexts may share a code only for the same sentence, such as `NoSuchPhoto`."""
    sentences: dict[str, str] = {}
    for kind in problems():
        name = f"{kind.__module__}.{kind.__qualname__}"
        assert "code" in vars(kind), f"{name} has no code of its own"
        sentence = sentences.setdefault(kind.code, kind.__name__)
        assert sentence == kind.__name__, f"{name} and {sentence} have the code {kind.code}"


def test_each_error_says_why_it_exists() -> None:
    silent = [kind.__qualname__ for kind in problems() if not kind.__doc__]

    assert silent in ([], ["_MethodRefused"])


def test_each_error_that_reaches_a_person_says_what_to_do() -> None:
    for_people = {kind.__name__: kind for kind in problems() if 400 <= kind.status < 500}
    offences = [
        f"{location(path, call.lineno)} {ast.unparse(call.func)}"
        for path in python_files("functions")
        for call in raised(path)
        if (kind := for_people.get(ast.unparse(call.func).rpartition(".")[2]))
        and not has_remedy(call, kind)
    ]

    assert offences == []


def raised(path: Path) -> Iterator[ast.Call]:
    """Errors that are raised, or made by a function for others to raise."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Raise):
            made = node.exc
        elif isinstance(node, ast.Return):
            made = node.value
        else:
            continue
        if isinstance(made, ast.Call):
            yield made


def has_remedy(call: ast.Call, kind: type[Problem]) -> bool:
    named = {keyword.arg for keyword in call.keywords}
    if named & {"remedy", None}:
        return True
    if "__init__" not in vars(kind):
        return False
    source = inspect.getsource(kind)
    # The kernel's general kinds only hand on the remedy that they are given.
    own = kind.__module__.startswith("functions.") or "remedy=remedy" not in source
    return own and "remedy" in source
