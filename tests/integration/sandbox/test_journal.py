import base64
import sqlite3
from pathlib import Path
from typing import Any

import httpx2
import pytest

from infra.local.sandbox import journal
from infra.local.sandbox.credentials import GEMINI_API_KEY
from infra.local.sandbox.facebook.registration import APP as FACEBOOK
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.world import World
from tests.integration.sandbox.meta.oauth_steps import (
    CALLBACK,
    GRAPH,
    PAGE,
    effects,
    facebook_code,
    facebook_exchange,
    instagram_token,
    page_token,
)
from tests.integration.sandbox.picture_server import drawn

GEMINI = "/generativelanguage.googleapis.com"


def entries(http: httpx2.Client, **query: str | int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = http.get("/_sandbox/log", params=query).json()["entries"]
    return found


def test_an_entry_tells_who_was_asked_what_and_what_came_of_it(http: httpx2.Client) -> None:
    token = page_token(http)
    last = http.get("/_sandbox/log").json()["last"]
    made = http.post(f"{GRAPH}/{PAGE}/feed", data={"access_token": token, "message": "A horse"})
    (entry,) = entries(http, since=last)
    assert entry["vendor"] == "facebook"
    assert entry["host"] == "graph.facebook.com"
    assert (entry["method"], entry["path"]) == ("POST", f"/v26.0/{PAGE}/feed")
    assert entry["fields"]["message"] == "A horse"
    assert (entry["status"], entry["vendor_status"], entry["fault"]) == (200, 200, None)
    assert (entry["effect"], entry["effect_id"]) == ("published", made.json()["id"])


class WorldThatFails(World):
    """A world that cannot write down what a request brought about, as if it died right then."""

    def put(self, kind: str, key: str, document: dict[str, Any]) -> None:
        if kind == journal.KIND and document["effect"]:
            raise OSError("no room")
        super().put(kind, key, document)


def test_no_post_is_kept_of_which_the_log_does_not_know() -> None:
    with (
        SandboxServer(WorldThatFails()) as sandbox,
        httpx2.Client(base_url=sandbox.url, trust_env=False) as http,
    ):
        token = page_token(http)
        made = http.post(f"{GRAPH}/{PAGE}/feed", data={"access_token": token, "message": "A horse"})
        assert made.status_code == 500
        assert sandbox.world.find("facebook.post") == []
        assert effects(http, "facebook") == []


def test_no_secret_reaches_the_log_or_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite3"
    with (
        SandboxServer(World(path)) as sandbox,
        httpx2.Client(base_url=sandbox.url, trust_env=False) as http,
    ):
        code = facebook_code(http)
        user = facebook_exchange(http, code=code, redirect_uri=CALLBACK % "facebook").body
        page = page_token(http, user["access_token"])
        http.get(f"{GRAPH}/me", headers={"authorization": f"Bearer {page}"})
        http.post(f"{GRAPH}/{PAGE}/feed", json={"access_token": page, "message": "m"})
        http.post(
            f"{GRAPH}/{PAGE}/photos",
            data={"access_token": page},
            files={"source": ("a.png", drawn(kind="PNG"), "image/png")},
        )
        http.get(
            "/generativelanguage.googleapis.com/v1/models/gemini-3", params={"key": GEMINI_API_KEY}
        )
        signed = "https://bucket.example/a.jpg?X-Amz-Signature=feedface&X-Amz-Expires=60"
        http.post(f"{GRAPH}/{PAGE}/photos", data={"access_token": page, "url": signed})
        ig = instagram_token(http)
        secrets = [
            code,
            user["access_token"],
            page,
            ig,
            FACEBOOK.client_secret,
            GEMINI_API_KEY,
            "feedface",
        ]
        log = http.get("/_sandbox/log").text + http.get("/people/log").text
        assert "X-Amz-Expires=60" in log
        assert "sha256:" in log
        assert [secret for secret in secrets if secret in log] == []
    with sqlite3.connect(path) as connection:
        kept = "".join(connection.iterdump())
    connection.close()
    assert [secret for secret in secrets if secret in kept] == []


def test_uploads_are_logged_by_name_and_size(http: httpx2.Client) -> None:
    content = drawn()
    http.post(
        f"{GRAPH}/{PAGE}/photos",
        data={"access_token": page_token(http), "published": "false"},
        files={"source": ("horse.jpg", content, "image/jpeg")},
    )
    fields = entries(http)[-1]["fields"]
    assert isinstance(fields, dict)
    assert fields["source"] == {
        "filename": "horse.jpg",
        "bytes": len(content),
        "type": "image/jpeg",
    }


def test_a_long_field_is_shown_as_its_digest_and_length(http: httpx2.Client) -> None:
    encoded = base64.b64encode(drawn() * 10).decode()
    part = {"inlineData": {"mimeType": "image/jpeg", "data": encoded}}
    http.post(
        f"{GEMINI}/v1/models/gemini-3:generateContent",
        json={"contents": [{"parts": [part]}]},
    )
    assert f"({len(encoded)} characters)" in str(entries(http)[-1]["fields"])
    assert encoded[:200] not in str(entries(http)[-1])


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{not json", "application/json", 401),
        (b"--x", "multipart/form-data", 400),
        (b"\xff\xfe", "text/x", 401),
    ],
)
def test_an_unreadable_body_is_logged_and_still_answered(
    http: httpx2.Client, content: bytes, media_type: str, status: int
) -> None:
    answer = http.post(
        f"{GRAPH}/{PAGE}/feed", content=content, headers={"content-type": media_type}
    )
    assert answer.status_code == status
    assert entries(http)[-1]["bytes"] == len(content)


