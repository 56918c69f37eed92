"""The OAuth steps of a person and an app at Meta's stand-ins, over real HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2

from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from infra.local.sandbox.instagram.registration import APP as INSTAGRAM

GRAPH = "/graph.facebook.com/v26.0"
IG = "/graph.instagram.com/v26.0"
CALLBACK = "http://localhost:8080/api/v1/connections/%s/callback"
PAGE, OTHER_PAGE = "104875291000001", "104875291000002"
PAGE_SCOPES = ("pages_show_list", "pages_read_engagement", "pages_manage_posts")
IG_SCOPES = ("instagram_business_basic", "instagram_business_content_publish")


@dataclass(frozen=True)
class Reply:
    status: int
    body: dict[str, Any]

    @property
    def error(self) -> tuple[int, int | None]:
        error = self.body["error"]
        return error["code"], error.get("error_subcode")


def reply(response: httpx2.Response) -> Reply:
    return Reply(response.status_code, response.json())


def allow(
    http: httpx2.Client,
    path: str,
    asked: dict[str, str],
    granted: Sequence[str],
    chosen: Sequence[str] = (),
) -> httpx2.Response:
    """Press Allow with these boxes ticked; the answer is the redirect to the app."""
    assert http.get(path, params=asked).status_code == 200
    form = {**asked, "decision": "allow", "granted": list(granted), "chosen": list(chosen)}
    return http.post(path, data=form)


def came_back(response: httpx2.Response) -> dict[str, str]:
    """The query with which the browser arrives at the app."""
    assert response.status_code == 302, response.text
    parts = urlsplit(response.headers["location"])
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def facebook_question(scopes: Sequence[str] = PAGE_SCOPES) -> dict[str, str]:
    return {
        "client_id": FACEBOOK.client_id,
        "redirect_uri": CALLBACK % "facebook",
        "state": "a-state",
        "response_type": "code",
        "scope": ",".join(scopes),
    }


def facebook_code(
    http: httpx2.Client,
    scopes: Sequence[str] = PAGE_SCOPES,
    pages: Sequence[str] = (PAGE, OTHER_PAGE),
) -> str:
    dialog = "/www.facebook.com/v26.0/dialog/oauth"
    return came_back(allow(http, dialog, facebook_question(), scopes, pages))["code"]


def facebook_exchange(http: httpx2.Client, **given: str) -> Reply:
    app = {"client_id": FACEBOOK.client_id, "client_secret": FACEBOOK.client_secret}
    return reply(http.get(f"{GRAPH}/oauth/access_token", params=app | given))


def user_token(
    http: httpx2.Client, scopes: Sequence[str] = PAGE_SCOPES, *, long_lived: bool = True
) -> str:
    code = facebook_code(http, scopes)
    given = facebook_exchange(http, code=code, redirect_uri=CALLBACK % "facebook")
    token: str = given.body["access_token"]
    if long_lived:
        exchanged = facebook_exchange(http, grant_type="fb_exchange_token", fb_exchange_token=token)
        token = exchanged.body["access_token"]
    return token


def page_token(http: httpx2.Client, user: str | None = None, page: str = PAGE) -> str:
    token = user or user_token(http)
    found = http.get(
        f"{GRAPH}/me/accounts", params={"fields": "id,access_token", "access_token": token}
    ).json()
    return str(next(one["access_token"] for one in found["data"] if one["id"] == page))


def instagram_short(http: httpx2.Client, scopes: Sequence[str] = IG_SCOPES) -> dict[str, Any]:
    asked = {
        "client_id": INSTAGRAM.client_id,
        "redirect_uri": CALLBACK % "instagram",
        "state": "a-state",
        "response_type": "code",
        "scope": ",".join(IG_SCOPES),
    }
    code = came_back(allow(http, "/www.instagram.com/oauth/authorize", asked, scopes))["code"]
    given = http.post(
        "/api.instagram.com/oauth/access_token",
        data={
            "client_id": INSTAGRAM.client_id,
            "client_secret": INSTAGRAM.client_secret,
            "grant_type": "authorization_code",
            "redirect_uri": CALLBACK % "instagram",
            "code": code,
        },
    )
    assert given.status_code == 200, given.text
    answer: dict[str, Any] = given.json()
    return answer


def instagram_token(http: httpx2.Client, scopes: Sequence[str] = IG_SCOPES) -> str:
    given = http.get(
        "/graph.instagram.com/access_token",
        params={
            "grant_type": "ig_exchange_token",
            "client_secret": INSTAGRAM.client_secret,
            "access_token": instagram_short(http, scopes)["access_token"],
        },
    )
    return str(given.json()["access_token"])


def effects(http: httpx2.Client, vendor: str, kind: str = "published") -> list[str]:
    """The ids of the effects that the vendor's own log shows."""
    log = http.get("/_sandbox/log", params={"vendor": vendor, "effect": kind}).json()
    return [entry["effect_id"] for entry in log["entries"]]
