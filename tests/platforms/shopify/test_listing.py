"""Selling on Shopify as the store then shows it: drafts nobody sees, one call that sells."""

import json
from dataclasses import replace
from typing import Any

import pytest

from functions.channels.public import (
    Handle,
    Listing,
    NotThere,
    Published,
    Ready,
    ReconnectNeeded,
    Rejected,
    StartOver,
    TryLater,
    Undetermined,
    Waiting,
)
from infra.local.sandbox import settings, shopify
from infra.local.sandbox.faults import FaultKind
from infra.local.sandbox.server import SandboxServer
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.oauth_client import (
    WEB,
    Artisan,
    account,
    calls,
    inject_fault,
    listing,
    pass_waiting_time,
    picture,
    published,
)

SHOP = "haat-craft-house.myshopify.com"


@pytest.fixture
def seller(artisan: Artisan) -> Artisan:
    """She has connected her store, and its pictures are ready at once."""
    settings.change(artisan.sandbox.world, "shopify_processing_ms", 0)
    assert artisan.connect("shopify") == {"connected": "shopify"}
    return artisan


def prepared(one: Listing) -> Handle:
    """The product, up to the irreversible call."""
    step = posting.start(*account("shopify"), one)
    while isinstance(step, Waiting):
        pass_waiting_time(one, step)
        step = posting.check(*account("shopify"), one, step.handle)
    assert isinstance(step, Ready)
    return step.handle


def sold(one: Listing) -> Published:
    return posting.finish(*account("shopify"), one, prepared(one))


def product(sandbox: SandboxServer) -> dict[str, Any]:
    """The one product in the store."""
    (kept,) = sandbox.world.find("shopify.product", shop=SHOP)
    return kept


def change(sandbox: SandboxServer, **fields: Any) -> None:
    """Somebody in the store changes the product."""
    kept = product(sandbox)
    sandbox.world.put("shopify.product", kept["number"], {**kept, **fields})


def asked(sandbox: SandboxServer, mutation: str) -> int:
    return calls(sandbox, "shopify", lambda one: f" {mutation}(" in str(one["fields"].get("query")))