def test_the_log_is_filtered_by_vendor_number_and_effect(http: httpx2.Client) -> None:
    token = page_token(http)
    instagram_token(http)
    made = http.post(f"{GRAPH}/{PAGE}/feed", data={"access_token": token, "message": "x"}).json()
    assert {entry["vendor"] for entry in entries(http)} == {"facebook", "instagram"}
    assert {entry["vendor"] for entry in entries(http, vendor="instagram")} == {"instagram"}
    assert effects(http, "facebook") == [made["id"]]
    assert [entry["effect_id"] for entry in entries(http, effect="*")] == [made["id"]]
    assert effects(http, "facebook", "deleted") == []
    everything = entries(http)
    assert entries(http, since=everything[-2]["number"]) == everything[-1:]
    assert http.get("/_sandbox/log", params={"since": "yesterday"}).status_code == 422


def test_clearing_the_log_keeps_the_posts_and_goes_on_counting(http: httpx2.Client) -> None:
    token = page_token(http)
    http.post(f"{GRAPH}/{PAGE}/feed", data={"access_token": token, "message": "x"})
    last = http.get("/_sandbox/log").json()["last"]
    http.delete("/_sandbox/log")
    assert entries(http) == []
    listed = http.get(f"{GRAPH}/{PAGE}/feed", params={"access_token": token}).json()
    assert len(listed["data"]) == 1
    assert entries(http)[0]["number"] == last + 1


def test_the_log_of_two_requests_for_one_post_each_shows_two(http: httpx2.Client) -> None:
    token = page_token(http)
    for words in ("one", "two"):
        http.post(f"{GRAPH}/{PAGE}/feed", data={"access_token": token, "message": words})
    assert len(set(effects(http, "facebook"))) == 2


def test_redaction_reaches_into_nested_json() -> None:
    shown = journal.redacted(
        {"a": [{"refresh_token": "s3cret", "title": "t"}], "maxOutputTokens": 5}
    )
    assert "s3cret" not in str(shown)
    assert shown["a"][0]["title"] == "t"
    assert shown["maxOutputTokens"] == 5
