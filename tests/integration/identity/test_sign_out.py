"""Signing out ends the session, whatever has run out, and no session of another."""

from http.cookies import SimpleCookie

import jwt
import pytest

from tests.integration.aws import Cloud, signed_token
from tests.integration.identity.test_sessions import cookie_session


@pytest.mark.parametrize("token", [None, "live", "expired", "junk"])
def test_signing_out_ends_the_session_and_clears_the_cookie(
    cloud: Cloud, token: str | None
) -> None:
    """With or without an access token: the refresh token is what is signed out."""
    reply, jar = cookie_session(cloud)
    sent = {"haat_refresh": jar["haat_refresh"].value}
    user_id = reply.data["user"]["user_id"]
    tokens = {
        "live": reply.data["access_token"],
        "expired": signed_token(user_id, seconds=-5),
        "junk": "x",
        None: None,
    }

    out = cloud.api("identity", "POST", "/auth/logout", {}, token=tokens[token], cookies=sent)

    assert out.data == {"signed_out": True}
    assert SimpleCookie(out.cookies[0])["haat_refresh"]["max-age"] == "0"
    assert cloud.api("identity", "POST", "/auth/refresh", cookies=sent).status == 401


def test_a_client_without_cookies_signs_out_by_its_token(cloud: Cloud) -> None:
    account = {"email": "asha@example.com", "password": "block printing", "name": "Asha"}
    session = cloud.api("identity", "POST", "/auth/register", {**account, "session": "token"}).data
    body = {"refresh_token": session["refresh_token"]}

    assert cloud.api("identity", "POST", "/auth/logout", body).status == 200
    assert cloud.api("identity", "POST", "/auth/refresh", body).status == 401


def test_the_cookie_of_a_session_that_is_over_is_cleared_all_the_same(cloud: Cloud) -> None:
    out = cloud.api("identity", "POST", "/auth/logout", cookies={"haat_refresh": "of yesterday"})

    assert out.status == 200
    assert SimpleCookie(out.cookies[0])["haat_refresh"]["max-age"] == "0"


def test_another_sites_form_comes_without_the_cookie_and_clears_nothing(cloud: Cloud) -> None:
    out = cloud.api("identity", "POST", "/auth/logout")

    assert (out.status, out.cookies) == (200, ())


def test_nobody_ends_the_session_of_another(cloud: Cloud) -> None:
    _, jar = cookie_session(cloud)
    sent = {"haat_refresh": jar["haat_refresh"].value}
    family, _, secret = sent["haat_refresh"].partition(".")
    guess = f"{family[::-1]}.{secret}"

    cloud.api("identity", "POST", "/auth/logout", {"refresh_token": guess})

    assert cloud.api("identity", "POST", "/auth/refresh", cookies=sent).status == 200


def test_a_session_that_ends_publishes_an_event(cloud: Cloud) -> None:
    reply, jar = cookie_session(cloud)
    user_id = reply.data["user"]["user_id"]

    cloud.api(
        "identity", "POST", "/auth/logout", cookies={"haat_refresh": jar["haat_refresh"].value}
    )

    (said,) = cloud.outbox_events("identity", "SessionRevoked")
    claims = jwt.decode(reply.data["access_token"], options={"verify_signature": False})
    assert said["data"] == {"user_id": user_id, "owner_id": user_id, "session_id": claims["sid"]}
