"""Every route says who may call it, in exactly one way, and is known by name."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from kernel.access import RULES, anyone
from tests.architecture.tree import FUNCTIONS, contexts

PUBLIC = {
    ("POST", "/api/v1/auth/register"),
    ("POST", "/api/v1/auth/login"),
    ("POST", "/api/v1/auth/refresh"),
    ("GET", "/api/v1/connections/{platform}/callback"),
}
"""The routes that anybody may call; each was decided."""

APIS = [name for name in contexts() if (FUNCTIONS / name / "handlers" / "api.py").exists()]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    calls: tuple[object, ...]


def routes(context: str) -> list[Route]:
    module = importlib.import_module(f"functions.{context}.handlers.api")
    return [
        Route(method, found.path or "", tuple(dependencies(found.dependant)))
        for found in iter_route_contexts(module.app.routes)
        for method in sorted(found.methods or ())
    ]


def dependencies(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from dependencies(inner)


@pytest.mark.parametrize("context", APIS)
def test_each_route_has_exactly_one_access_rule(context: str) -> None:
    found = routes(context)

    assert found
    for route in found:
        rules = [call for call in route.calls if call in RULES]
        assert len(rules) == 1, f"{route.method} {route.path}: {rules}"


@pytest.mark.parametrize("context", APIS)
def test_only_the_known_routes_are_public(context: str) -> None:
    found = routes(context)
    paths = {route.path for route in found}

    public = {(route.method, route.path) for route in found if anyone in route.calls}

    assert public == {(method, path) for method, path in PUBLIC if path in paths}


def test_no_two_contexts_answer_at_one_address() -> None:
    seen: dict[tuple[str, str], str] = {}
    for context in APIS:
        for route in routes(context):
            owner = seen.setdefault((route.method, route.path), context)
            assert owner == context, f"{route.method} {route.path}: {owner} and {context}"
