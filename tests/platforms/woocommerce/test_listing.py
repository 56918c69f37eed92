"""Selling in a WooCommerce shop, on good days and bad ones: once, and found again."""

from dataclasses import replace

import pytest

from functions.channels.public import (
    NotThere,
    Rejected,
    StartOver,
)
from functions.channels.wiring.container import container
from infra.local.sandbox import settings
from infra.local.sandbox import woocommerce as vendor
from kernel.money import Money
from tests.clocks import now
from tests.integration.channels import posting
from tests.integration.channels.merchant import SHOP, SITE, WOO, Merchant, failing, prepared
from tests.integration.channels.oauth_client import WEB, account, calls, listing, published


def change(seller: Merchant, id_: str, **fields: object) -> None:
    """The shop's owner changes the product by hand."""
    (kept,) = [one for one in seller.products if str(one["id"]) == id_]
    seller.sandbox.world.put(SITE.kind("product"), id_, {**kept, **fields})


def test_a_listing_is_published_as_it_was_approved(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    assert vendor.posts(seller.sandbox.world) == []
    done = posting.finish(*account(WOO), one, ready.handle)
    (seen,) = vendor.posts(seller.sandbox.world)
    assert seen.url == done.url
    assert (seen.title, seen.text) == (one.title, one.text)
    assert seen.alt_text == one.alt_text
    assert seen.price == "₹1,250.00"
    assert len(seen.image_urls) == 1
    assert WEB.get(done.url).status_code == 200
    (kept,) = seller.products
    assert (kept["sku"], kept["stock_quantity"]) == (one.sku, 3)
    assert kept["meta_data"][0]["value"] == one.marker
    assert kept["attributes"][0]["options"] == ["brass", "bees' wax"]
    assert published(seller.sandbox, WOO) == [done.external_id]
    assert seller.connection()["last_used_at"] is not None


def test_tags_are_made_once_and_the_category_is_the_shops_own(seller: Merchant) -> None:
    token = container().token_access.use(*account(WOO), lambda account: account.token)
    base = f"{seller.sandbox.host(SHOP)}/wp-json/wc/v3/products"
    for path, name in (("categories", "Brass figures"), ("tags", "Lost Wax")):
        key, _, secret = token.partition(":")
        made_ = WEB.post(f"{base}/{path}", json={"name": name}, auth=(key, secret))
        assert made_.status_code == 201
    for marker in ("target_01jd00000000000000000000aa", "target_01jd00000000000000000000bb"):
        prepared(listing(seller.sandbox, marker))
    tags = {one["id"]: one["name"] for one in seller.sandbox.world.find(SITE.kind("product_tag"))}
    assert sorted(tags.values()) == ["Lost Wax", "brass elephant", "dokra"]
    names = {one["id"]: one["name"] for one in seller.sandbox.world.find(SITE.kind("product_cat"))}
    for one in seller.products:
        assert [names[id_] for id_ in one["categories"]] == ["Brass figures"]
        assert {tags[id_] for id_ in one["tags"]} == {"Lost Wax", "brass elephant", "dokra"}
    asked = calls(seller.sandbox, WOO, lambda one: one["path"].endswith("/categories"))
    assert asked == 2  # the one above, and one for both listings


@pytest.mark.parametrize("kept_handle", [True, False])
def test_starting_again_makes_nothing_new(seller: Merchant, *, kept_handle: bool) -> None:
    one = listing(seller.sandbox)
    since = now()
    first = prepared(one)
    assert prepared(one) == first
    assert seller.created_count == 1
    handle = first.handle if kept_handle else None
    assert posting.reconcile(*account(WOO), one, handle, since) == first
    done = posting.finish(*account(WOO), one, first.handle)
    assert posting.finish(*account(WOO), one, first.handle) == done
    assert posting.reconcile(*account(WOO), one, handle, since) == done
    assert posting.start(*account(WOO), one) == done
    assert published(seller.sandbox, WOO) == [done.external_id]


def test_a_draft_that_lost_its_picture_gets_it_before_it_is_shown(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    change(seller, ready.handle.ref, images=[])
    assert prepared(one) == ready
    (kept,) = seller.products
    assert len(kept["images"]) == 1


def test_a_product_in_the_bin_is_for_its_owner_to_decide(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    change(seller, ready.handle.ref, status="trash")
    assert isinstance(posting.reconcile(*account(WOO), one, ready.handle, now()), NotThere)
    with pytest.raises(Rejected, match="bin") as refused:
        posting.start(*account(WOO), one)
    assert "Restore it or delete it" in refused.value.remedy
    assert len(seller.products) == 1


def test_a_draft_that_was_deleted_is_made_anew(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    ready = prepared(one)
    seller.sandbox.world.delete(SITE.kind("product"), ready.handle.ref)
    assert issubclass(failing(one, ready.handle), StartOver)
    assert isinstance(posting.reconcile(*account(WOO), one, ready.handle, now()), NotThere)
    done = posting.finish(*account(WOO), one, prepared(one).handle)
    assert published(seller.sandbox, WOO) == [done.external_id]


def test_a_picture_that_the_shop_refuses_is_reported(seller: Merchant) -> None:
    settings.change(seller.sandbox.world, "woocommerce_image_bytes_max", 10)
    with pytest.raises(Rejected, match="upload_max_filesize"):
        posting.start(*account(WOO), listing(seller.sandbox))
    assert seller.products == []


def test_what_the_shop_cannot_take_is_refused_before_any_call(seller: Merchant) -> None:
    one = listing(seller.sandbox)
    before = calls(seller.sandbox, WOO, lambda _: True)
    for wrong in (
        replace(one, price=Money(100, "USD")),
        replace(one, title=" "),
        replace(one, title="x" * 201),
        replace(one, quantity=0),
        replace(one, tags=("x" * 201,)),
    ):
        with pytest.raises(Rejected):
            posting.start(*account(WOO), wrong)
    assert calls(seller.sandbox, WOO, lambda _: True) == before


def test_a_host_that_drops_the_header_publishes_as_well(seller: Merchant) -> None:
    settings.change(seller.sandbox.world, "woocommerce_basic_header", "stripped")
    assert seller.connect() == {"connected": WOO}
    one = listing(seller.sandbox)
    done = posting.finish(*account(WOO), one, prepared(one).handle)
    assert published(seller.sandbox, WOO) == [done.external_id]
