import hashlib
import hmac

import httpx2
import pytest

from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from tests.integration.sandbox.meta.oauth_steps import (
    CALLBACK,
    GRAPH,
    OTHER_PAGE,
    PAGE,
    allow,
    came_back,
    facebook_code,
    facebook_exchange,
    facebook_question,
    page_token,
    reply,
    user_token,
)

DIALOG = "/www.facebook.com/v26.0/dialog/oauth"
HOUR, DAY = 3600, 86400


def test_the_dialog_lists_pages_and_scopes_and_says_that_it_is_a_stand_in(
    http: httpx2.Client,
) -> None:
    page = http.get(DIALOG, params=facebook_question())
    for words in ("Asha Dokra Art", "Bastar Crafts Collective", "pages_manage_posts", "stand-in"):
        assert words in page.text


def test_allow_returns_code_and_state_and_metas_fragment(http: httpx2.Client) -> None:
    asked = facebook_question()
    response = allow(http, DIALOG, asked, asked["scope"].split(","), [PAGE])
    assert came_back(response)["state"] == "a-state"
    assert response.headers["location"].endswith("#_=_")


def test_deny_returns_metas_denial_and_no_code(http: httpx2.Client) -> None:
    back = came_back(http.post(DIALOG, data={**facebook_question(), "decision": "deny"}))
    assert back["error"] == "access_denied"
    assert back["error_reason"] == "user_denied"
    assert "code" not in back


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "https://evil.example/api/v1/connections/facebook/callback",
        "http://localhost:8080/api/v1/connections/facebook/callback/more",
        "http://localhost:8080/api/v1/connections/etsy/callback",
        "http://localhost.evil.example/api/v1/connections/facebook/callback",
    ],
)
def test_a_redirect_address_off_the_list_is_never_redirected_to(
    http: httpx2.Client, redirect_uri: str
) -> None:
    asked = facebook_question() | {"redirect_uri": redirect_uri, "decision": "allow"}
    assert http.get(DIALOG, params=asked).status_code == 400
    assert http.post(DIALOG, data=asked).status_code == 400


def test_an_unknown_scope_comes_back_as_invalid_scope(http: httpx2.Client) -> None:
    back = came_back(http.get(DIALOG, params=facebook_question(["make_coffee"])))
    assert back["error"] == "invalid_scope"


def test_a_code_is_good_once(http: httpx2.Client) -> None:
    code = facebook_code(http)
    first = facebook_exchange(http, code=code, redirect_uri=CALLBACK % "facebook")
    assert first.body["token_type"] == "bearer"
    assert first.body["expires_in"] <= 2 * HOUR
    second = facebook_exchange(http, code=code, redirect_uri=CALLBACK % "facebook")
    assert second.error == (100, 36009)


def test_a_code_is_bound_to_its_address_and_its_ten_minutes(http: httpx2.Client) -> None:
    other = "http://localhost:8081/api/v1/connections/facebook/callback"
    wrong = facebook_exchange(http, code=facebook_code(http), redirect_uri=other)
    assert wrong.error == (100, 36008)
    late = facebook_code(http)
    http.post("/_sandbox/clock", json={"advance": 601})
    expired = facebook_exchange(http, code=late, redirect_uri=CALLBACK % "facebook")
    assert expired.error == (100, 36007)


def test_a_wrong_app_secret_is_refused(http: httpx2.Client) -> None:
    refused = facebook_exchange(
        http,
        code=facebook_code(http),
        redirect_uri=CALLBACK % "facebook",
        client_secret="wrong",
    )
    assert refused.error == (1, None)


def test_page_tokens_of_a_long_lived_token_outlive_it(http: httpx2.Client) -> None:
    user = user_token(http)
    page = page_token(http, user)
    http.post("/_sandbox/clock", json={"advance": 61 * DAY})
    gone = reply(http.get(f"{GRAPH}/me/accounts", params={"access_token": user}))
    assert (gone.status, gone.error) == (401, (190, 463))
    assert http.get(f"{GRAPH}/me", params={"access_token": page}).json()["id"] == PAGE


