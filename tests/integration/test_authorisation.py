"""Every route that there is, asked by nobody, by a stranger and by the owner.

The routes come from the code, so that a new one is tested without being listed; one with a
parameter that is not known here fails.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kernel.principal import AUDIENCE, ISSUER
from tests.clocks import now
from tests.contract.openapi_from_code import generated
from tests.integration.aws import Cloud, Reply, signed_token
from tests.integration.conftest import fresh_environment
from tests.integration.moto_account import AccountState, MotoAccount
from tests.integration.tenants import Artisan, register, seeded_artisan

PREFIX = "/api/v1"
PLATFORM = "etsy"
NOBODYS = {"platform", "name"}
"""Parameters that name no one's things: what is at such an address is the caller's own."""


@dataclass(frozen=True)
class Route:
    """One operation of the API."""

    context: str
    method: str
    path: str
    body: Any
    public: bool

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    def at(self, values: dict[str, str]) -> str:
        return self.path.format(
            **{"platform": PLATFORM, "name": "category", "number": "1", **values}
        )


def all_routes() -> list[Route]:
    return [
        Route(
            operation["tags"][0],
            verb.upper(),
            path.removeprefix(PREFIX),
            operation.get("requestBody", {})
            .get("content", {})
            .get("application/json", {})
            .get("example"),
            public="security" not in operation,
        )
        for path, methods in generated()["paths"].items()
        for verb, operation in methods.items()
    ]


ROUTES = all_routes()
CLOSED = [route for route in ROUTES if not route.public]
OWNED = [route for route in CLOSED if set(route.parameters) - NOBODYS]
LISTS = [route for route in CLOSED if route.method == "GET" and not route.parameters]


def name(route: Route) -> str:
    return f"{route.method} {route.path}"


closed_routes = pytest.mark.parametrize("route", CLOSED, ids=name)
owned_routes = pytest.mark.parametrize("route", OWNED, ids=name)


@dataclass(frozen=True)
class World:
    """Two tenants in one account."""

    cloud: Cloud
    asha: Artisan
    eve: Artisan

    def ask(self, route: Route, values: dict[str, str], token: str | None) -> Reply:
        headers = {"If-Match": '"1"'}
        path = route.at(values)
        body = copy.deepcopy(route.body)
        return self.cloud.api(route.context, route.method, path, body, token=token, headers=headers)


@dataclass(frozen=True)
class Arranged:
    """The two tenants, and the account in which they were furnished."""

    state: AccountState
    asha: Artisan
    eve: Artisan


@pytest.fixture(scope="session")
def arranged(account: MotoAccount) -> Arranged:
    with fresh_environment(), account.open() as cloud:
        asha, eve = seeded_artisan(cloud, "asha"), register(cloud, "eve")
        return Arranged(account.saved(), asha, eve)


@pytest.fixture
def world(account: MotoAccount, arranged: Arranged) -> Iterator[World]:
    # Their first tokens last a quarter of an hour, and a run may take longer.
    asha, eve = (
        replace(one, token=signed_token(one.user_id)) for one in (arranged.asha, arranged.eve)
    )
    with fresh_environment(), account.open(arranged.state) as cloud:
        yield World(cloud, asha, eve)


def everything_of(world: World) -> list[dict[str, Any]]:
    """All rows that could tell of a change to what the tenants own."""
    contexts = ("catalog", "content", "media", "publishing")
    rows = [row for context in contexts for row in world.cloud.items(context)]
    return sorted(rows, key=lambda row: (row["pk"], row["sk"]))


def forged() -> dict[str, str]:
    """Tokens that must open nothing."""
    at = now()
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "user_asha",
        "iat": at,
        "exp": at + timedelta(minutes=5),
    }
    return {
        "of another signer": jwt.encode(claims, Ed25519PrivateKey.generate(), "EdDSA"),
        "run out": signed_token("user_asha", seconds=-1),
        "for somebody else": signed_token("user_asha", aud="another-api"),
        "of another issuer": signed_token("user_asha", iss="elsewhere"),
        "unsigned": jwt.encode(claims, "", "none"),
        "signed with a password": jwt.encode(claims, "a" * 64, "HS256"),
        "no token at all": "null",
    }


def test_every_kind_of_route_is_here() -> None:
    assert {route.context for route in ROUTES} >= {"identity", "media", "catalog", "content"}
    assert len(OWNED) > 10
    assert len(LISTS) > 5


@closed_routes
def test_without_a_token_nothing_opens(world: World, route: Route) -> None:
    reply = world.ask(route, world.asha.owned, None)

    assert reply.status == 401
    assert reply.error["code"] == "not_signed_in"
    assert reply.headers["www-authenticate"] == "Bearer"


@closed_routes
def test_with_a_forged_token_nothing_opens(world: World, route: Route) -> None:
    for why, token in forged().items():
        assert world.ask(route, world.asha.owned, token).status == 401, why


@owned_routes
def test_what_another_owns_is_not_found_and_not_changed(world: World, route: Route) -> None:
    before = everything_of(world)

    stranger = world.ask(route, world.asha.owned, world.eve.token)

    assert stranger.status == 404, stranger.text
    assert everything_of(world) == before
    for hers in world.asha.owned.values():
        assert hers not in stranger.text


@pytest.mark.parametrize("route", [one for one in OWNED if one.method == "GET"], ids=name)
def test_the_owner_finds_it(world: World, route: Route) -> None:
    reply = world.ask(route, world.asha.owned, world.asha.token)

    hers = world.asha.owned[route.parameters[0]]
    assert reply.data.get(route.parameters[0], hers) == hers


@pytest.mark.parametrize("route", LISTS, ids=name)
def test_a_list_shows_ones_own_and_nobody_elses(world: World, route: Route) -> None:
    strangers = world.ask(route, {}, world.eve.token)

    assert strangers.status == 200
    for hers in world.asha.owned.values():
        assert hers not in strangers.text
    assert world.ask(route, {}, world.asha.token).status == 200


@pytest.mark.parametrize(
    ("context", "path", "body"),
    [
        (
            "catalog",
            "/products",
            {
                "store_id": "{store_id}",
                "title": "Mine",
                "price": {"amount": "1.00", "currency": "INR"},
                "quantity": 1,
            },
        ),
        ("content", "/drafts", {"photo_ids": ["{photo_id}"], "facts": {}}),
        (
            "publishing",
            "/posts",
            {"draft_id": "{draft_id}", "product_id": "{product_id}", "platforms": ["facebook"]},
        ),
    ],
)
def test_nobody_builds_on_what_another_owns(
    world: World, context: str, path: str, body: dict[str, Any]
) -> None:
    hers = {
        key: value.format(**world.asha.owned)
        if isinstance(value, str)
        else [one.format(**world.asha.owned) for one in value]
        if isinstance(value, list)
        else value
        for key, value in body.items()
    }

    before = everything_of(world)
    reply = world.cloud.api(context, "POST", path, hers, token=world.eve.token)

    assert reply.status == 404, reply.text
    assert everything_of(world) == before
