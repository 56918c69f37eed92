"""Every route says who may call it, in exactly one way, and is known by name."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from kernel.access import RULES, anyone
from tests.architecture.tree import FUNCTIONS

PUBLIC = {
    ("POST", "/api/v1/auth/register"),
    ("POST", "/api/v1/auth/login"),
    ("POST", "/api/v1/auth/refresh"),
    ("GET", "/api/v1/connections/{platform}/callback"),
    ("POST", "/api/v1/connections/{platform}/keys"),
    ("GET", "/api/v1/drafts/approvals/{token}"),
    ("POST", "/api/v1/drafts/approvals/{token}"),
    ("GET", "/api/v1/webhooks/{platform}"),
    ("POST", "/api/v1/webhooks/{platform}"),
    ("POST", "/api/v1/webhooks/{platform}/{key}"),
}
"""The routes that anybody may call; each was decided."""

APIS = [
    f"{path.parents[1].name}.{path.stem}"
    for pattern in ("*/handlers/api*.py", "*/handlers/webhook_*.py")
    for path in sorted(FUNCTIONS.glob(pattern))
]
"""Every handler that answers HTTP, such as `media.api`."""


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    calls: tuple[object, ...]


def routes(api: str) -> list[Route]:
    context, _, stem = api.partition(".")
    module = importlib.import_module(f"functions.{context}.handlers.{stem}")
    return [
        Route(method, found.path or "", tuple(dependencies(found.dependant)))
        for found in iter_route_contexts(module.app.routes)
        for method in sorted(found.methods or ())
    ]


def dependencies(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from dependencies(inner)


@pytest.mark.parametrize("api", APIS)
def test_each_route_has_exactly_one_access_rule(api: str) -> None:
    found = routes(api)

    assert found
    for route in found:
        rules = [call for call in route.calls if call in RULES]
        assert len(rules) == 1, f"{route.method} {route.path}: {rules}"


@pytest.mark.parametrize("api", APIS)
def test_only_the_known_routes_are_public(api: str) -> None:
    found = routes(api)
    paths = {route.path for route in found}

    public = {(route.method, route.path) for route in found if anyone in route.calls}

    assert public == {(method, path) for method, path in PUBLIC if path in paths}


def test_no_two_functions_answer_at_one_address() -> None:
    seen: dict[tuple[str, str], str] = {}
    for api in APIS:
        for route in routes(api):
            owner = seen.setdefault((route.method, route.path), api)
            assert owner == api, f"{route.method} {route.path}: {owner} and {api}"
