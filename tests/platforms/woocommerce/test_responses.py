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
    OutcomeUnknown,
    ReconnectNeeded,
    Rejected,
    StartOver,
)
from functions.channels.model.connection import Account, AuthorizationRequest, Tokens
from functions.channels.model.listing import ListingVariant
from functions.channels.model.steps import Handle
from kernel.addresses import AddressPolicy
from kernel.clock import SystemClock
from kernel.errors import Problem, TryLater
from kernel.http import GuardedClient
from tests.clocks import now
from tests.integration.channels.scripted import SILENCE, Said, Script, took
from tests.unit.channels.shelf import listing

SHOP = "shop.example.in"
KEYS = "ck_1:cs_2"
HTML = "<!doctype html><title>Just a moment</title>"
ACCOUNT = Account("woocommerce", SHOP, "Shop", KEYS, {"currency": "INR"})


@pytest.fixture
def sites(vendor: Script, client: GuardedClient) -> Sites:
    return Sites(client, f"{vendor.url}/{{shop}}")


def channel(sites: Sites) -> WooCommerceChannel:
    return WooCommerceChannel(WooProducts(sites, SystemClock()), SystemClock())


def wp(code: str, status: int, message: str = "words") -> dict[str, Any]:
    return {"code": code, "message": message, "data": {"status": status}}


def image(words: str) -> Said:
    return Said(400, wp("woocommerce_product_image_upload_error", 400, words))


def moved(status: int, to: str, body: object = None) -> Said:
    return Said(status, body, {"location": to})


