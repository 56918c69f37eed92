"""Posts through the real API handler: choices, platforms switched off, and what may be pressed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.channels import public as channels
from functions.publishing.adapters.dynamo import DynamoPosts
from functions.publishing.model.target import Target
from kernel.aws.outbox import Outbox
from kernel.aws.table import Table
from kernel.clock import SystemClock
from kernel.ids import RandomIds
from tests.clocks import now
from tests.integration.aws import Cloud, Reply, signed_token
from tests.integration.conftest import fresh_environment
from tests.integration.moto_account import AccountState, MotoAccount
from tests.integration.tenants import Artisan, seeded_artisan
from tests.unit.publishing.in_memory_platform import listing

NEVER_SET = {"If-Match": '"0"'}
"""The version of preferences that nobody has set yet."""
CHOSEN = {"etsy": {"category": {"id": "2903", "name": "Scarves"}}}


class PostsClient:
    """One artisan with a product and an approved draft."""

    def __init__(self, cloud: Cloud, artisan: Artisan) -> None:
        self.cloud = cloud
        self.artisan = artisan

    def ask(
        self, method: str, path: str, body: object = None, context: str = "publishing"
    ) -> Reply:
        token = self.artisan.token
        return self.cloud.api(context, method, path, body, token=token, headers=NEVER_SET)

    def create(self, *platforms: str, **more: object) -> Reply:
        named = {name: self.artisan.owned[name] for name in ("draft_id", "product_id")}
        return self.ask("POST", "/posts", {**named, "platforms": list(platforms), **more})

    def switch_off(self) -> None:
        """Switch off her one connected account, which is Meesho's."""
        path = f"/connections/{self.artisan.owned['connection_id']}/preferences"
        reply = self.ask("PUT", path, {"enabled": False}, context="channels")
        assert reply.status == 200, reply.text

    def published_on(self, platform: str) -> str:
        """A post that has been confirmed there, as the workflow would leave it."""
        post = self.create(platform).data
        table = Table("haat-publishing", self.cloud.client("dynamodb"))
        posts = DynamoPosts(table, Outbox(SystemClock(), RandomIds()), timedelta(minutes=1))
        found, at = posts.get(post["post_id"]), now()
        assert found is not None
        target = Target(
            "tgt_1",
            found.post_id,
            found.owner_id,
            platform,
            listing(),
            "confirmed",
            "start",
            at,
            url="https://bazaar.example/1",
            external_id="1",
        )
        posts.save(found.begun(at), [target])
        return found.post_id


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


def test_a_choice_by_craft_is_proposed_for_the_next_piece(client: PostsClient) -> None:
    product = {
        "title": "Stole",
        "craft": "Ajrakh",
        "price": {"amount": "1450.00", "currency": "INR"},
        "quantity": 3,
    }
    made = client.ask("POST", "/products", product, context="catalog").data
    client.artisan.owned["product_id"] = made["product_id"]
    assert channels.field_values(client.artisan.user_id, "etsy", "", "Ajrakh") == {}

    post = client.create("etsy", field_values=CHOSEN)

    assert post.status == 201, post.text
    assert channels.field_values(client.artisan.user_id, "etsy", "", "Ajrakh") == {
        "category": "2903"
    }
    assert channels.field_values(client.artisan.user_id, "etsy", "", "Dokra") == {}
    (row,) = [one for one in client.cloud.items("publishing") if one.get("field_values")]
    assert row["field_values"] == {"etsy": {"category": "2903"}}


@pytest.mark.parametrize(
    ("field_values", "named"),
    [
        ({"etsy": {"board": {"id": "1", "name": "Home"}}}, "field_values.etsy.board"),
        ({"pinterest": {"board": {"id": "1", "name": "Home"}}}, "field_values.pinterest"),
        ({"etsy": {"category": {"id": "", "name": "Scarves"}}}, "field_values.etsy.category.id"),
        ({"etsy": {"category": "2903"}}, "field_values.etsy.category"),
    ],
)
def test_a_choice_that_is_not_there_is_named(
    client: PostsClient, field_values: dict[str, Any], named: str
) -> None:
    assert wrong(client.create("etsy", field_values=field_values)) == [named]


def test_a_platform_that_is_switched_off_is_refused(client: PostsClient) -> None:
    post = client.create("meesho", "facebook").data
    client.switch_off()

    for reply in (
        client.create("meesho"),
        client.ask("POST", f"/posts/{post['post_id']}/publish", {}),
    ):
        assert (reply.status, reply.error["code"]) == (409, "platform_disabled")
        assert reply.error["details"]["remedy"]
    assert client.create("facebook").status == 201


def test_what_is_published_tells_what_can_be_done_with_it(client: PostsClient) -> None:
    fresh = client.create("etsy").data["targets"][0]
    assert (fresh["can_update"], fresh["can_unpublish"], fresh["operation"]) == (False, False, None)
    for platform in ("etsy", "instagram", "meesho"):
        post_id = client.published_on(platform)
        (target,) = client.ask("GET", f"/posts/{post_id}").data["targets"]
        support = (target["can_update"], target["can_unpublish"])
        assert support == tuple(channels.edit_support(platform)), platform
        assert target["operation"] is None


def test_what_is_not_there_or_not_connected_cannot_be_edited(client: PostsClient) -> None:
    draft = client.create("etsy").data["post_id"]
    there = client.published_on("etsy")
    elsewhere = client.published_on("instagram")
    for method in ("PATCH", "DELETE"):
        for post_id, platform, status, code in (
            (draft, "etsy", 409, "not_published"),
            (there, "facebook", 409, "not_published"),
            (there, "etsy", 409, "platform_not_connected"),
            (elsewhere, "instagram", 409, "edit_not_supported"),
            ("post_none", "etsy", 404, "post_not_found"),
        ):
            reply = client.ask(method, f"/posts/{post_id}/targets/{platform}/listing")
            assert (reply.status, reply.error["code"]) == (status, code), (method, platform)
            assert reply.error["details"]["remedy"]
