"""Every route declares who may call it, whose id is in it and an example, and is known by name."""

import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from pydantic import TypeAdapter

from kernel.access import signed_in
from kernel.routes import Declaration
from tests.architecture.tree import FUNCTIONS

APIS = [
    f"{path.parents[1].name}.{path.stem}"
    for pattern in ("*/handlers/api*.py", "*/handlers/webhook_*.py")
    for path in sorted(FUNCTIONS.glob(pattern))
]
"""Every handler that answers HTTP, such as `media.api`."""
A_SENTENCE = 20
TOKENS = {"access_token", "authorize_url", "refresh_token", "token"}
"""Names of fields that are a secret, or hold one."""


@dataclass(frozen=True)
class Route:
    """A route as it is served, and what it declares."""

    declared: Declaration
    calls: tuple[object, ...]

    @property
    def name(self) -> str:
        return f"{self.declared.method} {self.declared.path}"

    @property
    def parameters(self) -> set[str]:
        return set(re.findall(r"{(\w+)}", self.declared.path))


def routes(api: str) -> list[Route]:
    context, _, stem = api.partition(".")
    app = importlib.import_module(f"functions.{context}.handlers.{stem}").app
    declared = {(one.method, one.path): one for one in app.state.declarations}
    return [
        Route(declared[method, found.path or ""], tuple(dependencies(found.dependant)))
        for found in iter_route_contexts(app.routes)
        for method in sorted(found.methods or ())
    ]


def dependencies(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from dependencies(inner)


@pytest.mark.parametrize("api", APIS)
def test_a_route_is_closed_unless_it_says_why_anybody_may_call_it(api: str) -> None:
    found = routes(api)

    assert found
    for route in found:
        public = route.declared.public
        assert (signed_in in route.calls) is not bool(public), route.name
        assert not public or len(public) > A_SENTENCE, f"{route.name}: {public}"
        assert not (public and route.declared.role), route.name


@pytest.mark.parametrize("api", APIS)
def test_each_parameter_of_a_path_is_the_callers_or_has_an_example(api: str) -> None:
    for route in routes(api):
        owned = set(route.declared.owns)
        assert owned <= route.parameters, route.name
        assert route.parameters - owned <= set(route.declared.example), route.name
        if not route.declared.public:
            assert {one for one in route.parameters if one.endswith("_id")} <= owned, route.name


def test_each_id_in_a_path_is_made_by_a_route_that_says_so() -> None:
    found = [route.declared for api in APIS for route in routes(api)]

    owned = {name for one in found for name in one.owns}
    assert owned == {one.creates for one in found if one.creates}


@pytest.mark.parametrize("api", APIS)
def test_a_post_says_if_its_answer_holds_a_secret(api: str) -> None:
    """The answer to a POST is kept in clear for a repeat unless the route says otherwise."""
    context, _, stem = api.partition(".")
    app = importlib.import_module(f"functions.{context}.handlers.{stem}").app
    declared = {(one.method, one.path): one for one in app.state.declarations}
    for found in iter_route_contexts(app.routes):
        one = declared.get(("POST", found.path or ""))
        if one and found.methods and "POST" in found.methods:
            answer = found.endpoint.__annotations__["return"]
            assert one.answers_secret or not holds_secret(answer), one.path


def holds_secret(answer: Any) -> bool:
    """Whether a model, or one inside it, has a token or an address that works for a while."""
    schema = TypeAdapter(answer).json_schema(mode="serialization")
    models = [set(one.get("properties", ())) for one in (schema, *schema["$defs"].values())]
    return any(names & TOKENS or names >= {"url", "expires_at"} for names in models)


def test_no_two_functions_answer_at_one_address() -> None:
    seen: dict[str, str] = {}
    for api in APIS:
        for route in routes(api):
            owner = seen.setdefault(route.name, api)
            assert owner == api, f"{route.name}: {owner} and {api}"


def test_what_a_tenant_has_is_asked_for_by_its_owner_and_not_by_the_person() -> None:
    """Two people may act for one seller; only identity keeps what is a person's own."""
    asking = {
        path.relative_to(FUNCTIONS).as_posix()
        for path in FUNCTIONS.glob("*/routes/*.py")
        if "caller.user_id" in path.read_text(encoding="utf-8")
    }
    assert {one.partition("/")[0] for one in asking} == {"identity"}
