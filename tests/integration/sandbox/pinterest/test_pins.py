"""Pinterest's stand-in: consent, rotation, boards, pins, pages, and what it refuses."""

import base64
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from infra.local.sandbox import journal, settings
from infra.local.sandbox.server import SandboxServer
from tests.integration.sandbox.pinterest.app import PinterestApp
from tests.integration.sandbox.sandbox_setup import WEB, authorize, picture, sandbox_at

DAY = 24 * 3600


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with sandbox_at() as server:
        yield server


@pytest.fixture
def app(sandbox: SandboxServer) -> PinterestApp:
    return PinterestApp(sandbox)


def published(app: PinterestApp) -> list[str]:
    found = journal.entries(app.sandbox.world, "pinterest", effect_kind="published")
    return [entry["effect_id"] for entry in found]


def test_the_person_allows_and_the_app_reads_the_account(app: PinterestApp) -> None:
    assert app.tokens["access_token"].startswith("pina_")
    assert app.tokens["expires_in"] == 30 * DAY
    assert app.tokens["refresh_token_expires_in"] == 60 * DAY
    account = app.call("GET", "/user_account")
    assert account.json()["username"] == "haatcrafthouse"
    assert account.headers["x-ratelimit-limit"] == "1000"
    assert account.headers["x-ratelimit-remaining"] == "999"
    assert account.headers["x-ratelimit-reset"] == "60"


def test_a_denial_and_a_used_code_give_no_token(app: PinterestApp) -> None:
    address = f"{app.sandbox.host('www.pinterest.com')}/oauth/"
    assert "code" not in authorize(address, app.query(), decision="deny")
    code = app.code()
    assert app.exchange(code).status_code == 200
    again = app.exchange(code)
    assert (again.status_code, again.json()["code"]) == (400, 1)


def test_the_token_url_wants_basic_credentials(app: PinterestApp) -> None:
    address = f"{app.sandbox.host('api.pinterest.com')}/v5/oauth/token"
    form = {"grant_type": "refresh_token", "refresh_token": app.tokens["refresh_token"]}
    wrong = "Basic " + base64.b64encode(b"3000003:wrong").decode()
    for authorization in ("", wrong):
        refused = WEB.post(address, data=form, headers={"authorization": authorization})
        assert refused.status_code == 401
        assert refused.json() == {"code": 2, "message": "Authentication failed."}
    assert app.refresh(app.tokens["refresh_token"]).status_code == 200


def test_the_refresh_token_rotates_for_as_long_as_it_is_used(app: PinterestApp) -> None:
    first = app.tokens["refresh_token"]
    for _ in range(3):
        app.sandbox.world.advance(40 * DAY)
        assert app.call("GET", "/user_account").status_code == 401
        app.tokens = app.refresh(app.tokens["refresh_token"]).json()
        assert app.call("GET", "/user_account").status_code == 200
    assert app.refresh(first).status_code == 401


def test_an_unused_refresh_token_dies_and_a_revoked_one_too(app: PinterestApp) -> None:
    revoked = app.tokens["access_token"]
    assert app.token_url("/revoke", token=revoked).status_code == 200
    assert app.call("GET", "/user_account").status_code == 401
    app.tokens = app.exchange(app.code()).json()
    app.sandbox.world.advance(60 * DAY)
    assert app.refresh(app.tokens["refresh_token"]).status_code == 401


def test_a_pin_needs_all_four_scopes(sandbox: SandboxServer) -> None:
    reader = PinterestApp(sandbox, "boards:read,pins:read,pins:write")
    refused = reader.pin()
    assert (refused.status_code, refused.json()["code"]) == (403, 3)
    assert "boards:write" in refused.json()["message"]


def test_a_board_is_made_once_under_its_name(app: PinterestApp) -> None:
    made = app.call("POST", "/boards", json={"name": "Terracotta", "privacy": "PUBLIC"})
    assert made.status_code == 201
    names = [board["name"] for board in app.call("GET", "/boards").json()["items"]]
    assert names == ["Terracotta", "Handmade"]
    again = app.call("POST", "/boards", json={"name": "terracotta"})
    assert (again.status_code, again.json()["code"]) == (400, 58)
    path = f"/boards/{made.json()['id']}"
    assert app.call("PATCH", path, json={"name": "Clay"}).json()["name"] == "Clay"
    assert app.call("DELETE", path).status_code == 204
    assert app.call("GET", path).json() == {"code": 40, "message": "Board not found."}


