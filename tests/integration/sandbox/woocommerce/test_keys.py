"""WooCommerce's stand-in: how an app comes by a shop's keys, and how the keys are used."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest

from infra.local.sandbox import settings
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.sandbox_setup import WEB, sandbox_at
from tests.integration.sandbox.shopify.app import WebhookReceiver, webhook_receiver
from tests.integration.sandbox.woocommerce.app import (
    OTHER_SHOP,
    REST,
    SHOP,
    WooApp,
    approve,
    vase,
)

BACK = "http://localhost:8080/back?state=s"


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def receiver() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as opened:
        yield opened


def page(sandbox: SandboxServer, receiver: WebhookReceiver, **changed: str) -> str:
    asked = {
        "app_name": "Haat",
        "scope": "read_write",
        "user_id": "one & only",
        "return_url": BACK,
        "callback_url": receiver.url,
        **changed,
    }
    return f"{sandbox.host(SHOP)}/wc-auth/v1/authorize?{urlencode(asked)}"


def back(answer: httpx2.Response) -> str:
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


def test_keys_are_posted_to_the_app_and_open_the_shop(
    sandbox: SandboxServer, receiver: WebhookReceiver
) -> None:
    assert "View and manage products" in WEB.get(page(sandbox, receiver)).text
    where = back(approve(page(sandbox, receiver)))
    assert where == f"{BACK}&success=1&user_id=one+%26+only"
    ((headers, body),) = receiver.requests
    received = json.loads(body)
    assert headers["content-type"] == "application/json"
    assert (received["user_id"], received["key_permissions"]) == ("one & only", "read_write")
    auth = (received["consumer_key"], received["consumer_secret"])
    assert auth[0].startswith("ck_")
    assert WEB.get(f"{sandbox.host(SHOP)}{REST}/products", auth=auth).json() == []
    stored = json.dumps(sandbox.world.items(f"woocommerce.{SHOP}.key"))
    assert auth[0] not in stored


def test_a_denial_gives_no_keys(sandbox: SandboxServer, receiver: WebhookReceiver) -> None:
    assert back(approve(page(sandbox, receiver), "deny")).endswith("success=0&user_id=one+%26+only")
    assert receiver.requests == []


def test_keys_that_the_app_did_not_take_are_forgotten(
    sandbox: SandboxServer, receiver: WebhookReceiver
) -> None:
    receiver.statuses = [500]
    answer = approve(page(sandbox, receiver))
    assert answer.status_code == 401
    assert "unable to send the consumer data" in answer.text
    received = json.loads(receiver.requests[0][1])
    auth = (received["consumer_key"], received["consumer_secret"])
    assert WEB.get(f"{sandbox.host(SHOP)}{REST}/products", auth=auth).status_code == 401
    assert approve(page(sandbox, receiver, callback_url="http://127.0.0.1:9/x")).status_code == 401


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"scope": "everything"}, "Invalid scope everything"),
        ({"user_id": ""}, "Missing parameter user_id"),
        ({"callback_url": "http://shop.example/keys"}, "needs to be over SSL"),
        ({"return_url": "nowhere"}, "not a valid URL"),
    ],
)
def test_a_wrong_question_gets_an_error_page(
    sandbox: SandboxServer, receiver: WebhookReceiver, changed: dict[str, str], words: str
) -> None:
    answer = WEB.get(page(sandbox, receiver, **changed))
    assert answer.status_code == 401
    assert words in answer.text
    form = dict(pair.split("=", 1) for pair in urlsplit(page(sandbox, receiver)).query.split("&"))
    posted = WEB.post(page(sandbox, receiver).partition("?")[0], data={**form, **changed})
    assert posted.status_code == 401


def test_a_key_is_of_one_shop_and_of_its_permissions(sandbox: SandboxServer) -> None:
    app, reader = WooApp(sandbox), WooApp(sandbox, scope="read")
    elsewhere = f"{sandbox.host(OTHER_SHOP)}{REST}/products"
    assert WEB.get(elsewhere, auth=app.auth).status_code == 401
    assert reader.read("products") == []
    refused = reader.ask("POST", "products", json=vase())
    assert refused.status_code == 401
    assert refused.json()["code"] == "woocommerce_rest_authentication_error"
    wrong = WEB.get(app.url("products"), auth=(app.auth[0], "cs_guessed"))
    assert wrong.json()["message"] == "Consumer secret is invalid."
    for verb, code in (("GET", "view"), ("POST", "create")):
        nobody = WEB.request(verb, app.url("products"))
        assert nobody.json()["code"] == f"woocommerce_rest_cannot_{code}"
        assert nobody.json()["data"] == {"status": 401}


def test_a_host_that_drops_the_header_takes_keys_in_the_address(sandbox: SandboxServer) -> None:
    app = WooApp(sandbox)
    settings.change(sandbox.world, "woocommerce_basic_header", "stripped")
    assert app.ask("GET", "products").status_code == 401
    query = dict(zip(("consumer_key", "consumer_secret"), app.auth, strict=True))
    assert WEB.get(app.url("products"), params=query).status_code == 200
    assert app.auth[1] not in WEB.get(f"{sandbox.url}/_sandbox/log").text


def test_without_tls_only_a_fresh_signature_opens(sandbox: SandboxServer) -> None:
    app = WooApp(sandbox)
    settings.change(sandbox.world, "woocommerce_tls", "off")
    assert app.ask("GET", "products").status_code == 401
    assert app.signed("GET", "products", {"search": "a b&c"}).status_code == 200
    assert app.signed("GET", "products", nonce="once").status_code == 200
    for wrong, words in (
        ({"nonce": "once"}, "nonce has already been used"),
        ({"timestamp": "12"}, "Invalid timestamp"),
        ({"signature": "Zm9yZ2Vk"}, "does not match"),
        ({"signature_method": "PLAINTEXT"}, "signature method"),
        ({"consumer_key": "ck_x"}, "Consumer key is invalid"),
        ({"nonce": ""}, "Missing OAuth parameters oauth_nonce"),
    ):
        refused = app.signed("GET", "products", {}, **wrong)
        assert refused.status_code == 401
        assert words in refused.json()["message"]


def test_revoked_keys_open_nothing(sandbox: SandboxServer) -> None:
    app = WooApp(sandbox)
    WEB.post(f"{sandbox.url}/people/woocommerce", data={"action": "disconnect"})
    assert app.ask("GET", "products").json()["code"] == "woocommerce_rest_cannot_view"


def test_everybody_may_read_what_the_site_is(sandbox: SandboxServer) -> None:
    index = WEB.get(f"{sandbox.host(SHOP)}/wp-json/").json()
    assert index["name"] == "Asha Crafts"
    assert "wc/v3" in index["namespaces"]
    assert WooApp(sandbox).read("data/currencies/current")["code"] == "INR"
    nowhere = WEB.get(f"{sandbox.host(SHOP)}/wp-json/wc/v4/products")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "rest_no_route")