WELL = {"id": 7, "status": "publish", "permalink": "https://shop.example.in/p"}
# What is said → (with an effect, without one).
UNKNOWN = (OutcomeUnknown, TryLater)
LATER = (TryLater, TryLater)
AGAIN = (StartOver, StartOver)
GONE = (ReconnectNeeded, ReconnectNeeded)
WRONG = (Rejected, Rejected)
CASES: dict[str, tuple[Said, tuple[type[Problem], type[Problem]]]] = {
    # Nothing, or not all of it, came back.
    "silence": (Said(manner="silent"), UNKNOWN),
    "closed": (Said(manner="closed"), UNKNOWN),
    "well, and cut": (Said(200, WELL, manner="cut"), UNKNOWN),
    "an error, and cut": (Said(400, wp("product_invalid_sku", 400), manner="cut"), UNKNOWN),
    "half of a JSON": (Said(200, '{"id": 7, "sta'), UNKNOWN),
    "an endless answer": (Said(200, '"' + "x" * 200_000 + '"'), UNKNOWN),
    # Well, by its status only.
    "200 and an error": (Said(200, wp("internal_server_error", 500)), UNKNOWN),
    "201 and an error": (Said(201, wp("woocommerce_rest_cannot_create", 401)), UNKNOWN),
    "200 and a page": (Said(200, HTML), UNKNOWN),
    "200, a notice before the JSON": (Said(200, '<b>Warning</b>: x.php {"id": 7}'), UNKNOWN),
    # Another address.
    "301": (moved(301, "https://evil.example/"), WRONG),
    "301 and a page": (moved(301, "https://www.shop.example.in/", HTML), WRONG),
    "302 inside": (moved(302, "http://169.254.169.254/"), WRONG),
    "307": (moved(307, "/", {}), WRONG),
    "308 and a page": (moved(308, "/", HTML), WRONG),
    # 400, by its code.
    "product_invalid_sku": (Said(400, wp("product_invalid_sku", 400)), WRONG),
    "product_not_created": (Said(400, wp("woocommerce_rest_product_not_created", 400)), WRONG),
    "product_exists": (Said(400, wp("woocommerce_rest_product_exists", 400)), WRONG),
    "rest_invalid_param": (Said(400, wp("rest_invalid_param", 400)), WRONG),
    "rest_missing_callback_param": (Said(400, wp("rest_missing_callback_param", 400)), WRONG),
    "rest_invalid_json": (Said(400, wp("rest_invalid_json", 400)), WRONG),
    "term_exists": (Said(400, wp("term_exists", 400)), WRONG),
    "invalid_image_id": (Said(400, wp("woocommerce_product_invalid_image_id", 400)), WRONG),
    "image of a wrong kind": (image("Invalid image: not allowed"), WRONG),
    "image not fetched": (image("Error getting remote image https://x."), LATER),
    "image timed out": (image("cURL error 28: Operation timed out"), LATER),
    "product gone, on a change": (Said(400, wp("woocommerce_rest_product_invalid_id", 400)), AGAIN),
    "400 and nothing": (Said(400), WRONG),
    "400 and a list": (Said(400, []), WRONG),
    "400 and a page": (Said(400, HTML), LATER),
    # The keys.
    "cannot_view": (Said(401, wp("woocommerce_rest_cannot_view", 401)), GONE),
    "cannot_create": (Said(401, wp("woocommerce_rest_cannot_create", 401)), GONE),
    "cannot_edit": (Said(401, wp("woocommerce_rest_cannot_edit", 401)), GONE),
    "cannot_delete": (Said(401, wp("woocommerce_rest_cannot_delete", 401)), GONE),
    "authentication_error": (Said(401, wp("woocommerce_rest_authentication_error", 401)), GONE),
    "401 and nothing": (Said(401), GONE),
    "401 and a page": (Said(401, HTML), LATER),
    "403": (Said(403, wp("woocommerce_rest_cannot_edit", 403)), GONE),
    "403 rest_forbidden": (Said(403, wp("rest_forbidden", 403)), GONE),
    "403 and a firewall's page": (Said(403, HTML), LATER),
    # Not there.
    "404 rest_no_route": (Said(404, wp("rest_no_route", 404)), WRONG),
    "404 product": (Said(404, wp("woocommerce_rest_product_invalid_id", 404)), AGAIN),
    "404 term": (Said(404, wp("woocommerce_rest_term_invalid", 404)), AGAIN),
    "404 and a page": (Said(404, HTML), WRONG),
    "410": (Said(410, wp("woocommerce_rest_already_trashed", 410)), AGAIN),
    # Other refusals.
    "402": (Said(402, {"message": "suspended"}), WRONG),
    "405": (Said(405), WRONG),
    "406 of a firewall": (Said(406, HTML), LATER),
    "408": (Said(408), UNKNOWN),
    "409": (Said(409, wp("edit_conflict", 409)), LATER),
    "413": (Said(413, wp("woocommerce_rest_request_entity_too_large", 413)), WRONG),
    "413 and a page": (Said(413, HTML), LATER),
    "415": (Said(415), WRONG),
    "501": (Said(501, wp("woocommerce_rest_trash_not_supported", 501)), WRONG),
    # Too many.
    "429": (Said(429), LATER),
    "429, Retry-After": (Said(429, None, {"retry-after": "9"}), LATER),
    "429 and a page": (Said(429, HTML, {"retry-after": "soon"}), LATER),
    "rest_too_many_requests": (Said(429, wp("rest_too_many_requests", 429)), LATER),
    # Trouble over there.
    "500 critical error": (Said(500, wp("internal_server_error", 500)), UNKNOWN),
    "500, done before": (Said(500, WELL), UNKNOWN),
    "500 and a page": (Said(500, HTML), UNKNOWN),
    "500 and nothing": (Said(500), UNKNOWN),
    "502 and a page": (Said(502, HTML), UNKNOWN),
    "503 maintenance": (Said(503, HTML, {"retry-after": "600"}), UNKNOWN),
    "503": (Said(503, wp("wp_maintenance", 503)), UNKNOWN),
    "504": (Said(504), UNKNOWN),
    "508 of a cheap host": (Said(508, HTML), UNKNOWN),
    "520 of a proxy": (Said(520, HTML), UNKNOWN),
    "524 of a proxy": (Said(524, HTML), UNKNOWN),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("effect", [True, False])
def test_each_answer_becomes_the_right_failure(
    vendor: Script, sites: Sites, name: str, *, effect: bool
) -> None:
    vendor.says, failures = CASES[name]
    before, began = vendor.asked, time.monotonic()
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
    assert vendor.asked == before + 1
    assert took(began) < SILENCE


def test_there_are_sixty_answers_and_more() -> None:
    assert len(CASES) >= 60


def test_a_good_answer_is_read(vendor: Script, sites: Sites) -> None:
    vendor.says = Said(200, WELL)
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
    vendor: Script, sites: Sites, status: str | None, failure: type[Problem]
) -> None:
    vendor.says = Said(200, {**WELL, "status": status})
    with pytest.raises(failure):
        channel(sites).finish(ACCOUNT, listing(), Handle("7", "draft"))