def test_page_tokens_of_a_short_lived_token_end_with_it(http: httpx2.Client) -> None:
    page = page_token(http, user_token(http, long_lived=False))
    http.post("/_sandbox/clock", json={"advance": 2 * HOUR + 1})
    assert reply(http.get(f"{GRAPH}/me", params={"access_token": page})).error == (190, 463)


def test_an_expired_token_cannot_be_exchanged(http: httpx2.Client) -> None:
    short = user_token(http, long_lived=False)
    http.post("/_sandbox/clock", json={"advance": 3 * HOUR})
    refused = facebook_exchange(http, grant_type="fb_exchange_token", fb_exchange_token=short)
    assert refused.error == (190, 463)


def test_accounts_show_only_the_chosen_pages_with_their_tasks(http: httpx2.Client) -> None:
    code = facebook_code(http, pages=[OTHER_PAGE])
    token = facebook_exchange(http, code=code, redirect_uri=CALLBACK % "facebook").body
    found = http.get(
        f"{GRAPH}/me/accounts",
        params={"fields": "id,name,tasks", "access_token": token["access_token"]},
    ).json()["data"]
    assert [(one["id"], one["name"]) for one in found] == [(OTHER_PAGE, "Bastar Crafts Collective")]
    assert "CREATE_CONTENT" in found[0]["tasks"]
    assert "access_token" not in found[0]


def test_without_pages_show_list_there_are_no_accounts(http: httpx2.Client) -> None:
    token = user_token(http, ["pages_read_engagement"])
    found = http.get(f"{GRAPH}/me/accounts", params={"access_token": token}).json()
    assert found["data"] == []


def test_debug_token_tells_scopes_and_end(http: httpx2.Client) -> None:
    page = page_token(http)
    app = f"{FACEBOOK.client_id}|{FACEBOOK.client_secret}"
    params = {"input_token": page, "access_token": app}
    received = http.get(f"{GRAPH}/debug_token", params=params).json()["data"]
    assert (received["is_valid"], received["type"], received["expires_at"]) == (True, "PAGE", 0)
    assert received["profile_id"] == PAGE
    assert "pages_manage_posts" in received["scopes"]
    stranger = http.get(f"{GRAPH}/debug_token", params={"input_token": page, "access_token": page})
    assert reply(stranger).error == (100, None)


def test_revoking_permission_ends_page_tokens_too(http: httpx2.Client) -> None:
    user = user_token(http)
    page = page_token(http, user)
    assert http.delete(f"{GRAPH}/me/permissions", params={"access_token": user}).json() == {
        "success": True
    }
    assert reply(http.get(f"{GRAPH}/me", params={"access_token": page})).error == (190, 458)


def test_the_proof_of_the_app_secret_is_checked_when_sent(http: httpx2.Client) -> None:
    page = page_token(http)
    proof = hmac.new(FACEBOOK.client_secret.encode(), page.encode(), hashlib.sha256).hexdigest()
    good = http.get(f"{GRAPH}/me", params={"access_token": page, "appsecret_proof": proof})
    assert good.status_code == 200
    bad = http.get(f"{GRAPH}/me", params={"access_token": page, "appsecret_proof": "0" * 64})
    assert reply(bad).error == (100, None)


def test_a_bearer_header_is_as_good_as_a_parameter(http: httpx2.Client) -> None:
    header = {"authorization": f"Bearer {page_token(http)}"}
    assert http.get(f"{GRAPH}/me", headers=header).json()["name"] == "Asha Dokra Art"


def test_no_token_and_a_made_up_token_are_told_apart(http: httpx2.Client) -> None:
    assert reply(http.get(f"{GRAPH}/me")).error == (104, None)
    assert reply(http.get(f"{GRAPH}/me", params={"access_token": "EAAnope"})).error == (190, None)


def test_an_unknown_version_is_an_unknown_path(http: httpx2.Client) -> None:
    gone = http.get("/graph.facebook.com/v99.0/me", params={"access_token": page_token(http)})
    assert reply(gone).error == (2500, None)
