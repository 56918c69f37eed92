"""Every answer that a shop, or a box in front of it, can give: what becomes of the call."""

import time
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.adapters.woocommerce.api import Sites, StoreCredentials
from functions.channels.adapters.woocommerce.listing import WooCommerceChannel
from functions.channels.adapters.woocommerce.oauth import WooCommerceKeys
from functions.channels.adapters.woocommerce.products import WooProducts
from functions.channels.errors import (
    InvalidAccount,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Account, AuthorizationRequest, Tokens
from functions.channels.model.listing import Handle, ListingVariant
from kernel.addresses import AddressPolicy
from kernel.clock import SystemClock
from kernel.errors import OutcomeUnknown, Problem, TryLater
from kernel.http import GuardedClient
from tests.clocks import now
from tests.integration.channels.stub_server import SILENCE, Stub, StubServer, took
from tests.unit.channels.sample_listing import listing

SHOP = "shop.example.in"
KEYS = "ck_1:cs_2"
HTML = "<!doctype html><title>Just a moment</title>"
ACCOUNT = Account("woocommerce", SHOP, "Shop", KEYS, {"currency": "INR"})


@pytest.fixture
def sites(server: StubServer, client: GuardedClient) -> Sites:
    return Sites(client, f"{server.url}/{{shop}}")


def channel(sites: Sites) -> WooCommerceChannel:
    return WooCommerceChannel(WooProducts(sites, SystemClock()), SystemClock())


def wp(code: str, status: int, message: str = "words") -> dict[str, Any]:
    return {"code": code, "message": message, "data": {"status": status}}


def image(words: str) -> Stub:
    return Stub(400, wp("woocommerce_product_image_upload_error", 400, words))


def moved(status: int, to: str, body: object = None) -> Stub:
    return Stub(status, body, {"location": to})


WELL = {"id": 7, "status": "publish", "permalink": "https://shop.example.in/p"}
# What is said → (with an effect, without one).
UNKNOWN = (OutcomeUnknown, TryLater)
LATER = (TryLater, TryLater)
AGAIN = (StartOver, StartOver)
GONE = (ReconnectNeeded, ReconnectNeeded)
WRONG = (Rejected, Rejected)
CASES: dict[str, tuple[Stub, tuple[type[Problem], type[Problem]]]] = {
    # Nothing, or not all of it, came back.
    "silence": (Stub(manner="silent"), UNKNOWN),
    "closed": (Stub(manner="closed"), UNKNOWN),
    "well, and cut": (Stub(200, WELL, manner="cut"), UNKNOWN),
    "an error, and cut": (Stub(400, wp("product_invalid_sku", 400), manner="cut"), UNKNOWN),
    "half of a JSON": (Stub(200, '{"id": 7, "sta'), UNKNOWN),
    "an endless answer": (Stub(200, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and an error": (Stub(200, wp("internal_server_error", 500)), UNKNOWN),
    "201 and an error": (Stub(201, wp("woocommerce_rest_cannot_create", 401)), UNKNOWN),
    "200 and a page": (Stub(200, HTML), UNKNOWN),
    "200, a notice before the JSON": (Stub(200, '<b>Warning</b>: x.php {"id": 7}'), UNKNOWN),
    # Another address.
    "301": (moved(301, "https://evil.example/"), WRONG),
    "301 and a page": (moved(301, "https://www.shop.example.in/", HTML), WRONG),
    "302 inside": (moved(302, "http://169.254.169.254/"), WRONG),
    "307": (moved(307, "/", {}), WRONG),
    "308 and a page": (moved(308, "/", HTML), WRONG),
    # 400, by its code.
    "product_invalid_sku": (Stub(400, wp("product_invalid_sku", 400)), WRONG),
    "product_not_created": (Stub(400, wp("woocommerce_rest_product_not_created", 400)), WRONG),
    "product_exists": (Stub(400, wp("woocommerce_rest_product_exists", 400)), WRONG),
    "rest_invalid_param": (Stub(400, wp("rest_invalid_param", 400)), WRONG),
    "rest_missing_callback_param": (Stub(400, wp("rest_missing_callback_param", 400)), WRONG),
    "rest_invalid_json": (Stub(400, wp("rest_invalid_json", 400)), WRONG),
    "term_exists": (Stub(400, wp("term_exists", 400)), WRONG),
    "invalid_image_id": (Stub(400, wp("woocommerce_product_invalid_image_id", 400)), WRONG),
    "image of a wrong kind": (image("Invalid image: not allowed"), WRONG),
    "image not fetched": (image("Error getting remote image https://x."), LATER),
    "image timed out": (image("cURL error 28: Operation timed out"), LATER),
    "product gone, on a change": (Stub(400, wp("woocommerce_rest_product_invalid_id", 400)), AGAIN),
    "400 and nothing": (Stub(400), WRONG),
    "400 and a list": (Stub(400, []), WRONG),
    "400 and a page": (Stub(400, HTML), LATER),
    # The keys.
    "cannot_view": (Stub(401, wp("woocommerce_rest_cannot_view", 401)), GONE),
    "cannot_create": (Stub(401, wp("woocommerce_rest_cannot_create", 401)), GONE),
    "cannot_edit": (Stub(401, wp("woocommerce_rest_cannot_edit", 401)), GONE),
    "cannot_delete": (Stub(401, wp("woocommerce_rest_cannot_delete", 401)), GONE),
    "authentication_error": (Stub(401, wp("woocommerce_rest_authentication_error", 401)), GONE),
    "401 and nothing": (Stub(401), GONE),
    "401 and a page": (Stub(401, HTML), LATER),
    "403": (Stub(403, wp("woocommerce_rest_cannot_edit", 403)), GONE),
    "403 rest_forbidden": (Stub(403, wp("rest_forbidden", 403)), GONE),
    "403 and a firewall's page": (Stub(403, HTML), LATER),
    # Not there.
    "404 rest_no_route": (Stub(404, wp("rest_no_route", 404)), WRONG),
    "404 product": (Stub(404, wp("woocommerce_rest_product_invalid_id", 404)), AGAIN),
    "404 term": (Stub(404, wp("woocommerce_rest_term_invalid", 404)), AGAIN),
    "404 and a page": (Stub(404, HTML), WRONG),
    "410": (Stub(410, wp("woocommerce_rest_already_trashed", 410)), AGAIN),
    # Other refusals.
    "402": (Stub(402, {"message": "suspended"}), WRONG),
    "405": (Stub(405), WRONG),
    "406 of a firewall": (Stub(406, HTML), LATER),
    "408": (Stub(408), UNKNOWN),
    "409": (Stub(409, wp("edit_conflict", 409)), LATER),
    "413": (Stub(413, wp("woocommerce_rest_request_entity_too_large", 413)), WRONG),
    "413 and a page": (Stub(413, HTML), LATER),
    "415": (Stub(415), WRONG),
    "501": (Stub(501, wp("woocommerce_rest_trash_not_supported", 501)), WRONG),
    # Too many.
    "429": (Stub(429), LATER),
    "429, Retry-After": (Stub(429, None, {"retry-after": "9"}), LATER),
    "429 and a page": (Stub(429, HTML, {"retry-after": "soon"}), LATER),
    "rest_too_many_requests": (Stub(429, wp("rest_too_many_requests", 429)), LATER),
    # Trouble over there.
    "500 critical error": (Stub(500, wp("internal_server_error", 500)), UNKNOWN),
    "500, done before": (Stub(500, WELL), UNKNOWN),
    "500 and a page": (Stub(500, HTML), UNKNOWN),
    "500 and nothing": (Stub(500), UNKNOWN),
    "502 and a page": (Stub(502, HTML), UNKNOWN),
    "503 maintenance": (Stub(503, HTML, {"retry-after": "600"}), UNKNOWN),
    "503": (Stub(503, wp("wp_maintenance", 503)), UNKNOWN),
    "504": (Stub(504), UNKNOWN),
    "508 of a cheap host": (Stub(508, HTML), UNKNOWN),
    "520 of a proxy": (Stub(520, HTML), UNKNOWN),
    "524 of a proxy": (Stub(524, HTML), UNKNOWN),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("effect", [True, False])
def test_each_answer_becomes_the_right_failure(
    server: StubServer, sites: Sites, name: str, *, effect: bool
) -> None:
    server.response, failures = CASES[name]
    before, began = server.asked, time.monotonic()
    with pytest.raises(Problem) as caught:
        sites(
            StoreCredentials(SHOP, KEYS),
            "PUT",
            "products/7",
            body={"status": "publish"},
            effect=effect,
        )
    assert type(caught.value) is failures[0 if effect else 1]
    assert caught.value.message
    assert caught.value.remedy
    assert server.asked == before + 1
    assert took(began) < SILENCE


def test_there_are_sixty_answers_and_more() -> None:
    assert len(CASES) >= 60


def test_a_good_answer_is_read(server: StubServer, sites: Sites) -> None:
    server.response = Stub(200, WELL)
    assert sites(StoreCredentials(SHOP, KEYS), "GET", "products/7") == WELL


def test_nobody_at_home_is_surely_not_done() -> None:
    closed = GuardedClient(AddressPolicy(["127.0.0.1:9"]), timeout=0.4)
    with pytest.raises(TryLater):
        Sites(closed, "http://127.0.0.1:9/{shop}")(
            StoreCredentials(SHOP, KEYS), "GET", "x", effect=True
        )
    closed.close()


@pytest.mark.parametrize(
    ("status", "failure"),
    [("pending", Rejected), ("draft", Rejected), (None, OutcomeUnknown)],
)
def test_taken_but_not_shown_is_not_published(
    server: StubServer, sites: Sites, status: str | None, failure: type[Problem]
) -> None:
    server.response = Stub(200, {**WELL, "status": status})
    with pytest.raises(failure):
        channel(sites).finish(ACCOUNT, listing(), Handle("7", "draft"))


@pytest.mark.parametrize("body", [None, [], {}, {"id": "7"}, '"odd"'])
def test_a_well_answer_without_a_product_is_unknown_and_never_published(
    server: StubServer, sites: Sites, body: object
) -> None:
    server.response = Stub(200, body)
    with pytest.raises(OutcomeUnknown):
        channel(sites).finish(ACCOUNT, listing(), Handle("7", "draft"))
    with pytest.raises(OutcomeUnknown):
        channel(sites).reconcile(ACCOUNT, listing(), Handle("7", "draft"), now())


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (wp("rest_invalid_param", 400), Rejected),
        (wp("woocommerce_rest_product_variation_invalid_id", 400), StartOver),
        (wp("woocommerce_rest_cannot_edit", 401), ReconnectNeeded),
        (wp("internal_server_error", 500), OutcomeUnknown),
        (wp("odd", 200), OutcomeUnknown),
        ({"code": "odd", "message": "words", "data": None}, Rejected),
    ],
)
def test_each_part_of_a_batch_answers_for_itself(
    server: StubServer, sites: Sites, error: dict[str, Any], failure: type[Problem]
) -> None:
    server.response = Stub(200, {"create": [{"id": 8}, {"id": 0, "error": error}]})
    small, large = ({"Size": size} for size in ("S", "L"))
    forms = tuple(ListingVariant(options, listing().price, 1) for options in (small, large))
    shelf = WooProducts(sites, SystemClock())
    with pytest.raises(Problem) as caught:
        shelf.vary(StoreCredentials(SHOP, KEYS), replace(listing(), variants=forms), {"id": 7})
    assert type(caught.value) is failure


@pytest.mark.parametrize("body", [None, {}, '"odd"', {"namespaces": "wc/v3"}])
def test_strange_lists_are_empty(server: StubServer, sites: Sites, body: object) -> None:
    server.response = Stub(200, body)
    consent = WooCommerceKeys(sites, "https://{shop}")
    assert consent.confirm(ACCOUNT) == SHOP
    consent.revoke(Tokens(KEYS, site=SHOP))


def test_keys_are_not_renewed(sites: Sites) -> None:
    with pytest.raises(ReconnectNeeded):
        WooCommerceKeys(sites, "https://{shop}").refresh(Tokens(KEYS))


@pytest.mark.parametrize("index", [{"namespaces": ["wp/v2"]}, {"namespaces": "wc/v3"}, [], None])
def test_a_site_without_the_plugin_is_no_shop(
    server: StubServer, sites: Sites, index: object
) -> None:
    server.response = Stub(200, index)
    client_for = AuthorizationRequest(
        "https://haat.example/callback", "state", "proof", {"shop": SHOP}
    )
    with pytest.raises(InvalidAccount, match="has no WooCommerce"):
        WooCommerceKeys(sites, "https://{shop}").address(client_for)


@pytest.mark.parametrize("stub", [Stub(503, HTML), Stub(401, wp("x", 401)), Stub(manner="closed")])
def test_a_site_that_does_not_answer_well_is_no_shop_yet(
    server: StubServer, sites: Sites, stub: Stub
) -> None:
    server.response = stub
    client_for = AuthorizationRequest(
        "https://haat.example/callback", "state", "proof", {"shop": SHOP}
    )
    with pytest.raises(InvalidAccount) as caught:
        WooCommerceKeys(sites, "https://{shop}").address(client_for)
    assert caught.value.remedy


def test_keys_that_no_longer_open_leave_nothing_to_take_back(
    server: StubServer, sites: Sites
) -> None:
    server.response = Stub(401, wp("woocommerce_rest_cannot_view", 401))
    before = server.asked
    WooCommerceKeys(sites, "https://{shop}").revoke(Tokens(KEYS, site=SHOP))
    assert server.asked == before + 2
