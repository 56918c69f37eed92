"""Connecting accounts through the platforms' own consent pages."""

import json
import os
from dataclasses import replace

import pytest

from infra.local.sandbox.faults import FaultKind
from tests.integration.channels.oauth_client import OTHER, OWNER, Artisan, calls, inject_fault

SECOND_PAGE = "104875291000002"
OAUTH = ("facebook", "instagram", "etsy", "pinterest", "catalogue", "shopify")
NAMES = {
    "facebook": "Asha Dokra Art",
    "instagram": "asha.dokra",
    "etsy": "HaatCraftHouse",
    "pinterest": "haatcrafthouse",
    "catalogue": "Asha Dokra Art: Shop",
    "shopify": "Haat Craft House",
}


@pytest.fixture
def artisan(artisan: Artisan) -> Artisan:
    """Consent is the subject here: it is really given each time."""
    return replace(artisan, setup_cache=None)


@pytest.mark.parametrize("platform", OAUTH)
def test_a_platform_is_connected_through_its_consent_page(artisan: Artisan, platform: str) -> None:
    assert artisan.connect(platform) == {"connected": platform}
    held = artisan.connection(platform)
    assert held["status"] == "connected"
    assert held["account"]["name"] == NAMES[platform]
    assert held["problem"] is None
    assert held["scopes"]
    events = artisan.cloud.outbox_events("channels", "ConnectionChanged")
    assert [one["data"] for one in events] == [
        {
            "owner_id": OWNER,
            "platform": platform,
            "account_id": held["account"]["id"],
            "connection_id": held["connection_id"],
            "status": "connected",
        }
    ]


@pytest.mark.parametrize("platform", OAUTH)
def test_a_connection_can_be_tested_and_taken_back(artisan: Artisan, platform: str) -> None:
    artisan.connect(platform)
    tested = artisan.api("POST", artisan.at(platform, "/test"), {}).data
    assert (tested["status"], tested["account"]["name"]) == ("connected", NAMES[platform])
    artisan.api("DELETE", artisan.at(platform)).data  # noqa: B018  # fails unless it worked
    assert artisan.connections(platform) == []
    (row,) = (row for row in artisan.cloud.items("channels") if row["sk"] != "outbox")
    # What was published there can still be named; nothing else of it is left.
    left = {name for name in row if row[name] not in ("", 0, None, [], {})} - {"version"}
    assert left == {
        *("pk", "sk", "owner_id", "platform", "account_id", "connection_id", "status"),
        "account_name",
    }


def test_before_anything_is_connected_the_platforms_are_those_of_channels(
    artisan: Artisan,
) -> None:
    assert artisan.api("GET", "/connections").data["items"] == []
    channels = artisan.api("GET", "/channels").data["items"]
    names = [one["platform"] for one in channels]
    assert {*OAUTH, "meesho"} <= set(names)
    assert "meesho" in [one["platform"] for one in channels if one["needs_browser"]]


def test_with_two_pages_the_artisan_chooses_one(artisan: Artisan) -> None:
    assert artisan.connect("facebook", without=()) == {"connected": "facebook"}
    assert artisan.connections("facebook") == []
    held = artisan.pending("facebook")
    assert [one["name"] for one in held["accounts"]] == [
        "Asha Dokra Art",
        "Bastar Crafts Collective",
    ]
    wrong = {"pending_id": held["pending_id"], "account_id": "1"}
    assert artisan.api("POST", "/connections/facebook/account", wrong).status == 404
    right = {**wrong, "account_id": SECOND_PAGE}
    assert artisan.api("POST", "/connections/etsy/account", right).status == 404
    stranger = Artisan(artisan.cloud, artisan.sandbox, OTHER)
    assert stranger.api("POST", "/connections/facebook/account", right).status == 404
    chosen = artisan.api("POST", "/connections/facebook/account", right).data
    assert chosen["status"] == "connected"
    assert chosen["account"] == {"id": SECOND_PAGE, "name": "Bastar Crafts Collective"}
    assert artisan.api("POST", artisan.at("facebook", "/test"), {}).data["status"] == "connected"


def test_partial_consent_is_refused_with_what_is_missing(artisan: Artisan) -> None:
    back = artisan.connect("facebook", without=("pages_manage_posts",))
    assert back == {"problem": "consent_incomplete", "platform": "facebook"}
    assert artisan.connections("facebook") == []
    assert "post to your Pages" in artisan.pending("facebook")["problem"]["message"]


def test_no_page_chosen_is_refused(artisan: Artisan) -> None:
    back = artisan.connect("facebook", without=("104875291000001", "104875291000002"))
    assert back == {"problem": "invalid_account", "platform": "facebook"}
    assert "Pages" in artisan.pending("facebook")["problem"]["message"]


