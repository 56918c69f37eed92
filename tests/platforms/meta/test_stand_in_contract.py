"""What Meta's stand-ins read and answer exists in Meta's own node specs."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest

from infra.local.sandbox.facebook import feed, pictures
from infra.local.sandbox.facebook.accounts import PAGES
from infra.local.sandbox.fetch import inspect
from infra.local.sandbox.graph import GraphRefusal, Parameters
from infra.local.sandbox.instagram import containers
from infra.local.sandbox.instagram.publishing import media_node
from infra.local.sandbox.server import SandboxServer
from infra.local.sandbox.world import World
from tests.integration.sandbox.meta.oauth_steps import GRAPH, IG, instagram_token, user_token
from tests.integration.sandbox.picture_server import PictureServer, drawn

SHARED = Path(os.environ.get("HAAT_SHARED", Path(__file__).parents[4] / "shared"))
SPECS = SHARED / "contracts" / "meta" / "specs"
pytestmark = pytest.mark.skipif(
    not SPECS.is_dir(), reason="Meta's node specs are not on this machine (HAAT_SHARED)"
)
# Answers that the node specs do not carry; Meta's guides do (platform reference, section 1).
GUIDES = {"Photo": {"post_id"}}


class RecordingParameters(Parameters):
    """Parameters that remember which names were read."""

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> None:
        super().__init__(values, files or {})
        self.read: set[str] = set()

    def text(self, name: str) -> str | None:
        self.read.add(name)
        return super().text(name)


def spec(node: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SPECS / f"{node}.json").read_text())
    return loaded


def edge_parameters(node: str, method: str, edge: str) -> dict[str, str]:
    """Parameter name → type of one call; without an edge, of the node's own."""
    (call,) = (
        one
        for one in spec(node)["apis"]
        if one["method"] == method and one.get("endpoint", "") == edge
    )
    return {parameter["name"]: parameter["type"] for parameter in call["params"]}


def node_fields(node: str) -> set[str]:
    """Fields and edges of a node."""
    loaded = spec(node)
    edges = {one["endpoint"] for one in loaded["apis"] if "endpoint" in one}
    return {field["name"] for field in loaded["fields"]} | edges | GUIDES.get(node, set())


@pytest.fixture
def world() -> World:
    return World(clock=lambda: 1_795_000_000.0)


def some_photo(world: World, **given: str) -> tuple[dict[str, Any], RecordingParameters]:
    noting = RecordingParameters({"published": "false", **given})
    return pictures.keep(world, PAGES[0], inspect(drawn()), noting), noting


def test_photos_reads_only_parameters_that_exist(world: World) -> None:
    _, noting = some_photo(world)
    given = RecordingParameters({"url": "not an address"})
    with pytest.raises(GraphRefusal):
        anyio.run(pictures.picture_of, given)
    noting.flag("published", default=True)
    read = noting.read | given.read
    assert {"url", "published", "temporary", "alt_text_custom", "caption", "message"} <= read
    assert read <= set(edge_parameters("Page", "POST", "photos"))


def test_feed_reads_only_parameters_that_exist(world: World) -> None:
    photo, _ = some_photo(world)
    attached = json.dumps([{"media_fbid": photo["id"]}])
    given = RecordingParameters(
        {"message": "x", "attached_media": attached, "link": "https://a.example"}
    )
    feed.compose(world, PAGES[0], given)
    assert {
        "message",
        "link",
        "attached_media",
        "published",
        "scheduled_publish_time",
    } == given.read
    assert given.read <= set(edge_parameters("Page", "POST", "feed"))


@pytest.mark.parametrize(
    ("name", "of_type", "value"),
    [
        ("published", "bool", "false"),
        ("scheduled_publish_time", "datetime", "1795003600"),
        ("scheduled_publish_time", "datetime", "2026-11-18T12:00:00+00:00"),
        ("attached_media", "list<Object>", "[]"),
        ("message", "string", "words"),
    ],
)
def test_feed_takes_a_value_of_each_parameters_type(
    world: World, name: str, of_type: str, value: str
) -> None:
    assert edge_parameters("Page", "POST", "feed")[name] == of_type
    given = {"message": "words", "published": "false", name: value}
    assert feed.compose(world, PAGES[0], Parameters(given, {}))["message"] == "words"


def test_a_post_and_a_photo_tell_only_fields_that_exist(world: World) -> None:
    photo, _ = some_photo(world, caption="c", alt_text_custom="a")
    attached = json.dumps([{"media_fbid": photo["id"]}])
    given = Parameters({"message": "x", "attached_media": attached}, {})
    post = feed.compose(world, PAGES[0], given)
    assert set(feed.post_node(world, PAGES[0], post)) <= node_fields("PagePost")
    assert set(pictures.photo_node(world, photo)) <= node_fields("Photo")


def instagram_container(
    world: World, url: str, **more: str
) -> tuple[dict[str, Any], RecordingParameters]:
    given = RecordingParameters({"image_url": url, "caption": "c", "alt_text": "a", **more})

    async def create() -> dict[str, Any]:
        return await containers.create(world, given)

    return anyio.run(create), given


def test_instagram_reads_only_parameters_that_exist(world: World) -> None:
    with PictureServer() as picture_server:
        url = picture_server.add(drawn())
        items = [instagram_container(world, url, is_carousel_item="true") for _ in range(2)]
    children = ",".join(item["id"] for item, _ in items)
    given = RecordingParameters({"media_type": "CAROUSEL", "children": children, "caption": "c"})
    anyio.run(containers.create, world, given)
    read = given.read | items[0][1].read
    assert {"image_url", "caption", "alt_text", "media_type", "children"} <= read
    assert read <= set(edge_parameters("IGUser", "POST", "media"))
    assert set(edge_parameters("IGUser", "POST", "media_publish")) == {"creation_id"}


def test_a_media_tells_only_fields_that_exist(world: World) -> None:
    with PictureServer() as picture_server:
        container, _ = instagram_container(world, picture_server.add(drawn()))
    world.advance(2)
    media = containers.publish(world, container["id"])
    assert set(media_node(world, media)) <= node_fields("IGMedia")


def test_a_published_image_has_a_media_type_of_the_spec(world: World) -> None:
    with PictureServer() as picture_server:
        container, _ = instagram_container(world, picture_server.add(drawn()))
    world.advance(2)
    media = containers.publish(world, container["id"])
    types = {field["name"]: field["type"] for field in spec("IGMedia")["fields"]}
    node = media_node(world, media)
    kinds = {"string": str, "bool": bool, "datetime": str}
    for name, value in node.items():
        if value is not None and types.get(name) in kinds:
            assert isinstance(value, kinds[types[name]]), name


def test_the_quota_and_the_accounts_tell_only_fields_that_exist() -> None:
    with (
        SandboxServer() as sandbox,
        httpx2.Client(base_url=sandbox.url, trust_env=False) as http,
    ):
        asked = {"access_token": instagram_token(http), "fields": "config,quota_usage"}
        quota = http.get(f"{IG}/me/content_publishing_limit", params=asked).json()["data"][0]
        accounts = http.get(
            f"{GRAPH}/me/accounts", params={"access_token": user_token(http)}
        ).json()
    fields = {field["name"] for field in spec("ContentPublishingLimitResponse")["fields"]}
    assert set(quota) == fields
    # ``tasks`` stands in Meta's Pages guide and not in the node spec.
    assert set(accounts["data"][0]) - {"tasks"} <= node_fields("Page")
