"""Every answer that Shopify, or a box on the way to it, can give: what becomes of the call."""

import time

import pytest

from functions.channels.adapters.shopify.graphql import ShopifyGraphql
from functions.channels.adapters.shopify.oauth import ShopifyOAuth
from functions.channels.errors import (
    AccessTokenRefused,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Tokens
from kernel.addresses import AddressPolicy
from kernel.clock import SystemClock
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.http import GuardedClient
from tests.integration.channels.stub_server import SILENCE, Stub, StubServer, stub_server, took

AT = ("haat-craft-house.myshopify.com", "shpat_1")
HTML = "<!doctype html><title>Just a moment</title>"
MUTATION = "mutation M { productUpdate { product { id } } }"


def graphql(code: str) -> dict[str, object]:
    return {"errors": [{"message": "words", "extensions": {"code": code}}]}


def user(code: str | None, *field: str) -> dict[str, object]:
    wrong = [{"field": list(field), "message": "words", "code": code}]
    return {"data": {"productUpdate": {"product": None, "userErrors": wrong}}}


WELL = {"data": {"productUpdate": {"product": {"id": "1"}, "userErrors": []}}}
HALF = {**WELL, **graphql("INTERNAL_SERVER_ERROR")}
# What is said → (with an effect, without one).
UNKNOWN = (OutcomeUnknown, TryLater)
LATER = (TryLater, TryLater)
AGAIN = (StartOver, StartOver)
GONE = (ReconnectNeeded, ReconnectNeeded)
TOKEN = (AccessTokenRefused, AccessTokenRefused)
WRONG = (Rejected, Rejected)
CASES: dict[str, tuple[Stub, tuple[type[Problem], type[Problem]]]] = {
    # Nothing, or not all of it, came back.
    "silence": (Stub(manner="silent"), UNKNOWN),
    "closed": (Stub(manner="closed"), UNKNOWN),
    "well, and cut": (Stub(200, WELL, manner="cut"), UNKNOWN),
    "an error, and cut": (Stub(429, graphql("THROTTLED"), manner="cut"), UNKNOWN),
    "half of a JSON": (Stub(200, '{"data": {"productUp'), UNKNOWN),
    "an endless answer": (Stub(200, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and nothing": (Stub(200), UNKNOWN),
    "200 and blanks": (Stub(200, "  \n"), UNKNOWN),
    "200 and null": (Stub(200, "null"), UNKNOWN),
    "200 and a list": (Stub(200, "[]"), UNKNOWN),
    "200 and a word": (Stub(200, '"ok"'), UNKNOWN),
    "200 without data": (Stub(200, {}), UNKNOWN),
    "200, data is null": (Stub(200, {"data": None}), UNKNOWN),
    "200 and a page": (Stub(200, HTML), UNKNOWN),
    "202": (Stub(202, WELL), UNKNOWN),
    "204": (Stub(204), UNKNOWN),
    "done, and an error about it": (Stub(200, HALF), UNKNOWN),
    # Another address.
    "301": (Stub(301, None, {"location": "https://evil.example/"}), GONE),
    "302 to itself": (Stub(302, None, {"location": "/"}), GONE),
    "307": (Stub(307, {}, {"location": "http://169.254.169.254/"}), GONE),
    "302 and a page": (Stub(302, HTML, {"location": "/"}), UNKNOWN),
    # By its status.
    "400": (Stub(400, {"errors": "query: missing"}), WRONG),
    "400 and nothing": (Stub(400), WRONG),
    "400 and a page": (Stub(400, HTML), LATER),
    "401": (Stub(401, {"errors": "[API] Invalid API key"}), TOKEN),
    "402": (Stub(402, {"errors": "Unavailable Shop"}), GONE),
    "403": (Stub(403, {"errors": "Forbidden"}), GONE),
    "403 and a page": (Stub(403, HTML), LATER),
    "404": (Stub(404, {"errors": "Not Found"}), GONE),
    "404 and a page": (Stub(404, HTML), LATER),
    "406": (Stub(406, {"errors": "Not Acceptable"}), WRONG),
    "408": (Stub(408), LATER),
    "409": (Stub(409, {"errors": "Conflict"}), LATER),
    "413": (Stub(413), WRONG),
    "422": (Stub(422, {"errors": {"base": ["bad"]}}), WRONG),
    "423": (Stub(423, {"errors": "Unavailable Shop"}), GONE),
    "429": (Stub(429, {"errors": "Exceeded"}), LATER),
    "429, Retry-After": (Stub(429, None, {"retry-after": "9"}), LATER),
    "429 and a page": (Stub(429, HTML, {"retry-after": "soon"}), LATER),
    "430": (Stub(430, {"errors": "Security"}), LATER),
    "500": (Stub(500, {"errors": "Internal"}), UNKNOWN),
    "500, done before": (Stub(500, WELL), UNKNOWN),
    "500 and a page": (Stub(500, HTML), UNKNOWN),
    "502": (Stub(502, HTML), UNKNOWN),
    "503, Retry-After": (Stub(503, HTML, {"retry-after": "30"}), UNKNOWN),
    "504": (Stub(504), UNKNOWN),
    "530": (Stub(530, {"errors": "Origin"}), UNKNOWN),
    # By the code of a GraphQL error.
    "THROTTLED": (Stub(200, graphql("THROTTLED")), LATER),
    "INTERNAL_SERVER_ERROR": (Stub(200, graphql("INTERNAL_SERVER_ERROR")), UNKNOWN),
    "TIMEOUT": (Stub(200, graphql("TIMEOUT")), UNKNOWN),
    "ACCESS_DENIED": (Stub(200, graphql("ACCESS_DENIED")), GONE),
    "SHOP_INACTIVE": (Stub(200, graphql("SHOP_INACTIVE")), GONE),
    "UNAUTHORIZED": (Stub(200, graphql("UNAUTHORIZED")), TOKEN),
    "MAX_COST_EXCEEDED": (Stub(200, graphql("MAX_COST_EXCEEDED")), WRONG),
    "an unknown code": (Stub(200, graphql("NEW")), WRONG),
    "no code": (Stub(200, {"errors": [{"message": "syntax"}]}), WRONG),
    "a word for errors": (Stub(200, {"errors": "syntax"}), WRONG),
    # By the code of a user error.
    "INVALID_INPUT": (Stub(200, user("INVALID_INPUT", "input", "title")), WRONG),
    "HANDLE_NOT_UNIQUE": (Stub(200, user("HANDLE_NOT_UNIQUE", "input", "handle")), WRONG),
    "VARIANTS_OVER_LIMIT": (Stub(200, user("VARIANTS_OVER_LIMIT")), WRONG),
    "PRODUCT_SUSPENDED": (Stub(200, user("PRODUCT_SUSPENDED")), WRONG),
    "PRODUCT_DOES_NOT_EXIST": (Stub(200, user("PRODUCT_DOES_NOT_EXIST")), AGAIN),
    "NOT_FOUND": (Stub(200, user("NOT_FOUND")), AGAIN),
    "JOB_ERROR": (Stub(200, user("JOB_ERROR")), LATER),
    "IDEMPOTENCY_CONCURRENT_REQUEST": (
        Stub(200, user("IDEMPOTENCY_CONCURRENT_REQUEST")),
        LATER,
    ),
    "no code, names the id": (Stub(200, user(None, "id")), AGAIN),
    "no code, names a field": (Stub(200, user(None, "title")), WRONG),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("effect", [True, False])
def test_each_answer_becomes_the_right_failure(
    server: StubServer, client: GuardedClient, name: str, *, effect: bool
) -> None:
    server.response, failures = CASES[name]
    admin = ShopifyGraphql(client, f"{server.url}/{{shop}}.myshopify.com")
    before, began = server.asked, time.monotonic()
    with pytest.raises(Problem) as caught:
        admin(AT, MUTATION, effect=effect)
    assert type(caught.value) is failures[0 if effect else 1]
    assert caught.value.message
    assert server.asked == before + 1
    assert took(began) < SILENCE


def test_there_are_sixty_answers_and_more() -> None:
    assert len(CASES) >= 60


def test_a_good_answer_is_its_data(server: StubServer, client: GuardedClient) -> None:
    server.response = Stub(200, WELL)
    admin = ShopifyGraphql(client, f"{server.url}/{{shop}}.myshopify.com")
    assert admin(AT, MUTATION, effect=True) == WELL["data"]


def test_nobody_listening_is_surely_not_done() -> None:
    with stub_server() as gone:
        host, url = gone.host, gone.url
    there = GuardedClient(AddressPolicy([host]), timeout=0.4)
    try:
        with pytest.raises(TryLater):
            ShopifyGraphql(there, f"{url}/{{shop}}.myshopify.com")(AT, MUTATION, effect=True)
    finally:
        there.close()


@pytest.mark.parametrize(
    ("stub", "failure"),
    [
        (Stub(400, {"error": "invalid_request"}), ReconnectNeeded),
        (Stub(401, {"error": "invalid_request"}), ReconnectNeeded),
        (Stub(401, {"error": "invalid_client"}), Rejected),
        (Stub(200, {}), TryLater),
        (Stub(200, HTML), TryLater),
        (Stub(200, {"access_token": "t"}, manner="cut"), TryLater),
        (Stub(404, None), ReconnectNeeded),
        (Stub(429, None, {"retry-after": "9"}), TryLater),
        (Stub(503, HTML), TryLater),
        (Stub(manner="silent"), TryLater),
    ],
)
def test_each_answer_to_a_refresh_becomes_the_right_failure(
    server: StubServer, client: GuardedClient, stub: Stub, failure: type[Problem]
) -> None:
    server.response = stub
    base = f"{server.url}/{{shop}}.myshopify.com"
    consent = ShopifyOAuth(client, (base, base), ("id", "secret"), SystemClock())
    with pytest.raises(Problem) as caught:
        consent.refresh(Tokens("a", refresh="r", site=AT[0]))
    assert type(caught.value) is failure


def test_a_refresh_without_a_new_refresh_token_keeps_the_old_one(
    server: StubServer, client: GuardedClient
) -> None:
    server.response = Stub(200, {"access_token": "b", "expires_in": 3600})
    base = f"{server.url}/{{shop}}.myshopify.com"
    consent = ShopifyOAuth(client, (base, base), ("id", "secret"), SystemClock())
    old = Tokens("a", refresh="r", site=AT[0])
    kept = old.renewed(consent.refresh(old))
    assert (kept.access, kept.refresh, kept.site) == ("b", "r", AT[0])
