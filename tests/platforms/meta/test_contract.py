"""What we send to Facebook and Instagram exists in Meta's own node specs."""

import json
import re
from typing import Any

import pytest

from tests.contract.channels.journey import journey
from tests.platforms.meta.test_stand_in_contract import SPECS, edge_parameters, node_fields

pytestmark = pytest.mark.skipif(
    not SPECS.is_dir(), reason="Meta's node specs are not on this machine (HAAT_SHARED)"
)

# Parameters of every Graph call, which node specs do not repeat.
GENERAL = {"access_token", "appsecret_proof", "fields", "limit", "since", "until", "after"}
# Login is described by guides only: developers.facebook.com/docs/facebook-login/guides.
LOGIN = re.compile(r"/(v[\d.]+/)?(oauth/|debug_token|access_token|refresh_access_token|dialog)")
ROOTS = {"facebook": "Page", "instagram": "IGUser"}
EDGES = {"feed": "PagePost", "photos": "Photo", "media": "IGMedia", "accounts": "Page"}
# What a person may do on a Page is told on this edge only: …/reference/user/accounts.
ACCOUNTS = {"tasks"}
# The container's node is documented in instagram-platform/reference/ig-container only.
CONTAINER = {"id", "status_code", "status"}
# Instagram Login names the account's id and kind so: …/reference/me.
IG_ME = {"user_id", "username", "account_type"}


def asked_fields(text: str) -> set[str]:
    """Top-level names of a `fields` parameter."""
    while re.search(r"\{[^{}]*\}", text):
        text = re.sub(r"\{[^{}]*\}", "", text)
    return {name for name in text.split(",") if name}


def graph_calls(entries: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[str]]]:
    """Calls to the Graph host with the parts of their paths, the version first."""
    return [
        (one, one["path"].strip("/").split("/"))
        for one in entries
        if one["host"].startswith("graph.") and not LOGIN.match(one["path"])
    ]


@pytest.mark.parametrize("photos", [1, 3])
@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_each_parameter_and_field_exists(
    platform: str, photos: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with journey(platform, monkeypatch, photos=photos) as entries:
        calls = graph_calls(entries)
    assert {one["status"] for one, _ in calls} == {200}
    seen = set()
    for one, (version, first, *edge) in calls:
        assert version == "v26.0"
        root = "User" if first == "me" and platform == "facebook" else ROOTS[platform]
        sent = {*one["query"], *one["fields"]} - GENERAL
        if edge and one["method"] != "DELETE":
            known = set(edge_parameters(root, one["method"], edge[0])) if sent else set()
            assert sent <= known, (edge, sent - known)
            seen.add((one["method"], edge[0]))
        if not edge and one["method"] != "GET" and platform == "facebook":
            # What is changed and deleted by its id is a post.
            assert sent <= set(edge_parameters("PagePost", one["method"], ""))
            seen.add((one["method"], "post"))
        asked = asked_fields(one["query"].get("fields", ""))
        if asked:
            fields = node_fields(EDGES[edge[0]]) | ACCOUNTS if edge else fields_of_any(platform)
            assert asked <= fields, (one["path"], asked - fields)
    assert (
        seen
        >= {
            "facebook": {("POST", "photos"), ("POST", "feed"), ("GET", "feed")},
            "instagram": {("POST", "media"), ("POST", "media_publish"), ("GET", "media")},
        }[platform]
    )


@pytest.mark.parametrize(("method", "takes"), [("POST", {"message"}), ("DELETE", set())])
def test_a_post_can_be_changed_and_deleted(method: str, takes: set[str]) -> None:
    assert takes <= set(edge_parameters("PagePost", method, ""))


def test_a_carousel_names_its_parts_as_meta_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with journey("instagram", monkeypatch, photos=3) as entries:
        made = [
            one["fields"]
            for one in entries
            if one["method"] == "POST" and one["path"].endswith("/media")
        ]
    *parts, whole = made
    assert [one["is_carousel_item"] for one in parts] == ["true"] * 3
    assert all("caption" not in one and one["alt_text"] for one in parts)
    assert whole["media_type"] == "CAROUSEL"
    assert len(whole["children"].split(",")) == 3
    assert edge_parameters("IGUser", "POST", "media")["children"] == "list<string>"


def fields_of_any(platform: str) -> set[str]:
    """Fields of the nodes that are read by their id."""
    if platform == "facebook":
        return node_fields("PagePost") | node_fields("Page")
    return node_fields("IGMedia") | CONTAINER | IG_ME


def test_the_post_attaches_the_photo_as_meta_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with journey("facebook", monkeypatch) as entries:
        (post,) = (
            one for one in entries if one["method"] == "POST" and one["path"].endswith("/feed")
        )
    (attached,) = json.loads(post["fields"]["attached_media"])
    assert set(attached) == {"media_fbid"}
    assert edge_parameters("Page", "POST", "feed")["attached_media"] == "list<Object>"


def test_tokens_travel_in_no_address_of_a_post(monkeypatch: pytest.MonkeyPatch) -> None:
    with journey("instagram", monkeypatch) as entries:
        posts = [one for one in entries if one["method"] == "POST"]
    assert posts
    assert all(one["query"] == {} for one in posts if one["host"].startswith("graph."))