@pytest.mark.parametrize("platform", OAUTH[:5])  # whoever cancels at Shopify stays there
def test_a_denial_is_reported(artisan: Artisan, platform: str) -> None:
    back = artisan.connect(platform, decision="deny")
    assert back == {"problem": "consent_denied", "platform": platform}
    assert artisan.connections(platform) == []
    assert artisan.pending(platform)["problem"]["remedy"]
    artisan.connect(platform)
    assert artisan.api("GET", "/connections/pending").data["items"] == []


def test_a_failed_reconnect_leaves_the_working_connection(artisan: Artisan) -> None:
    artisan.connect("pinterest")
    renewing = artisan.connection("pinterest")["connection_id"]
    artisan.connect("pinterest", decision="deny", renewing=renewing)
    held = artisan.connection("pinterest")
    assert held["status"] == "connected"
    assert "allow" in held["problem"]["remedy"]
    assert artisan.api("POST", artisan.at("pinterest", "/test"), {}).data["problem"] is None


def test_a_way_back_works_once_and_only_in_the_browser_that_began(artisan: Artisan) -> None:
    url, cookies = artisan.begin("etsy")
    back = artisan.decide(url)
    expired = {"problem": "consent_expired", "platform": "etsy"}
    assert artisan.come_back("etsy", {**back, "state": "guessed"}, cookies) == expired
    url, cookies = artisan.begin("etsy")
    back = artisan.decide(url)
    assert artisan.come_back("etsy", back, {"haat_connect_etsy": "another browser"}) == expired
    # The state was used up by the wrong browser: the right one must begin again.
    assert artisan.come_back("etsy", back, cookies) == expired
    url, cookies = artisan.begin("etsy")
    back = artisan.decide(url)
    assert artisan.come_back("pinterest", back, cookies)["problem"] == "consent_expired"
    url, cookies = artisan.begin("etsy")
    back = artisan.decide(url)
    assert artisan.come_back("etsy", back, cookies) == {"connected": "etsy"}
    assert artisan.come_back("etsy", back, cookies) == expired


def test_the_cookie_is_for_this_browser_only_and_short_lived(artisan: Artisan) -> None:
    reply = artisan.api("POST", "/connections/etsy/authorize", {})
    (cookie,) = reply.cookies
    lowered = cookie.lower()
    for part in ("httponly", "samesite=lax", "max-age=600", "path=/api/v1/connections"):
        assert part in lowered


def test_another_person_sees_and_touches_nothing(artisan: Artisan) -> None:
    artisan.connect("etsy")
    other = Artisan(artisan.cloud, artisan.sandbox, OTHER)
    assert other.connections("etsy") == []
    assert other.api("DELETE", artisan.at("etsy")).status == 404
    assert artisan.connection("etsy")["status"] == "connected"
    assert artisan.cloud.api("channels", "GET", "/connections").status == 401


def test_an_unknown_platform_and_one_without_app_are_reported(artisan: Artisan) -> None:
    assert artisan.api("POST", "/connections/myspace/authorize", {}).status == 404
    assisted = artisan.api("POST", "/connections/meesho/authorize", {})
    assert assisted.error["code"] == "connect_method_mismatch"
    assert "make connect" in assisted.error["details"]["remedy"]


def test_a_connection_that_the_platform_ended_says_so_when_tested(artisan: Artisan) -> None:
    artisan.connect("facebook")
    inject_fault(artisan.sandbox, FaultKind.EXPIRED_TOKEN, "*", vendor="facebook", method=None)
    tested = artisan.api("POST", artisan.at("facebook", "/test"), {}).data
    assert tested["status"] == "reconnect"
    assert tested["problem"]["remedy"]
    statuses = [one["data"]["status"] for one in artisan.cloud.outbox_events("channels")]
    assert statuses == ["connected", "reconnect"]


def test_disconnecting_ends_the_permission_at_the_platform(artisan: Artisan) -> None:
    for platform in ("facebook", "pinterest"):
        artisan.connect(platform)
        artisan.api("DELETE", artisan.at(platform))
    sandbox = artisan.sandbox
    assert calls(sandbox, "facebook", lambda one: one["method"] == "DELETE") == 1
    assert calls(sandbox, "pinterest", lambda one: one["path"].endswith("/revoke")) == 1


def test_no_token_is_ever_stored_plain_or_answered(
    artisan: Artisan, capsys: pytest.CaptureFixture[str]
) -> None:
    for platform in OAUTH:
        artisan.connect(platform)
    stored = json.dumps(artisan.cloud.items("channels"), default=str)
    answered = artisan.api("GET", "/connections").text
    logged = "".join(capsys.readouterr())
    for text in (stored, answered, logged):
        for mark in ("EAAB", "EAAP", "IGAA", "pina_", "pinr.", "518203344.", "shpat_", "shprt_"):
            assert mark not in text
    assert os.environ["ETSY_SHARED_SECRET"] not in stored + answered + logged