def test_a_pin_fetches_its_image_and_is_seen_by_people(app: PinterestApp) -> None:
    made = app.pin()
    assert made.status_code == 201
    pin = made.json()
    assert pin["media"]["images"]["600x"]["height"] == 600
    assert pin["dominant_color"].startswith("#")
    assert published(app) == [pin["id"]]
    fetched = httpx2.URL(app.body()["media_source"]["url"]).path
    assert fetched.startswith("/_sandbox/blobs/")
    page = WEB.get(
        f"{app.sandbox.host('www.pinterest.com')}/pin/{pin['id']}/", follow_redirects=True
    )
    assert page.status_code == 200
    assert "Hand-painted vase" in page.text


def test_a_pin_may_carry_its_image(app: PinterestApp) -> None:
    encoded = base64.b64encode(picture("PNG")).decode()
    source = {"source_type": "image_base64", "content_type": "image/png", "data": encoded}
    assert app.pin(media_source=source).status_code == 201
    source["content_type"] = "image/jpeg"
    assert app.pin(media_source=source).status_code == 400


def test_a_carousel_has_two_to_five_images(app: PinterestApp) -> None:
    items = [{"url": app.hosted(picture(colour=colour))} for colour in ("red", "blue")]
    source = {"source_type": "multiple_image_urls", "items": items}
    pin = app.pin(media_source=source).json()
    assert (pin["creative_type"], len(pin["media"]["items"])) == ("CAROUSEL", 2)
    assert app.pin(media_source={**source, "items": items[:1]}).status_code == 400


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (picture("WEBP"), "image/webp"),
        (picture("GIF"), "image/gif"),
        (picture()[:300], "image/jpeg"),
        (b"<html></html>", "text/html"),
    ],
    ids=["webp", "gif", "cut", "html"],
)
def test_only_whole_png_and_jpeg_images_are_taken(
    app: PinterestApp, content: bytes, media_type: str
) -> None:
    address = app.hosted(content, media_type)
    refused = app.pin(media_source={"source_type": "image_url", "url": address})
    assert (refused.status_code, refused.json()["code"]) == (400, 1)
    assert published(app) == []


def test_an_image_that_cannot_be_fetched_is_told_apart(app: PinterestApp) -> None:
    for address in (
        f"{app.sandbox.url}/_sandbox/blobs/none",
        "http://127.0.0.1:9/x.jpg",
        "nowhere",
    ):
        refused = app.pin(media_source={"source_type": "image_url", "url": address})
        assert refused.status_code == 400
        assert "Unable to reach the URL" in refused.json()["message"]


def test_pins_of_a_board_come_newest_first_in_pages(app: PinterestApp) -> None:
    board = app.board_id()
    ids = [app.pin(title=f"Vase {number}").json()["id"] for number in range(5)]
    seen: list[str] = []
    query: dict[str, Any] = {"page_size": 2}
    while True:
        page = app.call("GET", f"/boards/{board}/pins", params=query).json()
        seen += [pin["id"] for pin in page["items"]]
        if page["bookmark"] is None:
            break
        query["bookmark"] = page["bookmark"]
    assert seen == ids[::-1]
    assert app.call("GET", f"/boards/{board}/pins?page_size=251").status_code == 400
    assert app.call("GET", f"/boards/{board}/pins?bookmark=zzz").status_code == 400


def test_a_pin_can_be_changed_and_deleted(app: PinterestApp) -> None:
    id_ = app.pin().json()["id"]
    changed = app.call("PATCH", f"/pins/{id_}", json={"title": "Blue vase"})
    assert changed.json()["title"] == "Blue vase"
    assert changed.json()["description"].startswith("Thrown")
    assert app.call("DELETE", f"/pins/{id_}").status_code == 204
    gone = app.call("GET", f"/pins/{id_}")
    assert (gone.status_code, gone.json()) == (404, {"code": 50, "message": "Pin not found."})


