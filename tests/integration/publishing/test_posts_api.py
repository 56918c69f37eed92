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
from tests.integration.account import Account, State
from tests.integration.aws import Cloud, Reply, signed_token
from tests.integration.conftest import afresh
from tests.integration.tenants import Artisan, furnished
from tests.unit.publishing.platform import listing

NEVER_SET = {"If-Match": '"0"'}
"""The version of preferences that nobody has set yet."""
CHOSEN = {"etsy": {"category": {"id": "2903", "name": "Scarves"}}}


class Desk:
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

    def switch_off(self, platform: str) -> None:
        path = f"/connections/{platform}/preferences"
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
def furniture(account: Account) -> tuple[Artisan, State]:
    """Somebody with one of everything, and the account in which it was made."""
    with afresh(), account.open() as cloud:
        return furnished(cloud, "asha"), account.saved()


@pytest.fixture
def desk(cloud: Cloud, account: Account, furniture: tuple[Artisan, State]) -> Desk:
    artisan, state = furniture
    account.put_back(state)
    # Her first token lasts a quarter of an hour, and a run may take longer.
    token = signed_token(artisan.user_id)
    return Desk(cloud, replace(artisan, token=token, owned={**artisan.owned}))


def wrong(reply: Reply) -> list[str]:
    assert reply.status == 422, reply.text
    assert reply.error["details"]["remedy"]
    return [one["field"] for one in reply.error["details"]["fields"]]


def test_a_choice_by_craft_is_proposed_for_the_next_piece(desk: Desk) -> None:
    product = {
        "title": "Stole",
        "craft": "Ajrakh",
        "price": {"amount": "1450.00", "currency": "INR"},
        "quantity": 3,
    }
    made = desk.ask("POST", "/products", product, context="catalog").data
    desk.artisan.owned["product_id"] = made["product_id"]
    assert channels.field_values(desk.artisan.user_id, "etsy", "Ajrakh") == {}

    post = desk.create("etsy", field_values=CHOSEN)

    assert post.status == 201, post.text
    assert channels.field_values(desk.artisan.user_id, "etsy", "Ajrakh") == {"category": "2903"}
    assert channels.field_values(desk.artisan.user_id, "etsy", "Dokra") == {}
    (row,) = [one for one in desk.cloud.items("publishing") if one.get("field_values")]
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
    desk: Desk, field_values: dict[str, Any], named: str
) -> None:
    assert wrong(desk.create("etsy", field_values=field_values)) == [named]


def test_a_platform_that_is_switched_off_is_refused(desk: Desk) -> None:
    post = desk.create("etsy", "facebook").data
    desk.switch_off("etsy")

    for reply in (
        desk.create("etsy"),
        desk.ask("POST", f"/posts/{post['post_id']}/publish", {}),
    ):
        assert (reply.status, reply.error["code"]) == (409, "platform_disabled")
        assert reply.error["details"]["remedy"]
    assert desk.create("facebook").status == 201


def test_what_is_published_tells_what_can_be_done_with_it(desk: Desk) -> None:
    fresh = desk.create("etsy").data["targets"][0]
    assert (fresh["can_update"], fresh["can_unpublish"], fresh["operation"]) == (False, False, None)
    for platform in ("etsy", "instagram", "meesho"):
        post_id = desk.published_on(platform)
        (target,) = desk.ask("GET", f"/posts/{post_id}").data["targets"]
        told = (target["can_update"], target["can_unpublish"])
        assert told == tuple(channels.edit_support(platform)), platform
        assert target["operation"] is None


def test_what_is_not_there_or_not_connected_is_not_tended(desk: Desk) -> None:
    draft = desk.create("etsy").data["post_id"]
    there = desk.published_on("etsy")
    elsewhere = desk.published_on("instagram")
    for method in ("PATCH", "DELETE"):
        for post_id, platform, status, code in (
            (draft, "etsy", 409, "not_published"),
            (there, "facebook", 409, "not_published"),
            (there, "etsy", 409, "platform_not_connected"),
            (elsewhere, "instagram", 409, "edit_not_supported"),
            ("post_none", "etsy", 404, "post_not_found"),
        ):
            reply = desk.ask(method, f"/posts/{post_id}/targets/{platform}/listing")
            assert (reply.status, reply.error["code"]) == (status, code), (method, platform)
            assert reply.error["details"]["remedy"]