@pytest.mark.parametrize("body", [None, [], {}, {"id": "7"}, '"odd"'])
def test_a_well_answer_without_a_product_is_unknown_and_never_published(
    vendor: Script, sites: Sites, body: object
) -> None:
    vendor.says = Said(200, body)
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
    vendor: Script, sites: Sites, error: dict[str, Any], failure: type[Problem]
) -> None:
    vendor.says = Said(200, {"create": [{"id": 8}, {"id": 0, "error": error}]})
    small, large = ({"Size": size} for size in ("S", "L"))
    forms = tuple(ListingVariant(options, listing().price, 1) for options in (small, large))
    shelf = WooProducts(sites, SystemClock())
    with pytest.raises(Problem) as caught:
        shelf.vary(StoreCredentials(SHOP, KEYS), replace(listing(), variants=forms), {"id": 7})
    assert type(caught.value) is failure


@pytest.mark.parametrize("body", [None, {}, '"odd"', {"namespaces": "wc/v3"}])
def test_strange_lists_are_empty(vendor: Script, sites: Sites, body: object) -> None:
    vendor.says = Said(200, body)
    consent = WooCommerceKeys(sites, "https://{shop}")
    assert consent.confirm(ACCOUNT) == SHOP
    consent.revoke(Tokens(KEYS, site=SHOP))


def test_keys_are_not_renewed(sites: Sites) -> None:
    with pytest.raises(ReconnectNeeded):
        WooCommerceKeys(sites, "https://{shop}").refresh(Tokens(KEYS))


@pytest.mark.parametrize("told", [{"namespaces": ["wp/v2"]}, {"namespaces": "wc/v3"}, [], None])
def test_a_site_without_the_plugin_is_no_shop(vendor: Script, sites: Sites, told: object) -> None:
    vendor.says = Said(200, told)
    asking = AuthorizationRequest("https://haat.example/callback", "state", "proof", {"shop": SHOP})
    with pytest.raises(InvalidAccount, match="has no WooCommerce"):
        WooCommerceKeys(sites, "https://{shop}").address(asking)


@pytest.mark.parametrize("said", [Said(503, HTML), Said(401, wp("x", 401)), Said(manner="closed")])
def test_a_site_that_does_not_answer_well_is_no_shop_yet(
    vendor: Script, sites: Sites, said: Said
) -> None:
    vendor.says = said
    asking = AuthorizationRequest("https://haat.example/callback", "state", "proof", {"shop": SHOP})
    with pytest.raises(InvalidAccount) as caught:
        WooCommerceKeys(sites, "https://{shop}").address(asking)
    assert caught.value.remedy


def test_keys_that_no_longer_open_leave_nothing_to_take_back(vendor: Script, sites: Sites) -> None:
    vendor.says = Said(401, wp("woocommerce_rest_cannot_view", 401))
    before = vendor.asked
    WooCommerceKeys(sites, "https://{shop}").revoke(Tokens(KEYS, site=SHOP))
    assert vendor.asked == before + 2
