"""Every answer that Shopify, or a box on the way to it, can give: what becomes of the call."""

import time

import pytest

from functions.channels.adapters.shopify.graphql import ShopifyGraphql
from functions.channels.adapters.shopify.oauth import ShopifyOAuth
from functions.channels.errors import (
    AccessTokenRefused,
    OutcomeUnknown,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Tokens
from kernel.addresses import AddressPolicy
from kernel.clock import SystemClock
from kernel.errors import Problem, TryLater
from kernel.http import GuardedClient
from tests.integration.channels.scripted import SILENCE, Said, Script, scripted, took

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
CASES: dict[str, tuple[Said, tuple[type[Problem], type[Problem]]]] = {
    # Nothing, or not all of it, came back.
    "silence": (Said(manner="silent"), UNKNOWN),
    "closed": (Said(manner="closed"), UNKNOWN),
    "well, and cut": (Said(200, WELL, manner="cut"), UNKNOWN),
    "an error, and cut": (Said(429, graphql("THROTTLED"), manner="cut"), UNKNOWN),
    "half of a JSON": (Said(200, '{"data": {"productUp'), UNKNOWN),
    "an endless answer": (Said(200, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and nothing": (Said(200), UNKNOWN),
    "200 and blanks": (Said(200, "  \n"), UNKNOWN),
    "200 and null": (Said(200, "null"), UNKNOWN),
    "200 and a list": (Said(200, "[]"), UNKNOWN),
    "200 and a word": (Said(200, '"ok"'), UNKNOWN),
    "200 without data": (Said(200, {}), UNKNOWN),
    "200, data is null": (Said(200, {"data": None}), UNKNOWN),
    "200 and a page": (Said(200, HTML), UNKNOWN),
    "202": (Said(202, WELL), UNKNOWN),
    "204": (Said(204), UNKNOWN),
    "done, and an error about it": (Said(200, HALF), UNKNOWN),
    # Another address.
    "301": (Said(301, None, {"location": "https://evil.example/"}), GONE),
    "302 to itself": (Said(302, None, {"location": "/"}), GONE),
    "307": (Said(307, {}, {"location": "http://169.254.169.254/"}), GONE),
    "302 and a page": (Said(302, HTML, {"location": "/"}), UNKNOWN),
    # By its status.
    "400": (Said(400, {"errors": "query: missing"}), WRONG),
    "400 and nothing": (Said(400), WRONG),
    "400 and a page": (Said(400, HTML), LATER),
    "401": (Said(401, {"errors": "[API] Invalid API key"}), TOKEN),
    "402": (Said(402, {"errors": "Unavailable Shop"}), GONE),
    "403": (Said(403, {"errors": "Forbidden"}), GONE),
    "403 and a page": (Said(403, HTML), LATER),
    "404": (Said(404, {"errors": "Not Found"}), GONE),
    "404 and a page": (Said(404, HTML), LATER),
    "406": (Said(406, {"errors": "Not Acceptable"}), WRONG),
    "408": (Said(408), LATER),
    "409": (Said(409, {"errors": "Conflict"}), LATER),
    "413": (Said(413), WRONG),
    "422": (Said(422, {"errors": {"base": ["bad"]}}), WRONG),
    "423": (Said(423, {"errors": "Unavailable Shop"}), GONE),
    "429": (Said(429, {"errors": "Exceeded"}), LATER),
    "429, Retry-After": (Said(429, None, {"retry-after": "9"}), LATER),
    "429 and a page": (Said(429, HTML, {"retry-after": "soon"}), LATER),
    "430": (Said(430, {"errors": "Security"}), LATER),
    "500": (Said(500, {"errors": "Internal"}), UNKNOWN),
    "500, done before": (Said(500, WELL), UNKNOWN),
    "500 and a page": (Said(500, HTML), UNKNOWN),
    "502": (Said(502, HTML), UNKNOWN),
    "503, Retry-After": (Said(503, HTML, {"retry-after": "30"}), UNKNOWN),
    "504": (Said(504), UNKNOWN),
    "530": (Said(530, {"errors": "Origin"}), UNKNOWN),
    # By the code of a GraphQL error.
    "THROTTLED": (Said(200, graphql("THROTTLED")), LATER),
    "INTERNAL_SERVER_ERROR": (Said(200, graphql("INTERNAL_SERVER_ERROR")), UNKNOWN),
    "TIMEOUT": (Said(200, graphql("TIMEOUT")), UNKNOWN),
    "ACCESS_DENIED": (Said(200, graphql("ACCESS_DENIED")), GONE),
    "SHOP_INACTIVE": (Said(200, graphql("SHOP_INACTIVE")), GONE),
    "UNAUTHORIZED": (Said(200, graphql("UNAUTHORIZED")), TOKEN),
    "MAX_COST_EXCEEDED": (Said(200, graphql("MAX_COST_EXCEEDED")), WRONG),
    "an unknown code": (Said(200, graphql("NEW")), WRONG),
    "no code": (Said(200, {"errors": [{"message": "syntax"}]}), WRONG),
    "a word for errors": (Said(200, {"errors": "syntax"}), WRONG),
    # By the code of a user error.
    "INVALID_INPUT": (Said(200, user("INVALID_INPUT", "input", "title")), WRONG),
    "HANDLE_NOT_UNIQUE": (Said(200, user("HANDLE_NOT_UNIQUE", "input", "handle")), WRONG),
    "VARIANTS_OVER_LIMIT": (Said(200, user("VARIANTS_OVER_LIMIT")), WRONG),
    "PRODUCT_SUSPENDED": (Said(200, user("PRODUCT_SUSPENDED")), WRONG),
    "PRODUCT_DOES_NOT_EXIST": (Said(200, user("PRODUCT_DOES_NOT_EXIST")), AGAIN),
    "NOT_FOUND": (Said(200, user("NOT_FOUND")), AGAIN),
    "JOB_ERROR": (Said(200, user("JOB_ERROR")), LATER),
    "IDEMPOTENCY_CONCURRENT_REQUEST": (
        Said(200, user("IDEMPOTENCY_CONCURRENT_REQUEST")),
        LATER,
    ),
    "no code, names the id": (Said(200, user(None, "id")), AGAIN),
    "no code, names a field": (Said(200, user(None, "title")), WRONG),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("effect", [True, False])
def test_each_answer_becomes_the_right_failure(
    vendor: Script, client: GuardedClient, name: str, *, effect: bool
) -> None:
    vendor.says, failures = CASES[name]
    admin = ShopifyGraphql(client, f"{vendor.url}/{{shop}}.myshopify.com")
    before, began = vendor.asked, time.monotonic()
    with pytest.raises(Problem) as caught:
        admin(AT, MUTATION, effect=effect)
    assert type(caught.value) is failures[0 if effect else 1]
    assert caught.value.message
    assert vendor.asked == before + 1
    assert took(began) < SILENCE


def test_there_are_sixty_answers_and_more() -> None:
    assert len(CASES) >= 60


def test_a_good_answer_is_its_data(vendor: Script, client: GuardedClient) -> None:
    vendor.says = Said(200, WELL)
    admin = ShopifyGraphql(client, f"{vendor.url}/{{shop}}.myshopify.com")
    assert admin(AT, MUTATION, effect=True) == WELL["data"]


def test_nobody_listening_is_surely_not_done() -> None:
    with scripted() as gone:
        host, url = gone.host, gone.url
    there = GuardedClient(AddressPolicy([host]), timeout=0.4)
    try:
        with pytest.raises(TryLater):
            ShopifyGraphql(there, f"{url}/{{shop}}.myshopify.com")(AT, MUTATION, effect=True)
    finally:
        there.close()


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        (Said(400, {"error": "invalid_request"}), ReconnectNeeded),
        (Said(401, {"error": "invalid_request"}), ReconnectNeeded),
        (Said(401, {"error": "invalid_client"}), Rejected),
        (Said(200, {}), TryLater),
        (Said(200, HTML), TryLater),
        (Said(200, {"access_token": "t"}, manner="cut"), TryLater),
        (Said(404, None), ReconnectNeeded),
        (Said(429, None, {"retry-after": "9"}), TryLater),
        (Said(503, HTML), TryLater),
        (Said(manner="silent"), TryLater),
    ],
)
def test_each_answer_to_a_refresh_becomes_the_right_failure(
    vendor: Script, client: GuardedClient, said: Said, failure: type[Problem]
) -> None:
    vendor.says = said
    base = f"{vendor.url}/{{shop}}.myshopify.com"
    consent = ShopifyOAuth(client, (base, base), ("id", "secret"), SystemClock())
    with pytest.raises(Problem) as caught:
        consent.refresh(Tokens("a", refresh="r", site=AT[0]))
    assert type(caught.value) is failure


def test_a_refresh_without_a_new_refresh_token_keeps_the_old_one(
    vendor: Script, client: GuardedClient
) -> None:
    vendor.says = Said(200, {"access_token": "b", "expires_in": 3600})
    base = f"{vendor.url}/{{shop}}.myshopify.com"
    consent = ShopifyOAuth(client, (base, base), ("id", "secret"), SystemClock())
    old = Tokens("a", refresh="r", site=AT[0])
    kept = old.renewed(consent.refresh(old))
    assert (kept.access, kept.refresh, kept.site) == ("b", "r", AT[0])
