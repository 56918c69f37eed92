"""Posts through the real API handler: choices, platforms switched off, and what may be pressed."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from functions.channels import public as channels
from functions.channels.model.listing import LossPart
from functions.channels.wiring.container import container
from tests.integration.aws import Cloud, Reply, signed_token
from tests.integration.conftest import fresh_environment
from tests.integration.moto_account import AccountState, MotoAccount
from tests.integration.publications import (
    account_id,
    connected,
    connection_id,
    disconnect,
    live_publication,
)
from tests.integration.tenants import Artisan, seeded_artisan

NEVER_SET = {"If-Match": '"0"'}
"""The version of preferences that nobody has set yet."""
CHOSEN = {"field_values": {"category": {"id": "2903", "name": "Scarves"}}}


class PostsClient:
    """One artisan with a product, approved words, and an account on each of some platforms."""

    def __init__(self, cloud: Cloud, artisan: Artisan) -> None:
        self.cloud = cloud
        self.artisan = artisan

    def ask(
        self, method: str, path: str, body: object = None, context: str = "publishing"
    ) -> Reply:
        token = self.artisan.token
        return self.cloud.api(context, method, path, body, token=token, headers=NEVER_SET)

    def connect(self, *platforms: str) -> None:
        """A connection to an account of each, as the consent flow leaves it."""
        for platform in platforms:
            connected(self.artisan.user_id, platform)

    def create(self, *platforms: str, **more: object) -> Reply:
        accepts = get_args(LossPart)
        places = [{"platform": platform, "accepts": accepts, **more} for platform in platforms]
        wish = {"product_id": self.artisan.owned["product_id"], "places": places}
        return self.ask("POST", "/posts", wish)

    def switch_off(self, platform: str) -> None:
        path = f"/connections/{connection_id(platform)}/preferences"
        reply = self.ask("PUT", path, {"enabled": False}, context="channels")
        assert reply.status == 200, reply.text

    def published_on(self, platform: str) -> str:
        """A publication that has been confirmed there, as the workflow would leave it."""
        self.connect(platform)
        post = self.create(platform, account_id=account_id(platform)).data
        return live_publication(self.artisan.user_id, post["post_id"], platform)


@pytest.fixture(scope="session")
def seeded(account: MotoAccount) -> tuple[Artisan, AccountState]:
    """Somebody with one of everything, and the account in which it was made."""
    with fresh_environment(), account.open() as cloud:
        return seeded_artisan(cloud, "asha"), account.saved()


@pytest.fixture
def client(cloud: Cloud, account: MotoAccount, seeded: tuple[Artisan, AccountState]) -> PostsClient:
    artisan, state = seeded
    account.put_back(state)
    # Her first token lasts a quarter of an hour, and a run may take longer.
    token = signed_token(artisan.user_id)
    return PostsClient(cloud, replace(artisan, token=token, owned={**artisan.owned}))


def wrong(reply: Reply) -> list[str]:
    assert reply.status == 422, reply.text
    assert reply.error["details"]["remedy"]
    return [one["field"] for one in reply.error["details"]["fields"]]


def test_a_post_is_made_without_channels_platforms_and_secrets(client: PostsClient) -> None:
    """The API may read channels' table, and no more."""
    assert client.create("etsy").status == 201
    built = {*vars(container())}
    assert "stored_connections" in built
    assert built & {"platforms", "vendor_client", "secrets", "token_access"} == set()


def test_a_choice_by_craft_is_proposed_for_the_next_piece(client: PostsClient) -> None:
    client.connect("etsy")
    craft = client.ask("GET", f"/products/{client.artisan.owned['product_id']}", None, "catalog")
    made = craft.data["craft"]
    etsy = (client.artisan.user_id, "etsy", account_id("etsy"))
    assert channels.field_values(*etsy, made) == {}

    post = client.create("etsy", **CHOSEN)

    assert post.status == 201, post.text
    assert channels.field_values(*etsy, made) == {"category": "2903"}
    assert channels.field_values(*etsy, "Another craft") == {}


