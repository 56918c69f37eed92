"""Shopify's stand-in: installing, tokens that rotate, who may do what, and the store's state."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox import settings
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.sandbox_setup import WEB, callback, sandbox_at
from tests.integration.sandbox.shopify.app import OTHER_SHOP, SHOP, ShopifyApp, signed

NAME = "{ shop { name myshopifyDomain currencyCode } }"


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> ShopifyApp:
    return ShopifyApp(sandbox)


def test_the_way_back_is_signed_and_names_the_store(app: ShopifyApp) -> None:
    assert set(app.back) == {"code", "state", "shop", "timestamp", "host", "hmac"}
    assert app.back["shop"] == SHOP
    assert app.back["hmac"] == signed(app.back)
    assert app.back["hmac"] != signed({**app.back, "shop": OTHER_SHOP})


def test_a_merchant_who_cancels_is_not_sent_back(sandbox: SandboxServer) -> None:
    asked = {
        "client_id": "5a4d0f6e2b7c4c1f9d3e8a70b6c5d401",
        "scope": "write_products",
        "redirect_uri": callback("shopify"),
        "state": "st-1",
        "decision": "deny",
    }
    answer = WEB.post(f"{sandbox.host(SHOP)}/admin/oauth/authorize", data=asked)
    assert (answer.status_code, "location" in answer.headers) == (200, False)


def test_a_code_gives_an_hour_and_a_refresh_token_once(app: ShopifyApp) -> None:
    assert app.tokens["expires_in"] == 3600
    assert app.tokens["access_token"].startswith("shpat_")
    assert app.tokens["refresh_token"].startswith("shprt_")
    assert "write_products" in app.tokens["scope"].split(",")
    again = app.exchange(code=app.back["code"], expiring="1")
    assert (again.status_code, again.json()["error"]) == (400, "invalid_request")


def test_a_code_of_one_store_is_worth_nothing_at_another(sandbox: SandboxServer) -> None:
    mine = ShopifyApp(sandbox)
    code = mine.install()["code"]
    mine.shop = OTHER_SHOP
    assert mine.exchange(code=code, expiring="1").status_code == 400
    assert mine.ask(NAME).status_code == 401


def test_a_wrong_secret_is_refused(app: ShopifyApp) -> None:
    code = app.install()["code"]
    answer = app.exchange(code=code, client_secret="shpss_wrong")
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_an_old_refresh_token_lives_until_its_replacement_is_used(app: ShopifyApp) -> None:
    first = app.tokens["refresh_token"]
    lost = app.refresh(first)
    assert lost.status_code == 200
    saved = app.refresh(first).json()
    assert app.ask(NAME, token=saved["access_token"]).status_code == 200
    late = app.refresh(first)
    assert late.status_code == 401
    assert "active refresh_token" in late.json()["error_description"]
    assert app.refresh(saved["refresh_token"]).status_code == 200


def test_tokens_end_when_their_time_has_come(sandbox: SandboxServer, app: ShopifyApp) -> None:
    sandbox.world.advance(3601)
    answer = app.ask(NAME)
    assert answer.status_code == 401
    assert "Invalid API key or access token" in answer.json()["errors"]
    sandbox.world.advance(90 * 24 * 3600)
    assert app.refresh(app.tokens["refresh_token"]).status_code == 401


def test_a_token_without_an_end_is_not_taken(sandbox: SandboxServer, app: ShopifyApp) -> None:
    endless = app.exchange(code=app.install()["code"]).json()
    assert "expires_in" not in endless
    assert app.ask(NAME, token=endless["access_token"]).status_code == 403
    settings.change(sandbox.world, "shopify_expiring_tokens", "optional")
    assert app.ask(NAME, token=endless["access_token"]).status_code == 200


def test_a_store_of_ones_own_gives_a_day(app: ShopifyApp) -> None:
    own = app.exchange(grant_type="client_credentials").json()
    assert own["expires_in"] == 86_399
    assert app.ask(NAME, token=own["access_token"]).json()["data"]["shop"]["currencyCode"] == "INR"


def test_a_scope_that_was_not_granted_is_missed_where_it_is_needed(sandbox: SandboxServer) -> None:
    app = ShopifyApp(sandbox, scopes="read_products")
    answer = app.ask("{ shop { name } orders(first: 1) { nodes { id } } }")
    assert answer.status_code == 200
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "ACCESS_DENIED"
    assert error["extensions"]["requiredAccess"] == "`read_orders` access scope."
    assert error["path"] == ["orders"]
    assert app.query("{ products(first: 1) { nodes { id } } }")["products"]["nodes"] == []


@pytest.mark.parametrize(("state", "status"), [("frozen", 402), ("locked", 423)])
def test_a_closed_store_says_so(
    sandbox: SandboxServer, app: ShopifyApp, state: str, status: int
) -> None:
    settings.change(sandbox.world, "shopify_shop", state)
    answer = app.ask(NAME)
    assert (answer.status_code, answer.json()["errors"]) == (status, "Unavailable Shop")


@pytest.mark.parametrize(
    ("asked", "status", "received"),
    [
        ("2026-10", 200, "2026-10"),
        ("2026-04", 200, "2026-04"),
        ("2024-01", 200, "2025-10"),
        ("2030-01", 404, None),
        ("2026-05", 404, None),
    ],
)
def test_an_old_version_falls_forward(
    app: ShopifyApp, asked: str, status: int, received: str | None
) -> None:
    answer = app.ask(NAME, version=asked)
    assert answer.status_code == status
    assert answer.headers.get("x-shopify-api-version") == received


def test_uninstalling_ends_every_token(sandbox: SandboxServer, app: ShopifyApp) -> None:
    other = ShopifyApp(sandbox, OTHER_SHOP)
    assert app.query("mutation { appUninstall { userErrors { code } } }")
    assert app.ask(NAME).status_code == 401
    assert app.refresh(app.tokens["refresh_token"]).status_code == 401
    assert other.ask(NAME).status_code == 200
    address = f"{sandbox.host(OTHER_SHOP)}/admin/api_permissions/current.json"
    headers = {"x-shopify-access-token": other.tokens["access_token"]}
    assert WEB.delete(address, headers=headers).status_code == 200
    assert other.ask(NAME).status_code == 401
