"""Every route that there is, asked by nobody, by a stranger and by the owner.

The routes come from the code, with what each declares of itself, so that a new one is tested
without being listed.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kernel.principal import AUDIENCE, ISSUER
from tests.architecture.tree import contexts, has_api
from tests.clocks import now
from tests.integration.aws import Cloud, Reply, signed_token
from tests.integration.conftest import fresh_environment
from tests.integration.moto_account import AccountState, MotoAccount
from tests.integration.routes import Route, all_routes
from tests.integration.tenants import Artisan, register, seeded_artisan

ROUTES = all_routes()
CLOSED = [route for route in ROUTES if not route.declared.public]
OWNED = [route for route in CLOSED if route.declared.owns]
FILLED = [
    one
    for one in ROUTES
    if isinstance(one.body, dict) and (one in CLOSED or one.path.startswith("/auth"))
]
"""Routes with a body that a person fills in; vendors fill in the others."""
LISTS = [route for route in CLOSED if route.method == "GET" and not route.parameters]
OWNABLE = {route.declared.creates for route in ROUTES} - {""}
BUILDING = [one for one in CLOSED if one.declared.creates and set(one.named(OWNABLE))]
"""Routes that create something of what a person owns already."""


def name(route: Route) -> str:
    return route.name


closed_routes = pytest.mark.parametrize("route", CLOSED, ids=name)
owned_routes = pytest.mark.parametrize("route", OWNED, ids=name)


@dataclass(frozen=True)
class World:
    """Two tenants in one account."""

    cloud: Cloud
    asha: Artisan
    eve: Artisan

    def ask(
        self, route: Route, values: dict[str, str], token: str | None, body: Any = None
    ) -> Reply:
        headers = {"If-Match": '"1"'}
        sent = copy.deepcopy(route.body if body is None else body)
        path = route.at(values)
        return self.cloud.api(route.context, route.method, path, sent, token=token, headers=headers)


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
    rows = [row for context in contexts() for row in world.cloud.items(context)]
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
    assert {route.context for route in ROUTES} == {one for one in contexts() if has_api(one)}
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


@pytest.mark.parametrize("route", FILLED, ids=name)
def test_a_field_that_is_not_the_callers_to_set_is_refused(world: World, route: Route) -> None:
    for field, value in {"owner_id": world.eve.user_id, "status": "ready", "role": "admin"}.items():
        if field not in route.body:
            body = {**route.body_with(world.asha.owned), field: value}
            reply = world.ask(route, world.asha.owned, world.asha.token, body)
            assert reply.status == 422, (field, reply.text)
            assert field in reply.text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_of_another_site_signs_nobody_in(world: World, kind: str) -> None:
    """Such a form comes with cookies, and without asking the server first (CORS)."""
    body = json.dumps({"email": "asha@example.com", "password": "sixteen washes"})
    headers = {"content-type": kind} if kind else {"content-type": "; charset=utf-8"}
    reply = world.cloud.api("identity", "POST", "/auth/login", body, headers=headers)
    assert reply.status == 422, reply.text
    assert not reply.cookies


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

    if reply.status == HTTPStatus.CONFLICT:  # it is found, and its platform has nothing to tell
        assert reply.error["code"] == "nothing_to_read"
        return
    first = route.declared.owns[0]
    assert reply.data.get(first, world.asha.owned[first]) == world.asha.owned[first]


@pytest.mark.parametrize("route", LISTS, ids=name)
def test_a_list_shows_ones_own_and_nobody_elses(world: World, route: Route) -> None:
    strangers = world.ask(route, {}, world.eve.token)

    assert strangers.status == 200
    for hers in world.asha.owned.values():
        assert hers not in strangers.text
    assert world.ask(route, {}, world.asha.token).status == 200


@pytest.mark.parametrize("route", BUILDING, ids=name)
def test_nobody_builds_on_what_another_owns(world: World, route: Route) -> None:
    before = everything_of(world)

    reply = world.ask(route, world.asha.owned, world.eve.token, route.body_with(world.asha.owned))

    assert reply.status == 404, reply.text
    assert everything_of(world) == before
