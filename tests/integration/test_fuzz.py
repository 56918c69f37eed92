"""The whole API with requests as nobody should send them: each is answered, and as is written.

Some are wrong in one place of a right request, others are made from the description of the API
alone. They are the same each day, so that what fails today fails tomorrow.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.contract.openapi_from_code import generated
from tests.integration.aws import Cloud, Reply, signed_token
from tests.integration.conftest import fresh_environment
from tests.integration.moto_account import AccountState, MotoAccount
from tests.integration.odd_requests import Request, odd_requests
from tests.integration.routes import Route, all_routes
from tests.integration.tenants import Artisan, seeded_artisan

REQUESTS = 10_000
MADE = 6
"""Requests of each kind that are made from the description of one operation."""
ROUTES = all_routes()
API = generated()
SCHEMA: Any = schemathesis.openapi.from_dict(API)
SERVER_ERROR = 500
every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


@dataclass(frozen=True)
class World:
    """An account in which one artisan has one of everything."""

    cloud: Cloud
    artisan: Artisan

    def ask(self, route: Route, request: Request) -> Reply:
        more = {"headers": request.headers, "query": request.query, "token": self.artisan.token}
        if "authorization" in request.headers:
            del more["token"]
        return self.cloud.api(route.context, route.method, request.path, request.body, **more)


@pytest.fixture(scope="session")
def arranged(account: MotoAccount) -> tuple[AccountState, Artisan]:
    with fresh_environment(), account.open() as cloud:
        artisan = seeded_artisan(cloud, "asha")
        return account.saved(), artisan


@pytest.fixture
def world(account: MotoAccount, arranged: tuple[AccountState, Artisan]) -> Iterator[World]:
    state, artisan = arranged
    with fresh_environment(), account.open(state) as cloud:
        yield World(cloud, replace(artisan, token=signed_token(artisan.user_id)))


def requests_of(route: Route, owned: dict[str, str]) -> list[Request]:
    return odd_requests(route, operation_of(route), route.at(owned), route.body_with(owned))


def operation_of(route: Route) -> dict[str, Any]:
    found: dict[str, Any] = API["paths"][route.declared.path][route.method.lower()]
    return found


def must_be_as_written(route: Route, request: Request, reply: Reply) -> None:
    assert reply.status < SERVER_ERROR, (request, reply.text)
    documented = set(operation_of(route)["responses"])
    assert str(reply.status) in documented, (reply.status, request, reply.text)
    assert len(reply.text) < 6_000_000, "more than Lambda answers"


def test_there_are_ten_thousand_requests(arranged: tuple[AccountState, Artisan]) -> None:
    _, artisan = arranged
    made = sum(len(requests_of(route, artisan.owned)) for route in ROUTES)
    assert made + 2 * MADE * len(ROUTES) >= REQUESTS


@every_route
def test_a_request_that_is_wrong_in_one_place_is_answered_as_is_written(
    world: World, route: Route
) -> None:
    for request in requests_of(route, world.artisan.owned):
        must_be_as_written(route, request, world.ask(route, request))


@every_route
def test_what_the_description_allows_and_what_it_forbids_is_answered_as_is_written(
    world: World, route: Route
) -> None:
    operation = SCHEMA[route.declared.path][route.method]

    def answered(case: Any) -> None:
        path = route.path
        for name, value in (case.path_parameters or {}).items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe="") or "%20")
        headers = {name: str(value) for name, value in (case.headers or {}).items()}
        headers.pop("Authorization", None)
        body = case.body if isinstance(case.body, dict | list) else None
        query = {name: str(value) for name, value in (case.query or {}).items()}
        request = Request(path, body, headers, query)  # type: ignore[arg-type]  # sent as JSON
        must_be_as_written(route, request, world.ask(route, request))

    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        same_each_day = settings(
            max_examples=MADE,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        of_mode: Any = given(operation.as_strategy(generation_mode=mode))
        run: Any = same_each_day(of_mode(answered))
        with suppress(Unsatisfiable):  # nothing is wrong for a text that may be any
            run()