def test_unknown_boards_and_sections_are_not_found(app: PinterestApp) -> None:
    assert app.pin(board_id="1").json()["code"] == 40
    assert app.pin(board_section_id="1").json()["code"] == 2031
    assert published(app) == []


def test_a_section_is_of_its_board_and_lists_its_pins(app: PinterestApp) -> None:
    board = app.board_id()
    there = f"/boards/{board}/sections"
    made = app.call("POST", there, json={"name": "Lamps"})
    assert made.status_code == 201
    section = made.json()["id"]
    assert app.call("POST", there, json={"name": "x" * 181}).status_code == 400
    assert app.call("GET", there).json()["items"] == [{"id": section, "name": "Lamps"}]
    pin = app.pin(board_section_id=section).json()
    app.pin()
    listed = app.call("GET", f"{there}/{section}/pins").json()["items"]
    assert [one["id"] for one in listed] == [pin["id"]]
    other = app.call("POST", "/boards", json={"name": "Other"}).json()["id"]
    assert app.pin(board_id=other, board_section_id=section).json()["code"] == 2031
    assert app.call("GET", f"/boards/{other}/sections/{section}/pins").status_code == 404
    assert app.call("DELETE", f"{there}/{section}").status_code == 204
    assert app.call("GET", f"/pins/{pin['id']}").json()["board_section_id"] is None


def test_a_carousel_has_one_shape_and_its_slots_are_changed_together(app: PinterestApp) -> None:
    items = [{"url": app.hosted(picture(colour=colour))} for colour in ("red", "blue")]
    wide = {"url": app.hosted(picture(size=(900, 300)))}
    source = {"source_type": "multiple_image_urls", "items": [*items, wide]}
    assert app.pin(media_source=source).status_code == 400
    pin = app.pin(media_source={**source, "items": items}).json()
    path = f"/pins/{pin['id']}"
    assert app.call("PATCH", path, json={"carousel_slots": [{"title": "a"}]}).status_code == 400
    slots = [{"title": "a", "other": "x"}, {"title": "b"}]
    changed = app.call("PATCH", path, json={"carousel_slots": slots}).json()
    assert [item["title"] for item in changed["media"]["items"]] == ["a", "b"]
    settings.change(app.sandbox.world, "pinterest_pin_update", "closed")
    assert app.call("PATCH", path, json={"title": "c"}).status_code == 403


def test_the_write_quota_of_a_minute_is_kept(app: PinterestApp) -> None:
    settings.change(app.sandbox.world, "pinterest_write_per_minute", 1)
    assert app.pin().status_code == 201
    limited = app.pin()
    assert (limited.status_code, limited.json()["code"]) == (429, 8)
    assert limited.headers["x-ratelimit-remaining"] == "0"
    app.sandbox.world.advance(60)
    assert app.pin().status_code == 201


def test_accepted_then_silent_leaves_one_pin_to_be_found(app: PinterestApp) -> None:
    WEB.post(
        f"{app.sandbox.url}/_sandbox/faults",
        json={
            "vendor": "pinterest",
            "method": "POST",
            "path": "/v5/pins",
            "kind": "accept_then_timeout",
            "seconds": 0.1,
        },
    )
    with pytest.raises(httpx2.TransportError):
        app.pin()
    pins = app.call("GET", f"/boards/{app.board_id()}/pins").json()["items"]
    assert [pin["link"] for pin in pins] == ["https://example.org/vase?utm_content=post_1"]
    assert published(app) == [pins[0]["id"]]


def test_the_faults_speak_pinterests_words(app: PinterestApp) -> None:
    seen = []
    for kind in ("expired_token", "rate_limit", "error"):
        fault = {"vendor": "pinterest", "kind": kind}
        WEB.post(f"{app.sandbox.url}/_sandbox/faults", json=fault)
        answer = app.call("GET", "/user_account")
        seen.append((answer.status_code, sorted(answer.json())))
    assert seen == [(status, ["code", "message"]) for status in (401, 429, 500)]
