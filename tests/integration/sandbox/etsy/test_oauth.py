"""Etsy's stand-in: consent, PKCE, rotation, scopes and the quota headers."""

from collections.abc import Iterator

import pytest

from infra.local.sandbox import settings
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.etsy.app import SHOP, EtsyApp
from tests.integration.sandbox.sandbox_setup import WEB, authorize, sandbox_at


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> EtsyApp:
    return EtsyApp(sandbox)


def test_the_person_allows_and_the_app_reads_who_they_are(app: EtsyApp) -> None:
    assert app.tokens["token_type"] == "Bearer"
    assert app.tokens["expires_in"] == 3600
    assert app.tokens["access_token"].split(".")[0] == "518203344"
    me = app.call("GET", "/v3/application/users/me")
    assert me.json() == {"user_id": 518203344, "shop_id": 48211907}
    assert me.headers["x-limit-per-second"] == "150"
    assert me.headers["x-remaining-this-second"] == "149"
    assert me.headers["x-limit-per-day"] == "100000"
    assert me.headers["x-remaining-today"] == "99999"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"scope": "listings_r listings_x"}, "invalid_scope"),
    ],
)
def test_a_wrong_request_goes_back_with_the_error(
    app: EtsyApp, changes: dict[str, str], error: str
) -> None:
    address = f"{app.sandbox.host('www.etsy.com')}/oauth/connect"
    back = authorize(address, app.query() | changes)
    assert back["error"] == error
    assert back["state"] == "st-1"


def test_a_redirect_address_that_is_not_registered_gets_no_redirect(app: EtsyApp) -> None:
    query = app.query() | {"redirect_uri": "http://localhost:8080/elsewhere"}
    shown = WEB.get(f"{app.sandbox.host('www.etsy.com')}/oauth/connect", params=query)
    assert shown.status_code == 400
    assert "location" not in shown.headers


def test_a_person_who_denies_gives_no_code(app: EtsyApp) -> None:
    address = f"{app.sandbox.host('www.etsy.com')}/oauth/connect"
    back = authorize(address, app.query(), decision="deny")
    assert back["error"] == "access_denied"
    assert "code" not in back


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "another-verifier-of-at-least-forty-three-chars-0"},
        {"redirect_uri": "http://localhost:9999/api/v1/connections/etsy/callback"},
        {"code": "never-issued"},
    ],
)
def test_a_code_is_bound_to_verifier_and_address(app: EtsyApp, changes: dict[str, str]) -> None:
    code = app.code()
    answer = app.exchange(**({"code": code} | changes))
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_grant"


def test_a_code_works_once(app: EtsyApp) -> None:
    code = app.code()
    assert app.exchange(code).status_code == 200
    assert app.exchange(code).json()["error"] == "invalid_grant"


def test_the_token_url_wants_a_form_and_a_known_client(app: EtsyApp) -> None:
    address = f"{app.sandbox.host('api.etsy.com')}/v3/public/oauth/token"
    as_json = WEB.post(address, json={"grant_type": "refresh_token"})
    assert (as_json.status_code, as_json.json()["error"]) == (400, "invalid_request")
    stranger = app.exchange(app.code(), client_id="somebodyelse")
    assert (stranger.status_code, stranger.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("host", ["api.etsy.com", "openapi.etsy.com"])
def test_a_refresh_token_is_replaced_and_the_old_one_dies_at_once(app: EtsyApp, host: str) -> None:
    old = app.tokens["refresh_token"]
    renewed = app.refresh(old, host)
    assert renewed.status_code == 200
    assert renewed.json()["refresh_token"] != old
    reused = app.refresh(old, host)
    assert reused.status_code == 400
    assert reused.json()["error"] == "invalid_grant"


def test_a_renewed_token_works_after_the_first_has_expired(app: EtsyApp) -> None:
    app.sandbox.world.advance(3600)
    late = app.call("GET", "/v3/application/users/me")
    assert late.status_code == 401
    assert late.json() == {
        "error": "invalid_token",
        "error_description": "access token is expired",
    }
    app.tokens = app.refresh(app.tokens["refresh_token"]).json()
    assert app.call("GET", "/v3/application/users/me").status_code == 200


def test_a_refresh_token_dies_after_ninety_days(app: EtsyApp) -> None:
    app.sandbox.world.advance(90 * 24 * 3600)
    assert app.refresh(app.tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_scope_that_was_not_granted_is_refused(sandbox: SandboxServer) -> None:
    reader = EtsyApp(sandbox, "shops_r listings_r")
    refused = reader.draft()
    assert refused.status_code == 403
    assert refused.json()["error"] == "insufficient_scope"
    received = reader.call(
        "POST", "/v3/application/scopes", data={"token": reader.tokens["access_token"]}
    )
    assert received.json() == {"scopes": ["shops_r", "listings_r"]}


@pytest.mark.parametrize("key", ["", "sandboxetsykeystring00001", "sandboxetsykeystring00001:no"])
def test_the_key_is_keystring_and_shared_secret(app: EtsyApp, key: str) -> None:
    refused = app.call("GET", "/v3/application/users/me", headers={"x-api-key": key})
    assert refused.status_code == 403
    assert "shared secret" in refused.json()["error"]


def test_the_quota_per_second_is_kept(app: EtsyApp) -> None:
    settings.change(app.sandbox.world, "etsy_limit_per_second", 2)
    path = f"{SHOP}/policies/return"
    assert [app.call("GET", path).status_code for _ in range(3)] == [200, 200, 429]
    limited = app.call("GET", path)
    assert limited.headers["retry-after"] == "1"
    assert "error" in limited.json()
    app.sandbox.world.advance(1)
    assert app.call("GET", path).status_code == 200


def test_the_faults_speak_etsys_words(app: EtsyApp) -> None:
    control = f"{app.sandbox.url}/_sandbox/faults"
    seen = []
    for kind in ("expired_token", "rate_limit", "error"):
        WEB.post(control, json={"vendor": "etsy", "kind": kind})
        answer = app.call("GET", "/v3/application/users/me")
        seen.append((answer.status_code, "error" in answer.json()))
    assert seen == [(401, True), (429, True), (500, True)]
