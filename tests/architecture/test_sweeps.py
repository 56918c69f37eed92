"""What belongs to many people is gone through by `kernel.sweeps.sweep`, each item for itself."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tests.architecture.tree import FUNCTIONS, location, python_files, syntax

Function = ast.FunctionDef | ast.AsyncFunctionDef

_LISTS = ("Sequence", "tuple", "list", "Iterable", "Iterator", "Page")
_BY_TIME = {"now", "limit", "cursor"}
"""The parameters of a query that nobody's id narrows."""
_OF_MANY = {"connections": "all owners that connected an account of a platform"}
"""Ports that answer several people's items although they are asked by an id."""
_RECORDS = "Records"
"""The messages, objects or changes that AWS brings to a handler in one call."""


def is_port(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(
        "Protocol" in ast.unparse(one) for one in node.bases
    )


def answers_many_peoples_items(method: Function) -> bool:
    """Whether a port's method lists items of everybody: by time, and by nobody's id."""
    names = {one.arg for one in (*method.args.args, *method.args.kwonlyargs)} - {"self"}
    lists = method.returns is not None and ast.unparse(method.returns).startswith(_LISTS)
    return lists and (method.name in _OF_MANY or ("now" in names and names <= _BY_TIME))


@lru_cache
def shared_queries() -> set[str]:
    """The names of the ports' methods that answer items of several people."""
    return {
        method.name
        for path in python_files("functions", "layers")
        for port in ast.walk(syntax(path))
        if is_port(port) and isinstance(port, ast.ClassDef)
        for method in port.body
        if isinstance(method, Function) and answers_many_peoples_items(method)
    }


def is_shared(node: ast.AST, queries: set[str], names: set[str]) -> bool:
    """Whether an expression holds several people's items: asked for in it, or named before."""
    return any(
        (isinstance(one, ast.Call) and ast.unparse(one.func).split(".")[-1] in queries)
        or (isinstance(one, ast.Name) and one.id in names)
        or (isinstance(one, ast.Constant) and one.value == _RECORDS)
        for one in ast.walk(node)
    )


def is_swept(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "sweep"


def gone_over(node: ast.AST) -> list[ast.expr]:
    """What a loop goes over; of a comprehension only if it calls something, which may fail."""
    if isinstance(node, ast.For):
        return [node.iter]
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        iterated = [one.iter for one in node.generators]
        calls = sum(isinstance(one, ast.Call) for one in ast.walk(node))
        inside = sum(isinstance(one, ast.Call) for it in iterated for one in ast.walk(it))
        return iterated if calls > inside else []
    return []


def shared_names(function: Function, queries: set[str]) -> set[str]:
    """The names in a function that hold several people's items."""
    names: set[str] = set()
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Assign)
            and not is_swept(node.value)
            and is_shared(node.value, queries, names)
        ):
            names |= {
                one.id
                for target in node.targets
                for one in ast.walk(target)
                if isinstance(one, ast.Name)
            }
    return names


def loops(tree: ast.AST, queries: set[str]) -> Iterator[int]:
    """The lines of loops over several people's items, in which one may stop those behind it."""
    for function in ast.walk(tree):
        if not isinstance(function, Function):
            continue
        names = shared_names(function, queries)
        for node in ast.walk(function):
            for one in gone_over(node):
                if is_shared(one, queries, names):
                    yield one.lineno


def gone_through(path: Path, queries: set[str]) -> list[str]:
    return [location(path, line) for line in loops(syntax(path), queries)]


def places() -> Iterator[Path]:
    """Handlers, the services that they call, and the kernel, which runs both."""
    for path in python_files("functions", "layers"):
        parts = path.relative_to(FUNCTIONS.parent).parts
        if (
            parts[0] == "layers"
            or "handlers" in parts
            or "service" in parts
            or path.stem == "service"
        ):
            yield path


_BY_CALL = {
    "layers/kernel/python/kernel/aws/relay.py": "AWS takes ten at once; then singly",
}


def test_what_is_many_peoples_is_gone_through_each_for_itself() -> None:
    queries = shared_queries()
    found = [
        line
        for path in places()
        if location(path) not in _BY_CALL
        for line in gone_through(path, queries)
    ]

    assert found == [], "kernel.sweeps.sweep keeps one person's failure from the others"


def test_the_queries_of_many_peoples_items_are_known() -> None:
    assert shared_queries() >= {"due", "overdue", "unfinished", *_OF_MANY}


@pytest.mark.parametrize(
    "code",
    [
        "for one in self._photos.unfinished(now, 50): self.take_up(one)",
        "due = self._photos.due(now, 50)\n    for one in due: self.take_up(one)",
        "return sum(self.read(one) for one in self._feeds.due(now))",
        "for at, one in enumerate(self.publications.overdue(now)): self.start(one)",
        "for record in event['Records']: self.take(record)",
        "return [self.take(record) for record in event.get('Records', [])]",
        "found = self._endpoints.connections(name, account)\n    for one in found: self.act(one)",
    ],
)
def test_a_loop_over_many_peoples_items_is_found(code: str) -> None:
    assert list(loops(ast.parse(f"def run(self, now, event):\n    {code}"), shared_queries()))


@pytest.mark.parametrize(
    "code",
    [
        "sweep(self._photos.unfinished(now, 50), self.take_up, failure='', move_on=None)",
        "swept = sweep(self._feeds.due(now), self.read)\n    return sum(f(one) for one in swept)",
        "return [one.key for one in self._endpoints.connections(name, account)]",
        "for one in self._drafts.page(owner_id, 50, None).items: self.take_up(one)",
    ],
)
def test_what_is_swept_and_what_is_one_persons_is_not(code: str) -> None:
    assert not list(loops(ast.parse(f"def run(self, now, event):\n    {code}"), shared_queries()))