def test_a_product_without_a_price_is_refused_with_the_field_that_lacks(
    client: PostsClient,
) -> None:
    client.connect("etsy")
    path = f"/products/{client.artisan.owned['product_id']}"
    version = client.ask("GET", path, None, "catalog").data["version"]
    token, headers = client.artisan.token, {"If-Match": f'"{version}"'}
    emptied = client.cloud.api(
        "catalog", "PATCH", path, {"price": None}, token=token, headers=headers
    )
    assert emptied.status == 200, emptied.text

    reply = client.create("etsy")

    assert (reply.status, reply.error["code"]) == (409, "product_incomplete")
    assert reply.error["details"]["fields"] == [{"field": "price", "reason": "it is missing"}]


@pytest.mark.parametrize(
    ("field_values", "named"),
    [
        ({"board": {"id": "1", "name": "Home"}}, "places.0.field_values.board"),
        ({"category": {"id": "", "name": "Scarves"}}, "places.0.field_values.category.id"),
        ({"category": "2903"}, "places.0.field_values.category"),
    ],
)
def test_a_choice_that_is_not_there_is_named(
    client: PostsClient, field_values: dict[str, Any], named: str
) -> None:
    assert wrong(client.create("etsy", field_values=field_values)) == [named]


def test_an_account_that_is_switched_off_is_refused(client: PostsClient) -> None:
    client.connect("etsy", "facebook")
    post = client.create("etsy", "facebook").data
    client.switch_off("etsy")

    for reply in (
        client.create("etsy"),
        client.ask("POST", f"/posts/{post['post_id']}/publish", {}),
    ):
        assert (reply.status, reply.error["code"]) == (409, "platform_disabled")
        assert reply.error["details"]["remedy"]
    assert client.create("facebook").status == 201


def test_what_is_live_tells_what_can_be_done_with_it(client: PostsClient) -> None:
    (planned,) = client.create("etsy").data["targets"]
    assert (planned["publication"], planned["outcome"]) == (None, None)
    for platform in ("etsy", "instagram", "meesho"):
        publication_id = client.published_on(platform)
        found = client.ask("GET", f"/publications/{publication_id}").data
        support = (found["can_update"], found["can_unpublish"])
        does = channels.edit_support(platform)
        assert support == (does.can_update, does.can_unpublish), platform
        assert (found["operation"], found["number"]) == (None, 1)
        assert found["account"] == {"id": account_id(platform), "name": "Asha Dokra Art"}
        assert found["live_since"]


def test_where_a_piece_is_live_is_listed_and_it_is_not_published_there_again(
    client: PostsClient,
) -> None:
    product_id = client.artisan.owned["product_id"]
    live = client.published_on("etsy")

    token, query = client.artisan.token, {"product_id": product_id}
    found = client.cloud.api("publishing", "GET", "/publications", token=token, query=query)
    listed = found.data["items"]
    again = client.create("etsy").data["post_id"]
    refused = client.ask("POST", f"/posts/{again}/publish", {})

    assert live in [one["publication_id"] for one in listed]
    assert (refused.status, refused.error["code"]) == (409, "already_live")
    assert refused.error["details"]["places"] == [
        {"platform": "etsy", "account_id": account_id("etsy"), "publication_id": live}
    ]


def test_what_is_not_there_or_not_connected_cannot_be_edited(client: PostsClient) -> None:
    there = client.published_on("etsy")
    elsewhere = client.published_on("instagram")
    disconnect(client.artisan.user_id, "etsy")
    for method in ("PATCH", "DELETE"):
        for publication_id, status, code in (
            (there, 409, "account_not_connected"),
            (elsewhere, 409, "edit_not_supported"),
            ("pub_none", 404, "publication_not_found"),
        ):
            reply = client.ask(method, f"/publications/{publication_id}/listing")
            assert (reply.status, reply.error["code"]) == (status, code), (method, publication_id)
            assert reply.error["details"]["remedy"]