def test_the_store_has_all_that_was_approved(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    done = sold(one)
    kept = product(seller.sandbox)
    (variant,) = kept["variants"]
    assert (kept["title"], kept["status"]) == (one.title, "ACTIVE")
    assert set(kept["tags"]) == set(one.tags)
    assert (variant["sku"], variant["price"], variant["tracked"]) == (one.sku, "1250.00", True)
    assert sum(variant["stock"].values()) == one.quantity
    (media,) = seller.sandbox.world.find("shopify.media")
    assert (media["alt"], media["source"]) == (one.alt_text, one.pictures["square"].url)
    assert done.external_id == kept["number"]
    assert one.marker.replace("_", "-") in done.url


def test_nobody_sees_the_draft_and_everybody_what_is_on_sale(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    handle = prepared(one)
    kept = product(seller.sandbox)
    assert (kept["status"], len(kept["publications"])) == ("DRAFT", 1)
    address = f"{seller.sandbox.host(SHOP)}/products/{kept['handle']}"
    assert WEB.get(address).status_code == 404
    assert published(seller.sandbox, "shopify") == []
    done = posting.finish(*account("shopify"), one, handle)
    page = WEB.get(done.url)
    assert (page.status_code, one.title in page.text) == (200, True)
    assert published(seller.sandbox, "shopify") == [done.external_id]


def test_starting_twice_is_one_product_with_one_picture(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    assert prepared(one) == prepared(one)
    assert len(product(seller.sandbox)["media"]) == 1
    assert len(seller.sandbox.world.find("shopify.media")) == 1


def test_a_changed_stock_of_a_draft_is_set_once(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    prepared(one)
    assert asked(seller.sandbox, "inventorySetQuantities") == 0
    more = replace(one, quantity=7)
    for _ in range(2):
        prepared(more)
    (variant,) = product(seller.sandbox)["variants"]
    assert sum(variant["stock"].values()) == 7
    assert asked(seller.sandbox, "inventorySetQuantities") == 1


def test_what_is_on_sale_is_never_made_a_draft_again(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    done = sold(one)
    assert posting.start(*account("shopify"), one) == done
    assert product(seller.sandbox)["status"] == "ACTIVE"
    assert asked(seller.sandbox, "productSet") == 1


def test_a_start_that_died_before_the_store_is_completed_by_finish(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    prepared(one)
    change(seller.sandbox, publications=[])
    found = posting.reconcile(*account("shopify"), one, None, now())
    assert isinstance(found, Ready)
    done = posting.finish(*account("shopify"), one, found.handle)
    assert WEB.get(done.url).status_code == 200
    assert published(seller.sandbox, "shopify") == [done.external_id]


def test_a_picture_that_is_ready_at_once_needs_no_look(seller: Artisan) -> None:
    step = posting.start(*account("shopify"), listing(seller.sandbox))
    assert isinstance(step, Ready)
    assert asked(seller.sandbox, "publishablePublish") == 1


def test_a_picture_on_its_way_is_waited_for_ever_longer(seller: Artisan) -> None:
    settings.change(seller.sandbox.world, "shopify_processing_ms", 3_600_000)
    one = listing(seller.sandbox)
    step = posting.start(*account("shopify"), one)
    pauses = []
    for _ in range(10):
        assert isinstance(step, Waiting)
        pauses.append(step.seconds)
        step = posting.check(*account("shopify"), one, step.handle)
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (2, 30)
    found = posting.reconcile(*account("shopify"), one, None, now())
    assert isinstance(found, Ready)
    with pytest.raises(TryLater, match="picture"):
        posting.finish(*account("shopify"), one, found.handle)
    assert product(seller.sandbox)["status"] == "DRAFT"


def test_a_picture_that_was_not_there_is_sent_again(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    broken = replace(one.pictures["square"], url=f"{seller.sandbox.url}/blobs/none")
    wrong = replace(one, pictures={**one.pictures, "square": broken})
    with pytest.raises(StartOver, match="picture"):
        prepared(wrong)
    done = sold(one)
    kept = [one["number"] for one in seller.sandbox.world.find("shopify.media", error=None)]
    assert product(seller.sandbox)["media"] == kept
    assert published(seller.sandbox, "shopify") == [done.external_id]


def test_a_picture_that_shopify_cannot_use_is_reported(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    large = picture(seller.sandbox, 5100, 5000)
    with pytest.raises(Rejected, match="25 megapixels") as refused:
        prepared(replace(one, pictures={**one.pictures, "square": large}))
    assert refused.value.remedy


def test_a_deleted_draft_is_started_over(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    handle = prepared(one)
    seller.sandbox.world.delete("shopify.product", handle.ref)
    for call in (posting.check, posting.finish):
        with pytest.raises(StartOver):
            call(*account("shopify"), one, handle)
    assert posting.reconcile(*account("shopify"), one, handle, now()) == NotThere()
    assert sold(one).external_id != handle.ref


def test_an_archived_product_is_for_a_person_to_judge(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    handle = prepared(one)
    change(seller.sandbox, status="ARCHIVED")
    found = posting.reconcile(*account("shopify"), one, handle, now())
    assert isinstance(found, Undetermined)
    assert "archived" in found.reason


def test_words_that_the_store_would_change_are_refused_before_any_call(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    for wrong, word in (
        (replace(one, price=replace(one.price, currency="USD")), "INR"),
        (replace(one, tags=("brass, old",)), "comma"),
        (replace(one, title="x" * 256), "255"),
        (replace(one, quantity=0), "quantity"),
    ):
        with pytest.raises(Rejected, match=word):
            posting.start(*account("shopify"), wrong)
    assert asked(seller.sandbox, "productSet") == 0


@pytest.mark.parametrize(("state", "word"), [("frozen", "bill"), ("locked", "locked")])
def test_a_closed_store_asks_for_the_artisan(seller: Artisan, state: str, word: str) -> None:
    one = listing(seller.sandbox)
    handle = prepared(one)
    settings.change(seller.sandbox.world, "shopify_shop", state)
    with pytest.raises(ReconnectNeeded, match=word) as closed:
        posting.finish(*account("shopify"), one, handle)
    assert "Shopify" in closed.value.remedy
    assert seller.connection("shopify")["status"] == "reconnect"
    assert published(seller.sandbox, "shopify") == []


def test_an_empty_bucket_is_waited_for(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    handle = prepared(one)
    settings.change(seller.sandbox.world, "shopify_bucket", 5)
    with pytest.raises(TryLater) as throttled:
        posting.finish(*account("shopify"), one, handle)
    assert throttled.value.after >= 1
    settings.change(seller.sandbox.world, "shopify_bucket", 2000)
    seller.sandbox.world.advance(60)
    assert posting.finish(*account("shopify"), one, handle).external_id == handle.ref


def test_a_lost_rotation_is_made_good_by_the_old_refresh_token(seller: Artisan) -> None:
    """Shopify keeps the old one until the new one is first used: nobody has to reconnect."""
    one = listing(seller.sandbox)
    handle = prepared(one)
    seller.sandbox.world.advance(3601)
    inject_fault(seller.sandbox, FaultKind.ACCEPT_THEN_TIMEOUT, "*/access_token", vendor="shopify")
    with pytest.raises(TryLater):
        posting.finish(*account("shopify"), one, handle)
    done = posting.finish(*account("shopify"), one, handle)
    assert published(seller.sandbox, "shopify") == [done.external_id]
    assert seller.connection("shopify")["status"] == "connected"


def test_uninstalling_in_the_store_ends_in_reconnect(seller: Artisan) -> None:
    one = listing(seller.sandbox)
    handle = prepared(one)
    shopify.disconnect(seller.sandbox.world)
    with pytest.raises(ReconnectNeeded):
        posting.finish(*account("shopify"), one, handle)
    assert seller.connection("shopify")["status"] == "reconnect"
    assert "shprt_" not in json.dumps(seller.cloud.items("channels"), default=str)
